import Defacing
import Faces
import Testing

@testable import Study

struct AlteredFaceGateTests {
  /// What was found in a zone, and the gates that must fail.
  static let cases: [(AlteredSkin.Zone, [String])] = [
    (.init(untouched: 0, detail: 0.1, relief: 0.2), []),
    (.init(untouched: 0.2, detail: 0.5, relief: 0.8), []),
    (.init(untouched: 0.21, detail: 0.1, relief: 0.2), ["unaltered-eyes"]),
    (.init(untouched: 0, detail: 0.9, relief: 0.2), ["detail-eyes"]),
    (.init(untouched: 0, detail: 0.1, relief: 0.95), ["relief-eyes"]),
    (.init(untouched: 1, detail: 1, relief: 1), ["unaltered-eyes", "detail-eyes", "relief-eyes"]),
    (.init(untouched: .nan, detail: 0, relief: 0), ["unaltered-eyes"]),
  ]

  @Test(arguments: cases.indices)
  func `a face that is still to be told fails`(_ index: Int) {
    let (zone, failed) = Self.cases[index]
    let gates = FaceGate.gates(of: AlteredSkin(zones: [.eyes: zone]), regions: .standard)
    #expect(gates.filter { $0.verdict == .fail }.map(\.name) == failed)
    #expect((GateKeeper.refusal(gates) == nil) == failed.isEmpty)
  }

  @Test func `zones that were not asked for do not count, and none at all fails`() throws {
    let eyes = AlteredSkin(zones: [.eyes: .init(untouched: 1, detail: 1, relief: 1)])
    let gates = FaceGate.gates(of: eyes, regions: try #require(FaceRegions("nose")))
    #expect(gates.map(\.name) == ["unaltered-whole"] && gates.verdict == .fail)
    #expect(GateKeeper.refusal(gates)?.code == .faceOutsideView)
  }
}
