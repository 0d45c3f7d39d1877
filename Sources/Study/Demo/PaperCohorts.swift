import Phantoms

/// The cohorts of the study that this program follows (de Sitter A et al., Eur Radiol
/// 2020;30:1062-1074) in digital heads: Alzheimer's disease, multiple sclerosis, glioblastoma.
///
/// All are measured by NBV; lesions and tumours are in the images and their truth beside them.
public enum PaperCohorts {
  /// A cohort and its heads.
  public struct Cohort: Sendable {
    /// The cohort's name, as in the column `group` of participants.tsv.
    public var name: String
    /// Its heads, each with its subject label.
    public var recipes: [HeadRecipe]
  }

  /// Three cohorts of so many heads each, at least one.
  public static func cohorts(count: Int) -> [Cohort] {
    let kinds: [(name: String, firstSeed: UInt64, change: (inout HeadRecipe, Int) -> Void)] = [
      ("AD", 101, { recipe, number in recipe.atrophy = 0.6 + 0.08 * Double(number % 5) }),
      ("MS", 201, { recipe, number in recipe.lesions = 15 + 10 * (number % 4) }),
      ("GBM", 301, { recipe, _ in recipe.tumour = true }),
    ]
    return kinds.map { kind in
      Cohort(
        name: kind.name,
        recipes: (0..<max(1, count)).map { number in
          var recipe = HeadRecipe(seed: kind.firstSeed + UInt64(number))
          recipe.subject = "sub-\(kind.name)\(number < 9 ? "0" : "")\(number + 1)"
          kind.change(&recipe, number)
          return recipe
        })
    }
  }

  /// The table that tells the cohorts apart.
  static func participants(_ cohorts: [Cohort]) -> String {
    let rows = cohorts.flatMap { cohort in
      cohort.recipes.map { "\($0.subject ?? "")\t\(cohort.name)\n" }
    }
    return "participant_id\tgroup\n" + rows.joined()
  }

  /// The study file.
  static func studyFile(_ cohorts: [Cohort]) -> String {
    let entries = cohorts.map {
      "  - { name: \($0.name), outcome: nbv, bids: data, filter: { group: [\($0.name)] } }\n"
    }
    return """
      # Three cohorts as in the study of 2020, in digital heads; all measured by NBV.
      study: "demo after the paper"
      methods: [quickshear, facemasking, defacing]
      controls: [noise]
      cohorts:

      """ + entries.joined()
  }
}
