import Anatomy
import Foundation
import Kernels
import Phantoms
import Testing
import Volumes

@testable import Study

/// The prior against heads that are not among those it was made of.
struct DigitalFacePriorTests {
  private static let prior = DigitalFacePrior.made(parallel: Parallel(threads: 2))

  private func value(_ image: Image, _ place: Vector3) -> Float {
    let one = Grid(nx: 1, ny: 1, nz: 1, toWorld: .translation(place))
    return image.resampled(onto: one).voxels[0]
  }

  @Test(arguments: [UInt64(1), 2, 3, 4])
  func `all named places of a face lie in it, none of the brain's`(_ seed: UInt64) {
    var recipe = HeadRecipe(seed: seed)
    recipe.scale = Vector3(repeating: 1)
    let head = DigitalHead(
      recipe: recipe, grid: DigitalHead.grid(voxelMM: Vector3(repeating: 6)),
      parallel: Parallel(threads: 2))
    let marks = head.truth.landmarks
    let mouth = (marks.noseTip + marks.chin) / 2
    for place in [marks.nasion, marks.noseTip, marks.chin, marks.leftEye, marks.rightEye, mouth] {
      #expect(value(Self.prior.face, place) > 1e-4)
      #expect(value(Self.prior.face, place + Vector3(0, 15, 0)) > 1e-4)
      #expect(value(Self.prior.brain, place) == 0)
    }
    #expect(value(Self.prior.ears, marks.lpa + Vector3(-8, -12, 4)) > 1e-4)
    #expect(value(Self.prior.ears, marks.rpa + Vector3(8, -12, 4)) > 1e-4)
    let middle = Vector3(25, 20, 10)
    #expect(value(Self.prior.brain, middle) > 0.5 && value(Self.prior.face, middle) == 0)
  }

  @Test func `it reaches below the field of view of common templates`() {
    let low = Self.prior.face.voxels.indices.first { Self.prior.face.voxels[$0] > 0 } ?? 0
    let grid = Self.prior.face.grid
    let z = grid.toWorld(Vector3(0, 0, Double(low / (grid.nx * grid.ny)))).z
    #expect(z < -150)
  }

  @Test func `it is the same for any number of threads`() {
    let serial = DigitalFacePrior.made(parallel: .serial)
    #expect(serial.face.voxels == Self.prior.face.voxels)
    #expect(serial.brain.voxels == Self.prior.brain.voxels)
  }

  /// The file is written anew with BAUTA_UPDATE_DOCS=1, and the run fails so that it is built in.
  @Test func `the prior that comes with the program is the one that is made, bit by bit`() throws {
    let shipped = ShippedFacePrior.images(on: Self.prior.face.grid)
    let isSame =
      shipped.map { shipped in
        zip(
          [shipped.face, shipped.ears, shipped.brain],
          [
            Self.prior.face, Self.prior.ears, Self.prior.brain,
          ]
        ).allSatisfy { $0.voxels.map(\.bitPattern) == $1.voxels.map(\.bitPattern) }
      } ?? false
    if ProcessInfo.processInfo.environment["BAUTA_UPDATE_DOCS"] != nil, !isSame {
      let file = MethodDocument.root.appendingPathComponent("Sources/CFacePrior/face-prior.gz")
      try Data(ShippedFacePrior.packed(Self.prior)).write(to: file)
      Issue.record("Sources/CFacePrior/face-prior.gz was written anew: build again")
      return
    }
    #expect(isSame, "stale: BAUTA_UPDATE_DOCS=1 ./scripts/test --filter DigitalFacePriorTests")
  }

  @Test func `bytes of another prior are not taken`() {
    let other = Grid(nx: 51, ny: 50, nz: 54, toWorld: .identity)
    #expect(ShippedFacePrior.images(on: other) == nil)
  }

  @Test func `an external template gets it by alignment`() throws {
    let move = Affine.translation(Vector3(3, -4, 5)) * .scaling(Vector3(1.1, 1.05, 1.08))
    let prior = try #require(DigitalFacePrior.make(through: move, parallel: Parallel(threads: 2)))
    let p = Vector3(10, 60, -40)
    #expect(length(prior.templateToPrior(move(p)) - p) < 1e-9)
    #expect(DigitalFacePrior.make(through: .scaling(.zero), parallel: .serial) == nil)
  }
}
