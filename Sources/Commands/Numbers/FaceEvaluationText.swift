import Faces
import Study

extension FaceEvaluation {
  /// The table of removals as lines of plain text.
  var lines: [String] {
    let heading =
      "removal   best attempt            rank 1   95 % interval    p       plain  rfs2  relief  grades"
    let chance = people > 0 ? FixedText.of(100 / Double(people), 1) : "-"
    return [heading] + rows.map(\.line) + [
      "",
      "\(people) people; by chance \(chance) % are found first. 'plain' is the best without "
        + "knowledge of the removal.",
    ]
  }
}

extension FaceEvaluation.Row {
  fileprivate var line: String {
    let best = search.best
    let plain = search.attempts.filter { $0.matcher.attack == .plain }.map(\.rank1).max() ?? 0
    let hits = "\(best?.rank1 ?? 0)/\(search.probes.count)"
    let interval =
      "[\(FixedText.of(search.rank1Lower, 2)), \(FixedText.of(search.rank1Upper, 2))]"
    let letters = ["A", "B", "C", "N"].compactMap { letter in
      grades[letter].map { "\($0) \(letter)" }
    }
    return cell(removal.rawValue, 10) + cell(best?.matcher.name ?? "-", 24) + cell(hits, 9)
      + cell(interval, 17) + cell(FixedText.of(search.p, 4), 8)
      + cell("\(plain)", 7) + cell(FixedText.of(rfs2, 2), 6) + cell(FixedText.of(templateNCC, 2), 8)
      + letters.joined(separator: ", ")
  }
}

private func cell(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(1, width - text.count))
}
