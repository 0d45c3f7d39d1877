/// What a published study found, to be laid beside the own values; only what its abstract states.
public struct PublishedStudy: Sendable, Equatable {
  /// The name that study files use.
  public var name: String
  /// Authors, journal and year.
  public var source: String
  /// Sentences that concern every outcome.
  public var general: [String]
  /// Sentences by outcome.
  public var byOutcome: [String: [String]]

  /// The sentences about an outcome, those of all outcomes last.
  public func lines(of outcome: String) -> [String] { (byOutcome[outcome] ?? []) + general }

  /// The studies that are known.
  public static let all = [deSitter2020]

  /// The study of a name; nil where none is known.
  public static func named(_ name: String) -> PublishedStudy? { all.first { $0.name == name } }

  static let deSitter2020 = PublishedStudy(
    name: "desitter2020",
    source: "de Sitter et al. 2020, Eur Radiol 30:1062-1074 (by its abstract)",
    general: [
      "Failed: 0-19 % of defaced and 0-2 % of full images.",
      "ICC(A,1) over methods and outcomes: 0.312 (GBV, facemasking) to 0.998 (WMLV, defacing).",
    ],
    byOutcome: [
      "nbv": ["n = 110 (SIENAX). facemasking raised NBV, p = 0.003."],
      "wmlv": [
        "n = 70 (LST-LPA). facemasking raised WMLV, p <= 0.001; ICC(A,1) 0.998 after defacing."
      ],
      "gbv": [
        "n = 84 (BraTumIA). quickshear and defacing lowered GBV, both p < 0.001;",
        "ICC(A,1) 0.312 after facemasking.",
      ],
    ])
}
