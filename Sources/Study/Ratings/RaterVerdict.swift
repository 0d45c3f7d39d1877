/// What a rater says of a picture.
public enum RaterVerdict: String, Sendable, Codable, CaseIterable {
  /// Fit for use.
  case pass
  /// Not fit for use, for whatever reason.
  case fail
  /// The rater cannot decide.
  case unsure
  /// Not fit for use: more was removed than should be.
  case overstripped
  /// Not fit for use: less was removed than should be.
  case understripped

  /// The place on the ordered scale fail < unsure < pass; both kinds of stripping are failures.
  public var grade: Grade {
    switch self {
    case .pass: .pass
    case .unsure: .unsure
    case .fail, .overstripped, .understripped: .fail
    }
  }

  /// Whether it says that the result is not to be used.
  public var isRejecting: Bool { grade == .fail }

  /// The word for it.
  public var word: String { rawValue }

  /// The ordered scale, the worst first.
  public enum Grade: Int, Sendable, CaseIterable { case fail, unsure, pass }
}
