import Foundation

/// The SHA-256 of a file, read in pieces.
public enum FileHash {
  /// 64 hexadecimal digits.
  ///
  /// - Parameter path: the file.
  /// - Returns: its hash.
  /// - Throws: an error when the file cannot be read.
  public static func sha256(ofFile path: String) throws(StudyError) -> String {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw StudyError(
        .inputMissing, "cannot read an input image to identify it",
        remedy: "check that the file is there and may be read")
    }
    defer { try? file.close() }
    var hash = SHA256()
    do {
      while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
        hash.update([UInt8](piece))
      }
    } catch {
      throw StudyError(
        .inputMissing, "reading an input image to identify it stopped with an error", cause: error)
    }
    return hash.hex()
  }
}
