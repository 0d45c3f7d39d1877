import Agreement
import Study

/// What an evaluation of lesions says, as JSON.
struct WMLVEvaluationReport: Encodable {
  var trials: [WMLVTrial]
  @OrNull var median_dice: Double?
  @OrNull var volume_bias_percent: Double?
  @OrNull var icc_truth: Double?
  @OrNull var icc_again: Double?
  var calibration_error: Double

  init(_ evaluation: WMLVEvaluation) {
    trials = evaluation.trials
    calibration_error = evaluation.reliability.expectedError
    (median_dice, volume_bias_percent) = (evaluation.medianDice(), evaluation.volumeBiasPercent)
    icc_truth = evaluation.truthAgreement?.value
    icc_again = evaluation.againAgreement?.value
  }
}

extension WMLVEvaluation {
  /// The table of heads and what they say together, as lines of plain text.
  var lines: [String] {
    let heading = "seed     slice mm  true ml  found ml   again ml    Dice"
    return [heading] + trials.map(Self.line) + [""] + summary
  }

  private static func line(_ trial: WMLVTrial) -> String {
    let start =
      left("\(trial.seed)", 9) + right(FixedText.of(trial.sliceMM, 1), 8)
      + right(FixedText.of(trial.trueML, 3), 9)
    if let failure = trial.failure { return start + "   failed: " + failure }
    return start + right(trial.foundML.map { FixedText.of($0, 3) } ?? "-", 10)
      + right(trial.againML.map { FixedText.of($0, 3) } ?? "-", 11)
      + right(trial.dice.map { FixedText.of($0, 3) } ?? "-", 8)
  }

  private var summary: [String] {
    let failed = trials.count { $0.failure != nil }
    var lines = ["\(trials.count) \(trials.count == 1 ? "head" : "heads"), \(failed) failed"]
    if let dice = medianDice() { lines.append("median Dice \(FixedText.of(dice, 3))") }
    for (name, range) in Self.classes {
      guard let dice = medianDice(in: range) else { continue }
      lines.append("median Dice, \(name): \(FixedText.of(dice, 3))")
    }
    if let bias = volumeBiasPercent {
      lines.append("volume: \(bias < 0 ? "" : "+")\(FixedText.of(bias, 1)) %")
    }
    lines += [("true and found", truthAgreement), ("other noise", againAgreement)].compactMap {
      name, found in found.map { "\(name): ICC(A,1) \(FixedText.of($0.value, 4))" }
    }
    lines.append("calibration error \(FixedText.of(reliability.expectedError, 3))")
    return lines
  }

  private static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
