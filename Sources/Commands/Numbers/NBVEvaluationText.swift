import Study

extension NBVEvaluation {
  /// The table of heads and what they say together, as lines of plain text.
  var lines: [String] {
    let heading = "seed     atrophy  brain %  scaling %   NBV %    Dice"
    return [heading] + trials.map(Self.line) + [""] + summary + rescan
  }

  private static func line(_ trial: NBVTrial) -> String {
    let start = padded("\(trial.seed)", 7, left: true) + padded(FixedText.of(trial.atrophy, 2), 9)
    if let failure = trial.failure { return start + "   failed: " + failure }
    let errors = [trial.brainErrorPercent, trial.scalingErrorPercent, trial.nbvErrorPercent]
    let cells = zip(errors, [9, 11, 9]).map { padded($0.map(signed) ?? "-", $1) }
    let dice = padded(trial.dice.map { FixedText.of($0, 3) } ?? "-", 8)
    return start + cells.joined() + dice + (trial.degraded ? "  degraded" : "")
  }

  private var summary: [String] {
    let failed = trials.count { $0.failure != nil }
    let degraded = trials.count(where: \.degraded)
    let heads = "\(trials.count) \(trials.count == 1 ? "head" : "heads")"
    var lines = ["\(heads), \(failed) failed, \(degraded) degraded"]
    for (name, path) in [
      ("brain volume", \NBVTrial.brainErrorPercent), ("scaling", \.scalingErrorPercent),
      ("NBV", \.nbvErrorPercent),
    ] {
      let errors = trials.compactMap { $0[keyPath: path] }
      guard let worst = errors.max(by: { abs($0) < abs($1) }) else { continue }
      let mean = errors.reduce(0, +) / Double(errors.count)
      lines.append(
        "\(name): mean error \(Self.signed(mean)) %, "
          + "SD \(Self.deviation(errors, mean).map { FixedText.of($0, 2) + " %" } ?? "n/a"), worst \(Self.signed(worst)) %"
      )
    }
    if let least = trials.compactMap(\.dice).min() {
      lines.append("Dice of the brain: least \(FixedText.of(least, 3))")
    }
    return lines
  }

  private var rescan: [String] {
    ["brain_ml", "scaling", "nbv_ml"].compactMap { name in
      guard let found = agreement(of: name) else { return nil }
      let interval = found.interval.map {
        " [\(FixedText.of($0.lower, 4)), \(FixedText.of($0.upper, 4))]"
      }
      return "scan and rescan, \(name): ICC(A,1) \(FixedText.of(found.value, 4))\(interval ?? "")"
    }
  }

  private static func deviation(_ values: [Double], _ mean: Double) -> Double? {
    guard values.count > 1 else { return nil }
    let sum = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (sum / Double(values.count - 1)).squareRoot()
  }

  private static func signed(_ value: Double) -> String {
    (value < 0 ? "" : "+") + FixedText.of(value, 2)
  }

  private static func padded(_ text: String, _ width: Int, left: Bool = false) -> String {
    let space = String(repeating: " ", count: max(0, width - text.count))
    return left ? text + space : space + text
  }
}
