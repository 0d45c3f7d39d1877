import Agreement
import Faces

/// What attackers found, as lines of plain text.
enum ReidentificationText {
  static func lines(_ result: ReidentificationResult) -> [String] {
    let heading = "attempt                    rank 1   rank 5   AUC"
    let attempts = result.attempts.map { attempt in
      cell(attempt.matcher.name, 27) + cell("\(attempt.rank1)", 9) + cell("\(attempt.rank5)", 9)
        + FixedText.of(attempt.auc, 3)
    }
    return [heading] + attempts + [""] + sentences(result)
  }

  /// What it means.
  static func sentences(_ result: ReidentificationResult) -> [String] {
    guard let best = result.best else { return ["No one was searched."] }
    let share = FixedText.of(100 * result.rank1, 1)
    let interval =
      "[\(FixedText.of(100 * result.rank1Lower, 1)), \(FixedText.of(100 * result.rank1Upper, 1))]"
    var lines = [
      "Best: \(best.matcher.name) finds \(best.rank1) of \(result.probes.count) first, \(share) % "
        + "\(interval); chance \(FixedText.of(100 * result.chance, 1)) %, p \(FixedText.of(result.p, 4)) "
        + "for the best of \(result.attempts.count) attempts.",
      verdict(result),
    ]
    lines.append(result.origin.sentence)
    if !result.hasSameDefacing {
      lines.append(
        "No faces after the same removal were at hand: an attacker who removes them likewise may find "
          + "more.")
    }
    if let forehead = result.forehead {
      lines.append("By the forehead alone \(forehead.rank1) are found first; that is not counted.")
    }
    return lines
  }

  private static func verdict(_ result: ReidentificationResult) -> String {
    switch result.isAboveChance {
    case true?: "More are found than by chance."
    case false?: "No more are found than by chance."
    case nil:
      "Fewer than \(ReidentificationResult.leastPeople) people: only the AUC says something."
    }
  }

  private static func cell(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

/// What attackers found, as JSON.
struct ReidentificationReport: Encodable {
  struct Attempt: Codable, Hashable {
    var attack: String
    var feature: String
    var rank1: Int
    var rank5: Int
    var auc: Double

    init(_ attempt: ReidentificationResult.Attempt) {
      (attack, feature) = (attempt.matcher.attack.rawValue, attempt.matcher.feature.rawValue)
      (rank1, rank5, auc) = (attempt.rank1, attempt.rank5, attempt.auc)
    }
  }

  var n: Int
  var gallery_n: Int
  var gallery: String
  var attempts: [Attempt]
  @OrNull var best: Attempt?
  var rank1: Double
  var rank1_ci95: [Double]
  var chance: Double
  var p: Double
  @OrNull var above_chance: Bool?
  @OrNull var forehead: Attempt?
  var same_defacing: Bool
  var sentences: [String]

  init(_ result: ReidentificationResult) {
    (n, gallery_n) = (result.probes.count, result.galleryCount)
    gallery = result.origin.rawValue
    attempts = result.attempts.map { Attempt($0) }
    best = result.best.map { Attempt($0) }
    (rank1, rank1_ci95) = (result.rank1, [result.rank1Lower, result.rank1Upper])
    (chance, p, above_chance) = (result.chance, result.p, result.isAboveChance)
    forehead = result.forehead.map { Attempt($0) }
    same_defacing = result.hasSameDefacing
    sentences = ReidentificationText.sentences(result)
  }
}
