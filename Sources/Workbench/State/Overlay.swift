/// What is laid over pictures.
public enum OverlayKind: String, Sendable, CaseIterable {
  case removed, difference, brain, tissue, off

  /// The next one in turn.
  var next: OverlayKind {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }

  /// In words.
  ///
  /// - Parameter outcome: what is measured, which decides what the labels are.
  /// - Returns: a few words.
  func name(outcome: String?) -> String {
    switch self {
    case .removed: "removed voxels"
    case .difference: "values that differ by more than \(Int(Self.differencePercent)) % of white"
    case .brain: "brain mask"
    case .tissue: Self.labels[outcome ?? ""] ?? "tissue"
    case .off: "none"
    }
  }

  /// What the labels of an outcome are.
  private static let labels = [
    "wmlv": "lesions", "wmlv-lga": "lesions", "gbv": "tissue and tumour",
  ]

  /// Per cent of the window that two values differ at least.
  static let differencePercent: Float = 2
}
