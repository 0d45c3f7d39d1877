/// The images that an outcome is measured on.
public struct OutcomeContrasts: Sendable, Hashable {
  /// The contrasts without which it cannot be measured.
  public var needed: [String]
  /// The contrasts that are used where a subject has them.
  public var optional: [String]

  /// The contrasts of an outcome.
  public init(needed: [String], optional: [String] = []) {
    (self.needed, self.optional) = (needed, optional)
  }

  /// The contrasts that are measured of a subject, those that are needed first.
  func measured(of subject: Subject) -> [String] {
    needed + optional.filter { subject.images[$0] != nil }
  }

  /// The contrast on which head, brain and face of a subject are found: the T1-weighted image where it
  /// is measured, since it shows all three best; else the first that is needed.
  func anchor(of subject: Subject) -> String {
    let measured = measured(of: subject)
    return measured.contains(Self.best) ? Self.best : measured.first ?? Self.best
  }

  private static let best = "T1w"
}
