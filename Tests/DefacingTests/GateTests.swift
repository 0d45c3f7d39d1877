import Anatomy
import Defacing
import Kernels
import Testing
import Volumes

@Suite struct GateTests {
  @Test(arguments: [
    (0.0, Gate.Verdict.pass), (1.0, .pass), (1.1, .warn), (2.0, .warn), (2.1, .fail),
    (-1.0, .pass), (-1.1, .warn), (-2.1, .fail), (Double.nan, .fail), (.infinity, .fail),
  ])
  func limitsDecide(_ value: Double, _ verdict: Gate.Verdict) {
    let gate = Gate(
      name: "x", value: value, warnAbove: 1, failAbove: 2, warnBelow: -1, failBelow: -2,
      sentence: "")
    #expect(gate.verdict == verdict)
  }

  @Test func theWorstGateDecides() {
    func gate(_ value: Double) -> Gate {
      Gate(name: "x", value: value, warnAbove: 1, failAbove: 2, sentence: "")
    }
    #expect([Gate]().verdict == .pass)
    #expect([gate(0), gate(1.5)].verdict == .warn)
    #expect([gate(0), gate(3), gate(1.5)].verdict == .fail)
  }

  @Test(arguments: [(0, Gate.Verdict.pass), (1, .warn), (10, .warn), (11, .fail)])
  func lostBrainIsCounted(_ lost: Int, _ verdict: Gate.Verdict) {
    let grid = Grid(nx: 100, ny: 100, nz: 1, toWorld: .identity)
    let brain = Mask(grid: grid, filled: true)
    var removed = Mask(grid: grid)
    for x in 0..<lost { removed[x, 0, 0] = true }
    #expect(Gate.brainRemoved(removed, brain: brain).verdict == verdict)
    #expect(Gate.brainRemoved(removed, brain: Mask(grid: grid)).verdict == .fail)
  }

  @Test(arguments: [(0.1, Gate.Verdict.fail), (1, .warn), (10, .pass), (40, .warn), (60, .fail)])
  func removedShareIsPlausible(_ percent: Double, _ verdict: Gate.Verdict) {
    let grid = Grid(nx: 1000, ny: 1, nz: 1, toWorld: .identity)
    var removed = Mask(grid: grid)
    for x in 0..<Int(percent * 10) { removed[x, 0, 0] = true }
    let gate = Gate.headRemoved(removed, head: Mask(grid: grid, filled: true))
    #expect(gate.verdict == verdict)
    #expect(abs(gate.value - percent) < 1e-9)
  }

  @Test(arguments: [
    (Affine.identity, Gate.Verdict.pass), (.scaling(Vector3(0.8, 1.3, 1)), .pass),
    (.scaling(Vector3(0.6, 1, 1)), .fail), (.scaling(Vector3(1, 1.5, 1)), .fail),
    (.scaling(Vector3(-1, 1, 1)), .fail), (.scaling(.zero), .fail),
    (Affine(columns: Vector3(1, 0, 0), Vector3(0.9, 1, 0), Vector3(0, 0, 1)), .fail),
  ])
  func stretchesArePlausible(_ map: Affine, _ verdict: Gate.Verdict) {
    let registration = Registration(templateToSubject: map, similarity: 1, verdict: .plausible)
    #expect(Gate.affine(registration).verdict == verdict)
  }

  @Test func faceInViewIsMeasured() {
    let registration = Registration(
      templateToSubject: .translation(Vector3(7, 0, 0)), similarity: 1, verdict: .plausible)
    func share(_ low: Vector3, _ high: Vector3) -> Gate {
      .faceInView(of: .box(from: low, to: high, voxelMM: 2), registration: registration)
    }
    #expect(share(Vector3(-90, -120, -160), Vector3(90, 100, 90)).value == 100)
    #expect(share(Vector3(-90, -120, -160), Vector3(90, 100, 90)).verdict == .pass)
    #expect(share(Vector3(-90, -120, -20), Vector3(90, 100, 90)).verdict == .fail)
    let half = share(Vector3(7, -120, -160), Vector3(90, 100, 90))
    #expect(abs(half.value - 50) < 8)
    #expect(half.verdict == .warn)
  }

  /// A number, its decimals, the limits beside it, and how it reads.
  @Test(
    arguments: [
      (0.5, 2, [], "0.50"), (-0.254, 2, [], "-0.25"), (-0.001, 2, [], "0.00"),
      (20.3, 0, [20], "20.3"), (20, 0, [20], "20"), (19.96, 0, [20, 5], "19.96"),
      (0.5004, 2, [0.5], "0.5004"), (5.000_000_01, 0, [5], "5.000000"), (.nan, 0, [5], "nan"),
    ] as [(Double, Int, [Double], String)])
  func aNumberNeverReadsAsALimitThatItIsNot(
    _ value: Double, _ decimals: Int, _ limits: [Double], _ text: String
  ) {
    #expect(GateFigures.text(value, decimals: decimals, apartFrom: limits) == text)
  }

  @Test(arguments: [(20, "20"), (0.1, "0.1"), (0.05, "0.05"), (100, "100"), (0, "0")])
  func aLimitHasNoNeedlessDecimals(_ value: Double, _ text: String) {
    #expect(GateFigures.limit(value) == text)
  }
}
