import Defacing
import Faces
import Testing

@testable import Study

@Suite struct AskedRegionsTests {
  struct Case: CustomTestStringConvertible {
    var given: [String: String]
    var zones: [FaceZone]
    var named: Set<FaceZone> = []
    var extra = ExtraRegions()
    var testDescription: String { "\(given.sorted { $0.key < $1.key })" }
  }

  @Test(arguments: [
    Case(given: [:], zones: [.eyes, .nose, .mouth, .chin]),
    Case(given: ["regions": "eyes,nose,mouth,chin"], zones: [.eyes, .nose, .mouth, .chin]),
    Case(given: ["except": "chin"], zones: [.eyes, .nose, .mouth]),
    Case(
      given: ["regions": "nose,chin", "except": "chin"], zones: [.nose], named: [.nose]),
    Case(
      given: ["forehead": "true"], zones: [.forehead, .eyes, .nose, .mouth, .chin],
      named: [.forehead], extra: ExtraRegions(forehead: true)),
    Case(
      given: ["regions": "eyes,ears"], zones: [.eyes], named: [.eyes],
      extra: ExtraRegions(ears: true)),
    Case(
      given: ["ears": "true", "except": "ears"], zones: [.eyes, .nose, .mouth, .chin]),
    Case(
      given: ["back": "true", "ears": "true"], zones: [.eyes, .nose, .mouth, .chin],
      extra: ExtraRegions(ears: true, back: true)),
    Case(
      given: ["keep": "nose"], zones: [.eyes, .mouth, .chin],
      extra: ExtraRegions(keepsNose: true)),
    Case(given: ["keep": "", "except": ""], zones: [.eyes, .nose, .mouth, .chin]),
  ])
  func allParametersAreTakenTogether(_ wanted: Case) {
    let asked = AskedRegions(wanted.given)
    #expect(asked.face.zones == wanted.zones && asked.face.named == wanted.named)
    #expect(asked.extra == wanted.extra)
  }

  @Test(arguments: [
    (
      "quickshear", "ears",
      "quickshear cuts along one plane and cannot remove the ears; facemasking, "
    ),
    ("plane", "forehead", "plane cuts along one plane and cannot remove the forehead; "),
    (
      "facemasking", "back",
      "facemasking cannot remove what lies behind the head; defacing, mask-warp can"
    ),
    (
      "quickshear", "keep",
      "quickshear cuts along one plane and cannot make a cut that leaves the nose; "
    ),
  ])
  func whatAMethodCannotIsASentence(_ method: String, _ part: String, _ says: String) throws {
    let value = part == "keep" ? "nose" : "true"
    let mistakes = try #require(ParameterSchema.of(method)).mistakes(in: [part: value])
    #expect(mistakes.count == 1)
    #expect(mistakes.first?.description.hasPrefix(says) == true, "\(mistakes)")
  }

  @Test func aMethodThatCannotRefusesZonesToo() {
    #expect(AskedRegions(["regions": "eyes,ears"]).cannot("plane")?.contains("the ears") == true)
    #expect(AskedRegions(["regions": "eyes,ears"]).cannot("defacing") == nil)
    #expect(AskedRegions(["regions": "eyes,nose"]).cannot("quickshear") == nil)
    #expect(AskedRegions(["regions": "ears"]).cannot("defacing") == nil)
  }

  @Test func somethingMustBeAskedFor() {
    for given in [["regions": "eyes", "except": "eyes"], ["regions": "ears", "except": "ears"]] {
      let says = AskedRegions(given).cannot("defacing")
      #expect(says == "no part of the face is left that defacing would have to remove")
    }
  }

  /// Where the ears alone must go, their own gate judges, and what is left of the face is told.
  @Test func earsAloneAreNotJudgedByTheFace() throws {
    let regions = AskedRegions(["regions": "ears"]).face
    let gate = FaceGate(shares: [.eyes: 1, .nose: 1], face: 1, regions: regions)
    #expect(gate.gates.isEmpty && gate.shares[.eyes] == 1)
    #expect(FaceGate.gates(of: AlteredSkin(zones: [:]), regions: regions).isEmpty)
    #expect(
      regions.warning
        == "No zone of the face had to be gone; what is left of eyes, nose, mouth, chin was not judged."
    )
    #expect(FaceGate(shares: [:], face: nil).gates.map(\.value.isNaN) == [true])
  }
}
