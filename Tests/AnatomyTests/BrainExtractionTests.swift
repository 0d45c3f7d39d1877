import Kernels
import Support
import Testing
import Volumes

@testable import Anatomy

@Suite struct BrainExtractionTests {
  /// A template made of the phantom itself, seen through a known map.
  private func guided(
    _ phantom: BrainPhantom, scale: Double, shiftMM: Vector3,
    parameters: BrainParameters = .standard,
    image: Image? = nil
  ) throws -> BrainExtraction {
    let template = Template(name: "phantom", head: phantom.image, brain: phantom.brain)
    let registration = Registration(
      templateToSubject: .scaling(Vector3(repeating: scale), translation: shiftMM), similarity: 1,
      verdict: .plausible)
    return try extractBrain(
      from: image ?? phantom.image, template: template, registration: registration,
      parameters: parameters)
  }

  @Test func theSurfaceHasTheVerticesAndNeighboursOfTheLiterature() {
    let surface = DeformableSurface(TriangleMesh.icosphere(subdivisions: 4))
    #expect(surface.positions.count == 2562)
    #expect(surface.triangles.count == 5120)
    #expect(surface.valence.filter { $0 == 5 }.count == 12)
    #expect(surface.valence.filter { $0 == 6 }.count == 2550)
  }

  @Test func theForcesHaveTheConstantsOfTheLiterature() {
    let forces = SurfaceForces(
      .standard, intensities: BrainIntensities(low: 0, high: 1, typical: 0.5), centreMM: .zero,
      radiusMM: 80, voxelMM: Vector3(1, 1, 3), pass: 0)
    #expect(abs(forces.curvatureMiddle - 0.2) < 0.001)
    #expect(abs(forces.curvatureSlope - 30) < 0.1)
    #expect(abs(forces.localThreshold - 0.8265) < 0.0001)
    #expect(forces.stepMM == 1)
    let thin = SurfaceForces(
      .standard, intensities: forces.intensities, centreMM: .zero, radiusMM: 80,
      voxelMM: Vector3(1, 1, 0.5), pass: 2)
    #expect(thin.stepMM == 0.5)
    #expect(thin.bulgeFactor(atShare: 0.5) == 1000)
    #expect(abs(thin.bulgeFactor(atShare: 1) - 1) < 1e-9)
  }

  @Test func aSphereDoesNotCutItselfAndASqueezedOneDoes() {
    let sphere = DeformableSurface(TriangleMesh.icosphere(subdivisions: 4, radiusMM: 50))
    #expect(sphere.selfIntersection(since: sphere) == 0)
    var flat = sphere
    for i in flat.positions.indices { flat.positions[i].z *= 0.01 }
    #expect(flat.selfIntersection(since: sphere) > 4000)
  }

  @Test(arguments: [0.0, 0.3])
  func findsTheBrainWithoutATemplate(bias: Double) throws {
    let phantom = BrainPhantom(bias: bias, neck: false)
    // The phantom's grey matter is a thick shell: the border must lie below it, not inside.
    var parameters = BrainParameters.standard
    parameters.fractionalIntensity = 0.3
    let found = try extractBrain(from: phantom.image, parameters: parameters)
    #expect(dice(found.mask, phantom.brain) > 0.94)
    #expect(!found.figures.isGuided)
  }

  @Test(arguments: [(1.0, [0.0, 0, 0]), (0.97, [2, -2, 1]), (1.03, [-2, 2, 2])])
  func findsTheBrainFromATemplateThatLiesNearIt(scale: Double, shiftMM: [Double]) throws {
    let phantom = BrainPhantom(bias: 0.2)
    let found = try guided(phantom, scale: scale, shiftMM: Vector3(shiftMM))
    #expect(dice(found.mask, phantom.brain) > 0.95)
    #expect(found.figures.isGuided)
  }

  @Test func aSmallerFractionGivesALargerBrain() throws {
    let phantom = BrainPhantom()
    var (small, large) = (BrainParameters.standard, BrainParameters.standard)
    small.fractionalIntensity = 0.8
    large.fractionalIntensity = 0.2
    let (a, b) = (
      try guided(phantom, scale: 1, shiftMM: .zero, parameters: small).mask.volumeML,
      try guided(phantom, scale: 1, shiftMM: .zero, parameters: large).mask.volumeML
    )
    #expect(a < b)
  }

  @Test func aGainDoesNotMoveTheBrain() throws {
    let phantom = BrainPhantom()
    var bright = phantom.image
    for i in bright.voxels.indices { bright.voxels[i] *= 4 }
    let (a, b) = (
      try guided(phantom, scale: 1, shiftMM: .zero),
      try guided(phantom, scale: 1, shiftMM: .zero, image: bright)
    )
    #expect(a.mask == b.mask)
  }

  @Test(arguments: [Float(0), 7, .nan])
  func refusesAnImageWithoutContrast(value: Float) throws {
    let image = Image(grid: BrainPhantom().image.grid, filledWith: value)
    let error = #expect(throws: AnatomyError.self) { try extractBrain(from: image) }
    #expect(error?.code == .inputUnsuitable)
  }

  @Test func refusesABrainOfAnImplausibleSizeWithItsVolume() throws {
    let phantom = BrainPhantom()
    var parameters = BrainParameters.standard
    parameters.plausibleML = 100...200
    let error = #expect(throws: AnatomyError.self) {
      try guided(phantom, scale: 1, shiftMM: .zero, parameters: parameters)
    }
    #expect(error?.code == .brainExtractionFailed)
    #expect(error?.message.contains("100–200 ml was expected") == true)
  }

  @Test(arguments: [
    ("-f 0.1", 0.1, 0.0, false), ("-R -f 0.3 -g -0.2", 0.3, -0.2, true), ("", 0.5, 0, false),
  ])
  func readsALineOfOptions(line: String, fraction: Double, gradient: Double, recentred: Bool) throws
  {
    let parameters = try #require(BrainParameters(options: line))
    #expect(parameters.fractionalIntensity == fraction)
    #expect(parameters.verticalGradient == gradient)
    #expect(parameters.isRecentred == recentred)
  }

  @Test(arguments: ["-f", "-f x", "-f 2", "-q 1", "-f nan"])
  func refusesOptionsThatItDoesNotKnow(line: String) {
    #expect(BrainParameters(options: line) == nil)
  }
}
