import Foundation

/// The file of one rater: lines are only ever added, each safe on the disk before anybody is told.
///
/// Every rater has a file of his own, so that two people on a shared disk never write into one.
public struct RaterFile: Sendable {
  /// Whose file it is.
  public let rater: String
  private let folder: String

  /// The file of a rater below the ratings folder of a study.
  public init(rater: String, folder: String) { (self.rater, self.folder) = (rater, folder) }

  /// The ending of such files.
  static let ending = ".jsonl"

  private var path: String { folder + "/" + rater + Self.ending }

  /// What the rater said so far.
  var log: RaterLog { RaterLog(FileManager.default.contents(atPath: path) ?? Data()) }

  /// Adds a rating.
  ///
  /// - Throws: an error when it is not safe on the disk.
  public func append(_ rating: Rating) throws(StudyError) { try append(.rating(rating)) }

  /// What came of a withdrawal.
  public struct Withdrawal: Sendable, Equatable {
    /// The rating that was taken back.
    public var taken: Rating
    /// What the rater says of the same item now: the rating before; nil where there is none.
    public var now: Rating?
  }

  /// Takes the last rating back that still stands; again and again leads back to the first.
  ///
  /// - Parameters:
  ///   - time: when it is taken back.
  ///   - onlyBlinded: whether only what was said blinded counts: where an open rating lies would tell
  ///     who a blinded picture is.
  /// - Returns: what came of it, nil where nothing is left.
  /// - Throws: an error when it is not safe on the disk.
  public func withdrawLast(
    at time: Date = Date(), onlyBlinded: Bool = false
  ) throws(StudyError) -> Withdrawal? {
    guard let last = log.ratings.last(where: { $0.isBlinded || !onlyBlinded }) else { return nil }
    try append(
      .withdrawal(
        of: last.id, id: UUID().uuidString.lowercased(), rater: rater,
        time: Date(timeIntervalSince1970: time.timeIntervalSince1970.rounded(.down))))
    let now = log.current.first { $0.item == last.item && ($0.isBlinded || !onlyBlinded) }
    return Withdrawal(taken: last, now: now)
  }

  private func append(_ line: RatingLine) throws(StudyError) {
    guard let text = line.text() else { throw Self.error("it cannot be written as JSON") }
    try makeFolder()
    let isNew = !FileManager.default.fileExists(atPath: path)
    let file = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o664)
    guard file >= 0 else { throw Self.error(String(cString: strerror(errno))) }
    defer { close(file) }
    // A line that was cut off must not swallow the next one.
    let start = Self.endsWithinLine(file) ? "\n" : ""
    try Self.write(Array((start + text + "\n").utf8), to: file)
    guard fsync(file) == 0 else { throw Self.error(String(cString: strerror(errno))) }
    if isNew { Self.syncFolder(folder) }
  }

  private func makeFolder() throws(StudyError) {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw Self.error("its folder cannot be made")
    }
  }

  private static func endsWithinLine(_ file: Int32) -> Bool {
    let size = lseek(file, 0, SEEK_END)
    var last = UInt8(ascii: "\n")
    guard size > 0, pread(file, &last, 1, size - 1) == 1 else { return false }
    return last != UInt8(ascii: "\n")
  }

  private static func write(_ bytes: [UInt8], to file: Int32) throws(StudyError) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Foundation.write(file, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw error(String(cString: strerror(errno))) }
      done += count
    }
  }

  /// So that a new name outlives a power failure; where folders cannot be synced nothing is lost by it.
  private static func syncFolder(_ path: String) {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return }
    _ = fsync(folder)
    close(folder)
  }

  private static func error(_ found: String) -> StudyError {
    StudyError(
      .cannotCreate, "the rating was not kept: \(found)",
      remedy: "check free space and permissions of the folder '.bauta/ratings' of the study")
  }
}
