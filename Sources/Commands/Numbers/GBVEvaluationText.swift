import Study

extension GBVEvaluation {
  /// The table of sessions and what they say together, as lines of plain text.
  var lines: [String] {
    let heading = "seed       Dice TV    TV+   CETV   TV % error    TV+   CETV"
    return [heading] + trials.map(Self.line) + [""] + summary
  }

  private static func line(_ trial: GBVTrial) -> String {
    let start = "\(trial.seed)" + String(repeating: " ", count: max(1, 11 - "\(trial.seed)".count))
    if let failure = trial.failure { return start + "failed: " + failure }
    let dice = names.map { padded(trial.dice[$0].map { FixedText.of($0, 3) } ?? "-", 7) }
    let errors = names.map { name -> String in
      guard let truth = trial.truth[name], truth > 0, let found = trial.values[name] else {
        return padded("-", 7)
      }
      return padded(signed(100 * (found / truth - 1)), 7)
    }
    return start + dice.joined() + "      " + errors.joined()
  }

  private var summary: [String] {
    let failed = trials.count { $0.failure != nil }
    let heading = "\(trials.count) \(trials.count == 1 ? "session" : "sessions"), \(failed) failed"
    return [heading]
      + Self.names.map { name in
        var parts: [String] = []
        if let dice = medianDice(of: name) { parts.append("median Dice \(FixedText.of(dice, 3))") }
        if let bias = biasPercent(of: name) { parts.append("bias \(Self.signed(bias)) %") }
        if let error = medianErrorPercent(of: name) {
          parts.append("median error \(FixedText.of(error, 1)) %")
        }
        if let icc = agreementWithTruth(of: name) {
          parts.append("ICC(A,1) with the truth \(FixedText.of(icc.value, 4))")
        }
        if let icc = agreementOfRepeats(of: name) {
          parts.append("of repeats \(FixedText.of(icc.value, 4))")
        }
        return "\(name): " + (parts.isEmpty ? "no value" : parts.joined(separator: ", "))
      }
  }

  private static func signed(_ value: Double) -> String {
    (value < 0 ? "" : "+") + FixedText.of(value, 1)
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
