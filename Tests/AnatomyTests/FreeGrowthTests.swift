import Kernels
import Support
import Testing
import Volumes

@testable import Anatomy

@Suite struct FreeGrowthTests {
  private static let phantom = BrainPhantom(neck: false)

  /// The usual settings but for a fractional intensity that suits the phantom's thick grey shell.
  private static func settings(
    _ change: (inout BrainParameters) -> Void = { _ in }
  ) -> BrainParameters {
    var parameters = BrainParameters.standard
    parameters.fractionalIntensity = 0.3
    change(&parameters)
    return parameters
  }

  /// Volumes in ml below and above the middle of the phantom.
  private static func halves(_ mask: Mask) -> (below: Double, above: Double) {
    var counts = [0.0, 0.0]
    for z in 0..<mask.grid.nz {
      let height = mask.grid.toWorld(Vector3(0, 0, Double(z))).z
      for y in 0..<mask.grid.ny {
        for x in 0..<mask.grid.nx where mask[x, y, z] { counts[height > 0 ? 1 : 0] += 1 }
      }
    }
    return (
      counts[0] * mask.grid.voxelVolumeMM3 / 1000, counts[1] * mask.grid.voxelVolumeMM3 / 1000
    )
  }

  @Test func aPositiveGradientGivesMoreBelowAndLessAbove() throws {
    let found = try [-0.15, 0.15].map { gradient in
      Self.halves(
        try extractBrain(
          from: Self.phantom.image, parameters: Self.settings { $0.verticalGradient = gradient }
        ).mask)
    }
    #expect(found[0].below < found[1].below)
    #expect(found[0].above > found[1].above)
  }

  @Test func aSurfaceStartsWhereItIsTold() throws {
    let seed = BrainSeed(centreMM: Vector3(8, -12, 10), radiusMM: 70)
    let found = try extractBrain(
      from: Self.phantom.image, parameters: Self.settings(), seed: seed)
    #expect(found.figures.startCentreMM == seed.centreMM && found.figures.headRadiusMM == 70)
    #expect(dice(found.mask, Self.phantom.brain) > 0.94)
  }

  @Test func recentringComesBackFromABadStart() throws {
    let seed = BrainSeed(centreMM: Vector3(15, -20, 20))
    let found = try extractBrain(
      from: Self.phantom.image, parameters: Self.settings { $0.isRecentred = true }, seed: seed)
    #expect(length(found.figures.startCentreMM) < 5, "\(found.figures.startCentreMM)")
    #expect(dice(found.mask, Self.phantom.brain) > 0.94)
  }

  @Test(arguments: [
    (BrainSeed(centreMM: Vector3(500, 0, 0)), "outside of the image"),
    (BrainSeed(centreMM: Vector3(.nan, 0, 0)), "outside of the image"),
    (BrainSeed(radiusMM: 5), "radius of 5 mm"), (BrainSeed(radiusMM: .nan), "radius"),
    (BrainSeed(radiusMM: .infinity), "radius of infinite mm"),
  ])
  func refusesAStartThatCannotBe(seed: BrainSeed, says: String) {
    let error = #expect(throws: AnatomyError.self) {
      try extractBrain(from: Self.phantom.image, seed: seed)
    }
    #expect(error?.code == .inputUnsuitable)
    #expect(error?.message.contains(says) == true, "\(error?.message ?? "")")
  }

  @Test func cleaningTakesOutBiasAndNeck() throws {
    let phantom = BrainPhantom(bias: 0.3)
    let template = Template(name: "phantom", head: phantom.image, brain: phantom.brain)
    let registration = Registration(
      templateToSubject: .scaling(Vector3(1.02, 0.99, 1.01), translation: Vector3(1, -2, 1)),
      similarity: 1, verdict: .plausible)
    let found = try extractCleanBrain(
      from: phantom.image, template: template, registration: registration,
      parameters: Self.settings())
    #expect(dice(found.mask, phantom.brain) > 0.94)
    #expect(!found.figures.isGuided)
    let near = phantom.brain.dilated(byMM: 14)
    #expect(found.mask.intersection(near).count == found.mask.count)
  }
}
