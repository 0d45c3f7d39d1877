import Foundation

/// Paths as seen from another folder.
enum RelativePath {
  /// A path given from where the user stands, as seen from a folder; absolute paths stay so.
  static func from(_ folder: String, to path: String) -> String {
    if path.hasPrefix("/") { return path }
    let start = parts(of: folder)
    let target = parts(of: path)
    let shared = zip(start, target).prefix { $0 == $1 }.count
    let up = [String](repeating: "..", count: start.count - shared)
    let result = (up + target[shared...]).joined(separator: "/")
    return result.isEmpty ? "." : result
  }

  private static func parts(of path: String) -> [String] {
    URL(fileURLWithPath: path.isEmpty ? "." : path).standardizedFileURL.pathComponents
      .filter { $0 != "/" }
  }
}
