import Defacing
import Foundation

/// A list of what was defaced by what, for a data-protection officer: files with their hashes before and
/// after, the method, and what its gates said.
///
/// A table with tabs, one line for each image, a heading first. It names files, and so does a dataset.
public struct Attestation: Sendable {
  /// One image.
  public struct Line: Sendable, Equatable {
    /// Whether there is a defaced image.
    public enum Verdict: Sendable, Equatable {
      /// It was written, every gate passed.
      case defaced
      /// None was written, for a reason of this kind.
      case refused(String)
      /// It was written, and the file is another one now, or gone.
      case changed
      /// Nothing has been done about it yet.
      case pending

      var text: String {
        switch self {
        case .defaced: "defaced"
        case .refused(let kind): "refused: \(kind)"
        case .changed: "changed since"
        case .pending: "not done"
        }
      }
    }

    /// The defaced image.
    public var file: String
    /// Its SHA-256 as it was written, 64 hexadecimal digits; nil where there is none.
    public var hash: String?
    /// The original.
    public var original: String
    /// Its SHA-256.
    public var originalHash: String?
    /// Name of the method.
    public var method: String
    /// What came of it.
    public var verdict: Verdict
    /// Voxels of brain that were removed.
    public var brainVoxelsRemoved: Double?
    /// The share of the face's skin, 0 to 1, that is still within 2 mm of where it was; nil where it cannot
    /// be told.
    public var residualFace: Double?

    /// A line from its parts; numbers as a variant counts them.
    public init(
      file: String, hash: String?, original: String, originalHash: String?, method: String,
      verdict: Verdict, values: [String: Double]
    ) {
      (self.file, self.hash) = (file, hash)
      (self.original, self.originalHash) = (original, originalHash)
      (self.method, self.verdict) = (method, verdict)
      brainVoxelsRemoved = values["brain_voxels_removed"]
      residualFace = values["residual_face"]
    }
  }

  /// The images, in their order.
  public var lines: [Line]

  /// A list.
  public init(lines: [Line]) { self.lines = lines }

  /// Whether there is a defaced image of every original, as it was written.
  public var isComplete: Bool { lines.allSatisfy { $0.verdict == .defaced } }

  private static let heading = [
    "file", "sha256", "original", "original_sha256", "method", "version", "verdict",
    "brain_voxels_removed", "residual_face_percent",
  ]

  /// The table.
  public var text: String {
    let rows = lines.map { line in
      [
        line.file, line.hash ?? "n/a", line.original, line.originalHash ?? "n/a", line.method,
        StudyVersion.current, line.verdict.text,
        line.brainVoxelsRemoved.map { String(format: "%.0f", $0) } ?? "n/a",
        line.residualFace.map { String(format: "%.1f", 100 * $0) } ?? "n/a",
      ].map(Self.cell)
    }
    return ([Self.heading] + rows).map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  /// A text that fits into one cell.
  private static func cell(_ text: String) -> String {
    String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }
}
