import Anatomy
import Kernels
import Support
import Testing
import Volumes

@testable import Outcomes

@Suite struct NBVTests {
  /// A phantom as subject and as template; the template is larger by a known factor.
  struct Subject {
    var phantom = BrainPhantom(noise: 15, bias: 0.1)
    var growth = 1.08

    var template: Template {
      var (head, brain) = (phantom.image, phantom.brain)
      head.grid.toWorld = .scaling(Vector3(repeating: growth)) * head.grid.toWorld
      brain.grid = head.grid
      return Template(name: "phantom", head: head, brain: brain)
    }

    var registration: Registration {
      Registration(
        templateToSubject: .scaling(Vector3(repeating: 1 / growth)), similarity: 1,
        verdict: .plausible)
    }

    var measure: NBV {
      var measure = NBV()
      measure.plausibleBrainML = 500...3000
      return measure
    }

    func frame(_ image: Image? = nil) throws -> Frame {
      let image = image ?? phantom.image
      let brain = try extractBrain(from: image, template: template, registration: registration)
      return Frame(
        image: image, registration: registration, head: Mask(grid: image.grid), brain: brain.mask)
    }
  }

  @Test func findsTheBrainOfThePhantomAndScalesItToTheTemplate() throws {
    let subject = Subject()
    let values = try subject.measure.measure(
      try subject.frame(), template: subject.template, parallel: .serial
    ).values
    let truth = subject.phantom.volumesML[1] + subject.phantom.volumesML[2]
    let brain = try #require(values["brain_ml"])
    #expect(abs(brain - truth) < 0.03 * truth)
    let scaling = try #require(values["scaling"])
    #expect(abs(scaling - 1.08 * 1.08 * 1.08) < 1e-9)
    #expect(values["unseen_ml"] == 0)
    #expect(values["nbv_ml"] == scaling * brain)
    #expect(
      Set(values.keys) == [
        "nbv_ml", "brain_ml", "gm_ml", "wm_ml", "csf_ml", "pgm_ml", "vcsf_ml", "mask_ml",
        "unseen_ml", "scaling", "scaling_brain", "skull_points",
      ])
  }

  @Test(
    "the scaling is that of the skull where it can be believed",
    arguments: [
      (Registration.Verdict.plausible, 1.25), (.implausible("Too few."), 1.08 * 1.08 * 1.08),
    ])
  func theScalingIsThatOfTheSkull(verdict: Registration.Verdict, expected: Double) throws {
    let subject = Subject()
    var frame = try subject.frame()
    frame.skull = SkullAlignment(
      templateToSubject: .scaling(Vector3(1, 1, 0.8)), pointCount: 700, residualMM: 1.5,
      coverage: 0.8, verdict: verdict)
    let found = try subject.measure.measure(frame, template: subject.template, parallel: .serial)
    #expect(abs((found.values["scaling"] ?? 0) - expected) < 1e-9)
    #expect(found.values["skull_points"] == 700 && found.values["skull_residual_mm"] == 1.5)
    #expect(found.degraded == (verdict != .plausible))
    #expect(found.warnings.contains { $0.contains("Too few.") } == found.degraded)
  }

  @Test func withoutASkullTheScalingIsThatOfTheBrainAndMarked() throws {
    let subject = Subject()
    let found = try subject.measure.measure(
      try subject.frame(), template: subject.template, parallel: .serial)
    #expect(found.degraded)
    #expect(found.warnings.contains { $0.contains("No skull was seen") })
  }

  @Test func theSameImageGivesTheSameBytesWithAnyNumberOfThreads() throws {
    let subject = Subject()
    let first = try subject.measure.measure(
      try subject.frame(), template: subject.template, parallel: .serial)
    for threads in [1, 2, 4] {
      let again = try subject.measure.measure(
        try subject.frame(), template: subject.template, parallel: Parallel(threads: threads))
      #expect(again.values == first.values)
      #expect(again.maps["dseg"]?.voxels == first.maps["dseg"]?.voxels)
    }
  }

  @Test func aGainOfThreeMovesItByLessThanHalfAPercent() throws {
    let subject = Subject()
    var bright = subject.phantom.image
    for i in bright.voxels.indices { bright.voxels[i] *= 3 }
    let values = try [subject.phantom.image, bright].map { image in
      try subject.measure.measure(
        try subject.frame(image), template: subject.template, parallel: .serial
      ).values["nbv_ml"] ?? 0
    }
    #expect(values[0] > 0)
    #expect(abs(values[0] - values[1]) < 0.005 * values[0])
  }

  @Test func aVolumeOutsideOfTheWindowIsAFailureWithBothFigures() throws {
    let subject = Subject()
    var measure = NBV()
    measure.plausibleBrainML = 2500...2600
    let frame = try subject.frame()
    let error = #expect(throws: OutcomeError.self) {
      try measure.measure(frame, template: subject.template, parallel: .serial)
    }
    #expect(error?.code == .implausibleValue)
    #expect(error?.message.contains("2500.0–2600.0 ml was expected") == true)
  }

  @Test func anUnbelievableAlignmentIsAFailure() throws {
    let subject = Subject()
    var frame = try subject.frame()
    frame.registration.verdict = .implausible("It is upside down.")
    let error = #expect(throws: OutcomeError.self) {
      try subject.measure.measure(frame, template: subject.template, parallel: .serial)
    }
    #expect(error?.code == .registrationFailed)
    #expect(error?.message.contains("upside down") == true)
  }

  @Test(arguments: [Float(0), 100, .nan]) func anImageWithoutContrastIsAFailure(value: Float) {
    let subject = Subject()
    let image = Image(grid: subject.phantom.image.grid, filledWith: value)
    let error = #expect(throws: OutcomeError.self) {
      try NBV().measure(["T1w": image], template: subject.template, parallel: .serial)
    }
    #expect(error?.message.isEmpty == false)
  }

  @Test func aMissingContrastIsNamed() {
    let subject = Subject()
    let error = #expect(throws: OutcomeError.self) {
      try NBV().measure(
        ["FLAIR": subject.phantom.image], template: subject.template, parallel: .serial)
    }
    #expect(error?.code == .inputUnsuitable)
    #expect(error?.message.contains("FLAIR") == true)
  }
}

@Suite struct OutcomeMeasuresTests {
  @Test func everyMeasureIsFoundByItsName() {
    for type in OutcomeMeasures.all {
      let found = OutcomeMeasures.named(type.name)
      #expect(found.map { ObjectIdentifier(Swift.type(of: $0)) } == ObjectIdentifier(type))
      #expect(!type.contrasts.isEmpty && !type.summary.isEmpty && type.version > 0)
    }
    #expect(OutcomeMeasures.named("nonsense") == nil)
  }

  @Test(arguments: zip([[700.0, 900], [900, 700], []], [700...900, 800...2000, 800...2000]))
  func theWindowIsTakenOver(given: [Double], expected: ClosedRange<Double>) {
    let measure = OutcomeMeasures.named("nbv", brainML: given) as? NBV
    #expect(measure?.preset == .standard)
    let other = OutcomeMeasures.named("nbv", parameters: ["preset": "-B -f 0.1"]) as? NBV
    #expect(other?.preset == .biasAndNeck)
    #expect(measure?.plausibleBrainML == expected)
  }
}
