import Study
import Testing

@testable import Commands

@Suite("What 'evaluate' prints")
struct EvaluationTextTests {
  @Test("heads, then what they say together; a failure is told, not averaged")
  func accuracy() {
    var first = NBVTrial(
      seed: 7, atrophy: 0.25, brainTrueML: 1000, scalingTrue: 1,
      values: ["brain_ml": 990, "scaling": 1.002, "nbv_ml": 991.98])
    first.dice = 0.9734
    var second = NBVTrial(seed: 8, atrophy: 0.5, brainTrueML: 1000, scalingTrue: 1, values: [:])
    second.failure = "No brain."
    let lines = NBVEvaluation(trials: [first, second]).lines
    #expect(lines[1] == "7           0.25    -1.00      +0.20    -0.80   0.973")
    #expect(lines[2] == "8           0.50   failed: No brain.")
    #expect(lines[4] == "2 heads, 1 failed, 0 degraded")
    #expect(lines[5] == "brain volume: mean error -1.00 %, SD n/a, worst -1.00 %")
    #expect(NBVEvaluation(trials: [first]).lines.contains("1 head, 0 failed, 0 degraded"))
    #expect(lines.last == "Dice of the brain: least 0.973")
  }

  @Test("each place of the plane has its change, its failure, and what was cut")
  func dose() throws {
    let curve = DoseResponse(
      full: ["nbv_ml": 1500],
      points: [
        point(10, cut: 0, change: 0.126), point(-20, cut: 31.25, change: -3.5, degraded: true),
        point(-60, cut: 300, failure: "registration-failed"),
      ])
    let lines = DoseResponseText(curves: [curve]).lines(width: 80)
    #expect(lines[2] == "      10                       +0.13 % (0.0)")
    #expect(lines[3] == "     -20                     -3.50 %* (31.3)")
    #expect(lines[4] == "     -60         registration-failed (300.0)")
    #expect(lines.contains { $0.contains("dose and response") })
  }

  @Test("starts by their damage, and each that failed with its reason")
  func starts() {
    let whole = StartDraw(seed: 1)
    var cut = StartDraw(seed: 2)
    cut.damage = .vertexCut
    var still = whole
    (still.damage, still.turnDegrees, still.shiftMM, still.axes) = (.none, 12, 34, "LPI")
    let trials = [
      StartTrial(head: 0, draw: still, distanceMM: 0.25),
      StartTrial(head: 1, draw: still, distanceMM: 7.5),
      StartTrial(head: 0, draw: cut, failure: "No head."),
    ]
    let lines = StartEvaluation(trials: trials).lines
    #expect(lines[0] == "damage           starts  failed  median mm   95 % mm  largest mm")
    #expect(lines[1] == "all                   3       2       3.88      7.14        7.50")
    #expect(lines[2] == "none                  2       1       3.88      7.14        7.50")
    #expect(lines[3] == "vertex-cut            1       1          -         -           -")
    #expect(
      lines[4]
        == "failed: head 2, seed 1, none, turned by 12°, shifted by 34 mm, LPI: 7.50 mm off")
    #expect(lines[5].hasSuffix(": No head."))
  }

  private func point(
    _ bufferMM: Double, cut: Double, change: Double? = nil, degraded: Bool = false,
    failure: String? = nil
  ) -> DoseResponse.Point {
    DoseResponse.Point(
      bufferMM: bufferMM, brainCutML: cut, values: [:], changePercent: change, degraded: degraded,
      failure: failure)
  }
}
