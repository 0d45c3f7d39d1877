import Kernels
import Phantoms
import Testing
import Volumes

@testable import Study

@Suite("Digital subjects and what NBV makes of them")
struct DigitalSubjectTests {
  @Test("a seed draws the same head and scan each time, within the stated ranges")
  func drawn() {
    for seed in UInt64(1)...50 {
      let subject = DigitalSubject(seed: seed)
      #expect(subject == DigitalSubject(seed: seed))
      #expect((0.01...0.05).contains(subject.noise) && (0.05...0.35).contains(subject.bias))
      #expect((850...1050).contains(subject.timing.inversionMS ?? 0))
      #expect((1900...2500).contains(subject.timing.repetitionMS))
      for axis in 0..<3 { #expect(abs(subject.recipe.rotationDegrees[axis]) <= 12) }
      #expect(subject.recipe.fault == nil)
    }
  }

  @Test("a second scan shows the same person, turned, with other noise")
  func again() {
    let (first, second) = (DigitalSubject(seed: 9), DigitalSubject(seed: 9).again)
    var straight = second.recipe
    (straight.rotationDegrees, straight.shiftMM) = (
      first.recipe.rotationDegrees, first.recipe.shiftMM
    )
    #expect(straight == first.recipe && second.recipe != first.recipe)
    #expect(second.scan != first.scan && second.timing == first.timing)
    let turn = second.recipe.rotationDegrees - first.recipe.rotationDegrees
    #expect(abs(turn).max() <= 6)
  }

  @Test("errors are told against the truth, and only where there is a value")
  func errors() {
    let done = trial(1, values: ["brain_ml": 1010, "scaling": 1.2, "nbv_ml": 1212])
    #expect(abs((done.brainErrorPercent ?? 0) - 1) < 1e-9)
    #expect(abs((done.scalingErrorPercent ?? 0) - 20) < 1e-9)
    #expect(abs((done.nbvErrorPercent ?? 0) - 21.2) < 1e-9)
    #expect(trial(2, values: [:]).nbvErrorPercent == nil)
  }

  @Test("agreement needs three heads that were measured both times")
  func agreement() {
    let values = [1000.0, 1100, 1250, 1400]
    let once = values.enumerated().map { trial(UInt64($0), values: ["nbv_ml": $1]) }
    let again = values.enumerated().map { trial(UInt64($0), values: ["nbv_ml": $1 + 1]) }
    let all = NBVEvaluation(trials: once, repeats: again).agreement(of: "nbv_ml")
    #expect((0.999..<1).contains(all?.value ?? 0))
    let few = NBVEvaluation(trials: once, repeats: Array(again.prefix(2)))
    #expect(few.agreement(of: "nbv_ml") == nil)
    #expect(NBVEvaluation(trials: once).agreement(of: "nbv_ml") == nil)
  }

  private func trial(_ seed: UInt64, values: [String: Double]) -> NBVTrial {
    NBVTrial(seed: seed, atrophy: 0.2, brainTrueML: 1000, scalingTrue: 1, values: values)
  }
}

private func abs(_ v: Vector3) -> Vector3 { pointwiseMax(v, -v) }
