import Foundation

/// The ratings folder of a study, one file for each rater.
public struct RatingsFolder: Sendable {
  private let path: String

  /// The folder at a path; it need not be there.
  public init(_ path: String) { self.path = path }

  /// What tells cheaply whether somebody has rated since.
  public var stamp: FileStamp { FileStamp(raters.map { $0 + RaterFile.ending }, in: path) }

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
