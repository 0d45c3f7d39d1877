import Defacing
import Faces
import Testing

@testable import Study

/// What was left of a face, and the gates that must fail.
struct Remains: Sendable {
  var shares: [FaceZone: Double]
  var face: Double?
  var failed: [String]
}

struct FaceGateTests {
  @Test(arguments: [
    Remains(shares: [.eyes: 0, .nose: 0, .mouth: 0, .chin: 0], face: 0, failed: []),
    Remains(
      shares: [.eyes: 0.2, .nose: 0.1, .mouth: 0.2, .chin: 0, .forehead: 1, .ears: 1], face: 0.15,
      failed: []),
    Remains(shares: [.eyes: 0.21, .nose: 0], face: 0.19, failed: ["face-left-eyes"]),
    Remains(shares: [.nose: 0.21], face: nil, failed: ["face-left-nose"]),
    Remains(
      shares: [.eyes: 1, .nose: 1, .mouth: 1, .chin: 1], face: 1,
      failed: [
        "face-left-whole", "face-left-eyes", "face-left-nose", "face-left-mouth", "face-left-chin",
      ]),
    Remains(shares: [.eyes: 0.1, .nose: 0.1], face: 0.21, failed: ["face-left-whole"]),
    Remains(shares: [:], face: nil, failed: ["face-left-whole"]),
    Remains(shares: [.forehead: 0], face: 0, failed: ["face-left-whole"]),
  ])
  func `too much of the face fails, and a face that cannot be seen fails`(_ remains: Remains) {
    let gates = FaceGate(shares: remains.shares, face: remains.face).gates
    #expect(gates.filter { $0.verdict == .fail }.map(\.name) == remains.failed)
    let refusal = GateKeeper.refusal(gates)
    #expect((refusal == nil) == remains.failed.isEmpty)
    if remains.failed == ["face-left-whole"], remains.face == nil {
      #expect(refusal?.code == .faceOutsideView)
    }
    for name in remains.failed { #expect(refusal?.message.contains("'\(name)'") == true) }
  }

  @Test(arguments: [
    ("eyes,nose,mouth,chin", [0.0, 0, 0, 0], []),
    ("eyes", [0.1, 1, 1, 1], []),
    ("eyes", [0.3, 0, 0, 0], ["face-left-eyes"]),
    (" Nose , eyes", [0, 0.5, 1, 1], ["face-left-nose"]),
    ("chin,mouth,nose,eyes,ears", [0, 0, 0, 0], ["face-left-ears"]),
  ])
  func `the zones that were asked for decide`(
    _ text: String, _ shares: [Double], _ failed: [String]
  ) throws {
    let regions = try #require(FaceRegions(text))
    var left = Dictionary(uniqueKeysWithValues: zip(FaceRegions.standard.zones, shares))
    left[.ears] = 1
    let gates = FaceGate(shares: left, face: shares.max(), regions: regions).gates
    #expect(gates.filter { $0.verdict == .fail }.map(\.name) == failed)
    #expect((regions.warning == nil) == (regions.zones.count >= 4))
  }

  @Test(arguments: [
    ("eyes,nose,mouth,chin", [FaceZone.eyes], []),
    ("nose,chin", [.nose], ["face-left-chin"]),
    ("eyes,ears", [.eyes, .nose], ["face-left-ears"]),
    ("eyes,nose", [.eyes, .nose], []),
  ])
  func `a zone asked for by name that cannot be judged fails`(
    _ text: String, _ judged: [FaceZone], _ failed: [String]
  ) throws {
    let gates = FaceGate.unseen(try #require(FaceRegions(text)), judged: Set(judged))
    #expect(gates.filter { $0.verdict == .fail }.map(\.name) == failed)
    #expect((GateKeeper.refusal(gates) == nil) == failed.isEmpty)
  }

  @Test(arguments: ["", ",", "eye", "eyes,hair"])
  func `no zone, or an unknown one, is no list of regions`(_ text: String) {
    #expect(FaceRegions(text) == nil)
  }

  @Test(arguments: [
    ("brain-removed", DefacingError.Code.brainRemoved), ("face-in-view", .faceOutsideView),
    ("affine-smallest", .faceOutsideView), ("affine-largest", .faceOutsideView),
    ("head-removed", .faceLeft), ("face-left-nose", .faceLeft),
  ])
  func `each gate leads to a kind of the closed list`(_ name: String, _ code: DefacingError.Code) {
    let gate = Gate(name: name, value: 2, failAbove: 1, sentence: "s")
    let refusal = GateKeeper.refusal([gate])
    #expect(refusal?.code == code)
    #expect(FailureKind(rawValue: code.rawValue) != nil && refusal?.remedy != nil)
  }
}
