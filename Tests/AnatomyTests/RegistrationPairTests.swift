import Kernels
import Support
import Testing
import Volumes

@testable import Anatomy

@Test(
  "Each freedom recovers a move of its own kind between two contrasts",
  arguments: [
    (DegreesOfFreedom.rigid, Vector3(1, 1, 1), Vector3.zero),
    (.similarity, Vector3(1.05, 1.05, 1.05), .zero),
    (.scaled, Vector3(1.06, 0.95, 0.98), .zero),
    (.affine, Vector3(1.06, 0.95, 0.98), Vector3(0.03, -0.02, 0.04)),
  ])
func freedoms(_ freedom: DegreesOfFreedom, _ scales: Vector3, _ skews: Vector3) throws {
  let truth = known(
    turn: Vector3(6, -8, 5), scales: scales, skews: skews, shift: Vector3(9, -4, 7))
  let fixed = RegistrationPhantom().image(on: RegistrationPhantom.box(voxelMM: 3))
  let moving = RegistrationPhantom(contrast: .t2, toWorld: truth, noise: 10)
    .image(on: RegistrationPhantom.box(voxelMM: 4))
  let cost: RegistrationCost = freedom == .scaled ? .mutualInformation : .localCorrelation
  let found = try registerImages(moving: moving, fixed: fixed, freedom: freedom, cost: cost)
  #expect(meanDistanceMM(found.fixedToMoving, truth) < 1)
  #expect(found.overlap > 0.9)
  let parts = try #require(AffineDecomposition(found.fixedToMoving))
  if freedom == .rigid { #expect(abs(parts.determinant - 1) < 1e-9) }
  if freedom != .affine { #expect(length(parts.skews) < 1e-9) }
}

@Test("There and back again is the identity within half a millimetre")
func inverseConsistency() throws {
  let truth = known(turn: Vector3(4, 3, -6), shift: Vector3(5, 5, -8))
  let first = RegistrationPhantom().image(on: RegistrationPhantom.box(voxelMM: 3))
  let second = RegistrationPhantom(contrast: .flair, toWorld: truth, noise: 10)
    .image(on: RegistrationPhantom.box(voxelMM: 3))
  let there = try registerImages(moving: second, fixed: first, freedom: .rigid)
  let back = try registerImages(moving: first, fixed: second, freedom: .rigid)
  #expect(meanDistanceMM(back.fixedToMoving * there.fixedToMoving, .identity) < 0.5)
}
