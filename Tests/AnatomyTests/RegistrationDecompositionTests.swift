import Kernels
import Support
import Testing
import Volumes

@testable import Anatomy

@Test("Taking a map apart and putting it together again changes nothing")
func decompositionRoundTrip() throws {
  let random = CounterRandom(seed: 11)
  for trial in 0..<200 {
    func draw(_ k: Int) -> Double {
      2 * random.uniform(stream: UInt64(trial), index: UInt64(k)) - 1
    }
    let map = known(
      turn: Vector3(draw(0), draw(1), draw(2)) * 170,
      scales: Vector3(1 + 0.3 * draw(3), 1 + 0.3 * draw(4), 1 + 0.3 * draw(5)),
      skews: Vector3(draw(6), draw(7), draw(8)) * 0.2,
      shift: Vector3(draw(9), draw(10), draw(11)) * 50)
    let parts = try #require(AffineDecomposition(map))
    let again = parts.affine
    for (a, b) in zip(map.rows + [map.translation], again.rows + [again.translation]) {
      #expect(length(a - b) < 1e-9)
    }
    #expect(abs(parts.determinant - map.determinant) < 1e-9)
    #expect(abs(parts.rotation.determinant - 1) < 1e-9)
  }
}

@Test("Scales, skews and the angle are the ones put in")
func decompositionParts() throws {
  let map = known(
    turn: Vector3(0, 0, 30), scales: Vector3(0.9, 1.1, 1.2), skews: Vector3(0.1, -0.05, 0.03))
  let parts = try #require(AffineDecomposition(map))
  #expect(length(parts.scales - Vector3(0.9, 1.1, 1.2)) < 1e-12)
  #expect(length(parts.skews - Vector3(0.1, -0.05, 0.03)) < 1e-12)
  #expect(abs(parts.rotationDegrees - 30) < 1e-9)
}

@Test("A mirror shows in the scale along x; a flat map has no parts")
func decompositionLimits() throws {
  let mirror = try #require(AffineDecomposition(.scaling(Vector3(-1, 1, 1))))
  #expect(mirror.scales == Vector3(-1, 1, 1))
  #expect(mirror.rotationDegrees == 0)
  #expect(AffineDecomposition(.scaling(Vector3(1, 0, 1))) == nil)
}

@Test(
  "The slopes of every cost are the differences of its values",
  arguments: RegistrationCost.allCases)
func costSlopes(_ cost: RegistrationCost) throws {
  let fixed = RegistrationPhantom().image(on: RegistrationPhantom.box(voxelMM: 4))
  // a field of view beyond all samples, since the edge's own slope is left out on purpose
  let wide = Grid(
    nx: 70, ny: 80, nz: 74,
    toWorld: .scaling(Vector3(repeating: 4), translation: Vector3(-138, -170, -152)))
  let moving = RegistrationPhantom(contrast: .flair, noise: 5).image(on: wide)
  let head = try FixedHead(fixed, brain: nil, parallel: .serial)
  let prepared = try PreparedImage(moving, role: "moving")
  let level = ResolutionPyramid(prepared, parallel: .serial).coarse
  let start = Pose(
    known(turn: Vector3(2, -1, 1), shift: Vector3(2, 1, -2)), about: head.starts.fixedCentre)
  func model(_ pose: Pose) -> QuadraticModel {
    switch cost {
    case .mutualInformation:
      MutualInformationCost(points: head.middlePoints, bins: 24).evaluate(prepared, level, pose)
    case .localCorrelation:
      LocalCorrelationCost(points: head.coreMiddlePoints).evaluate(prepared, level, pose)
    }
  }
  let slopes = model(start).gradient
  let largest = slopes.map(abs).max() ?? 0
  for k in 0..<12 {
    var step = [Double](repeating: 0, count: 12)
    step[k] = 0.05
    let ahead = model(start.moved(step, .affine)).value
    step[k] = -0.05
    let behind = model(start.moved(step, .affine)).value
    #expect(abs((ahead - behind) / 0.1 - slopes[k]) < 0.03 * largest, "\(k)")
  }
}
