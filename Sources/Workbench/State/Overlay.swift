/// What is laid over pictures.
public enum OverlayKind: String, Sendable, CaseIterable {
  case removed, brain, tissue, off

  /// The next one in turn.
  var next: OverlayKind {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }

  /// In words.
  var name: String {
    switch self {
    case .removed: "removed voxels"
    case .brain: "brain mask"
    case .tissue: "tissue"
    case .off: "none"
    }
  }
}
