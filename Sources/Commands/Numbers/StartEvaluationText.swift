import Study

extension StartEvaluation {
  /// The table of damages and the starts that failed, as lines of plain text.
  var lines: [String] {
    let heading = "damage           starts  failed  median mm   95 % mm  largest mm"
    let damages = HeadDamage.allCases.filter { row($0).count > 0 }
    return [heading, Self.line("all", row())]
      + damages.map { Self.line($0.rawValue, row($0)) } + failures
  }

  private static func line(_ name: String, _ row: Row) -> String {
    let cells = zip(
      ["\(row.count)", "\(row.failures)"] + [row.medianMM, row.high95MM, row.largestMM].map(shown),
      [8, 8, 11, 10, 12]
    ).map { padded($0, $1) }
    return name + padded(cells[0], 23 - name.count) + cells[1...].joined()
  }

  private var failures: [String] {
    trials.filter(\.isFailure).map { trial in
      let draw = trial.draw
      let reason =
        trial.failure ?? "\(Self.shown(trial.distanceMM)) mm off"
      return "failed: head \(trial.head + 1), seed \(draw.seed), \(draw.damage.rawValue), "
        + "turned by \(FixedText.of(draw.turnDegrees, 0))°, shifted by "
        + "\(FixedText.of(draw.shiftMM, 0)) mm, \(draw.axes): \(reason)"
    }
  }

  private static func shown(_ value: Double?) -> String { value.map { FixedText.of($0, 2) } ?? "-" }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
