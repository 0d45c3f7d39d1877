import Foundation

/// Real images for tests, which are not part of the repository.
public enum RealData {
  /// The folder named by the environment variable `BAUTA_TEST_DATA`, else `../shared/data` beside
  /// the package; nil if neither is there.
  public static let folder: String? = {
    let named = ProcessInfo.processInfo.environment["BAUTA_TEST_DATA"]
    let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let beside = root.deletingLastPathComponent().appendingPathComponent("shared/data").path
    return [named, beside].compactMap { $0 }.first { FileManager.default.fileExists(atPath: $0) }
  }()

  /// The path of a file in the folder, or nil if it is not there.
  public static func file(_ name: String) -> String? {
    guard let folder else { return nil }
    let path = folder + "/" + name
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }
}
