import Foundation

/// The ratings folder of a study, one file for each rater.
public struct RatingsFolder: Sendable {
  private let path: String

  /// The folder at a path; it need not be there.
  public init(_ path: String) { self.path = path }

  /// What tells cheaply whether somebody has rated since.
  public struct Stamp: Sendable, Hashable {
    struct File: Sendable, Hashable {
      var name: String
      var size: Int64
      var changed: Double
    }
    var files: [File] = []

    /// The stamp of no ratings.
    public init() {}
  }

  /// The stamp of the files as they are.
  public var stamp: Stamp {
    var stamp = Stamp()
    stamp.files = raters.compactMap { rater in
      var status = stat()
      guard stat(path + "/" + rater + RaterFile.ending, &status) == 0 else { return nil }
      let changed = status.st_mtim
      return Stamp.File(
        name: rater, size: Int64(status.st_size),
        changed: Double(changed.tv_sec) + Double(changed.tv_nsec) / 1e9)
    }
    return stamp
  }

  private var raters: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.compactMap { $0.removingSuffix(RaterFile.ending) }.filter(RaterName.isSound)
      .sorted()
  }

  /// All ratings that stand, with what a person should know of the files.
  public func read() -> RatingBook {
    var book = RatingBook()
    for rater in raters {
      let log = RaterFile(rater: rater, folder: path).log
      book.add(log.current.filter { $0.rater == rater })
      book.notes += log.notes(rater: rater)
    }
    return book
  }
}
