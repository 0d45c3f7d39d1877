import Foundation

/// Lets one process at a time open the database of a study to write.
///
/// Turning a new database to a write-ahead log and making its tables are several transactions; of two
/// processes that begin them together one is refused at once, however long it would wait, or finds
/// tables that it was about to make. An advisory lock (`flock`) on `.bauta/opening.lock`, which the
/// kernel lets go when the process ends. Where the file system knows no locks everybody goes on.
struct OpeningTurn {
  private let file: Int32

  /// Waits for its turn, for `seconds` at most.
  ///
  /// - Parameters:
  ///   - folder: the study's `.bauta` folder.
  ///   - seconds: how long to wait.
  init(folder: String, seconds: Double) {
    file = open(folder + "/opening.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { return }
    let end = ContinuousClock.now + .seconds(seconds)
    while flock(file, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK || errno == EINTR {
      guard ContinuousClock.now < end else { return }
      usleep(5_000)
    }
  }

  /// Lets the next one in.
  func end() {
    if file >= 0 { close(file) }
  }
}
