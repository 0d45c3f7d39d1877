import Foundation

/// Names of several outputs from one: `out.nii.gz` gives `out_1.nii.gz`, `out_2.nii.gz`.
enum NumberedName {
  static func all(of name: String, count: Int) -> [String] {
    let ending = self.ending(of: name)
    let stem = name.dropLast(ending.count)
    return (0..<count).map { "\(stem)_\($0 + 1)\(ending)" }
  }

  /// The ending with its dot, the one before `.gz` included.
  private static func ending(of name: String) -> String {
    let file = URL(fileURLWithPath: name)
    let last = file.pathExtension
    guard !last.isEmpty else { return "" }
    let before = file.deletingPathExtension().pathExtension
    return last.lowercased() == "gz" && !before.isEmpty ? ".\(before).\(last)" : ".\(last)"
  }
}
