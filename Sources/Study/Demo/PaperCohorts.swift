import Phantoms

/// The study that this program follows (de Sitter A et al., Eur Radiol 2020;30:1062-1074) in small and
/// in digital heads: Alzheimer's disease by the volume of the brain, multiple sclerosis by that of
/// lesions, glioblastoma by that of the tumour.
public enum PaperCohorts {
  /// A cohort and its heads.
  public struct Cohort: Sendable {
    /// The cohort's name, as in the column `group` of participants.tsv.
    public var name: String
    /// What is measured.
    public var outcome: String
    /// The images that each head has.
    public var contrasts: [Contrast]
    /// Its heads, each with its subject label.
    public var recipes: [HeadRecipe]
  }

  /// A cohort before its heads are drawn.
  private struct Kind {
    var name: String
    var outcome: String
    var contrasts: [Contrast]
    var firstSeed: UInt64
    var change: (inout HeadRecipe, Int) -> Void
  }

  private static var kinds: [Kind] {
    [
      Kind(name: "AD", outcome: "nbv", contrasts: [.t1w], firstSeed: 101) {
        $0.atrophy = 0.6 + 0.08 * Double($1 % 5)
      },
      Kind(name: "MS", outcome: "wmlv", contrasts: [.t1w, .flair], firstSeed: 201) {
        $0.lesions = 15 + 10 * ($1 % 4)
      },
      Kind(
        name: "GBM", outcome: "gbv", contrasts: [.t1w, .t1c, .t2w, .flair], firstSeed: 301
      ) { recipe, _ in recipe.tumour = true },
    ]
  }

  /// Three cohorts of so many heads each, at least one.
  public static func cohorts(count: Int) -> [Cohort] {
    kinds.map { kind in
      Cohort(
        name: kind.name, outcome: kind.outcome, contrasts: kind.contrasts,
        recipes: (0..<max(1, count)).map { number in
          var recipe = HeadRecipe(seed: kind.firstSeed + UInt64(number))
          recipe.subject = "sub-\(kind.name)\(number < 9 ? "0" : "")\(number + 1)"
          kind.change(&recipe, number)
          return recipe
        })
    }
  }

  /// The table that tells the cohorts apart; a real head joins the first.
  static func participants(_ cohorts: [Cohort], realHead: String?) -> String {
    var rows = cohorts.flatMap { cohort in
      cohort.recipes.map { "\($0.subject ?? "")\t\(cohort.name)\n" }
    }
    if let realHead, let first = cohorts.first { rows.append("\(realHead)\t\(first.name)\n") }
    return "participant_id\tgroup\n" + rows.joined()
  }

  /// The study file.
  static func studyFile(_ cohorts: [Cohort], realHead: String?) -> String {
    let entries = cohorts.map {
      "  - { name: \($0.name), outcome: \($0.outcome), bids: data, filter: { group: [\($0.name)] } }\n"
    }
    let note = realHead.map { label in
      "# \(label) is a real head, of a healthy man; it stands among the digital ones of the first cohort.\n"
    }
    return """
      # The study of 2020 in small, in digital heads: three cohorts, each with its outcome.
      \(note ?? "")study: "demo after the paper"
      reference-study: desitter2020
      methods: [quickshear, facemasking, defacing]
      controls: [noise]
      cohorts:

      """ + entries.joined()
  }
}
