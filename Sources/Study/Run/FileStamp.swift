import Foundation

/// Names, sizes and times of some files: what tells cheaply whether somebody has written to them.
public struct FileStamp: Sendable, Hashable {
  private struct File: Sendable, Hashable {
    var path: String
    var size: Int64
    var changed: Double
  }

  private var files: [File] = []

  /// The stamp of no files.
  public init() {}

  /// The stamp of those files of a folder that are there.
  ///
  /// - Parameters:
  ///   - names: the names of the files.
  ///   - folder: where they are.
  public init(_ names: [String], in folder: String) {
    files = names.sorted().compactMap { name in
      let path = folder + "/" + name
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      let changed = status.st_mtim
      return File(
        path: path, size: Int64(status.st_size),
        changed: Double(changed.tv_sec) + Double(changed.tv_nsec) / 1e9)
    }
  }

  /// The stamp of these files and others.
  ///
  /// - Parameter others: a stamp of other files.
  /// - Returns: a stamp that changes with either.
  public func with(_ others: FileStamp) -> FileStamp {
    var both = self
    both.files += others.files
    return both
  }
}
