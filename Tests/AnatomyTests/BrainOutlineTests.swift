import Testing
import Volumes

@testable import Anatomy

@Test(
  "skull is a dark place followed by a bright one",
  arguments: [
    ([20.0, 10, 90], true), ([90, 80, 95], false), ([20, 10, 30], false), ([60, 70, 120], false),
    ([Double](repeating: 5, count: 25), false),
  ] as [([Double], Bool)])
func skullIsDarkThenBright(profile: [Double], isSkull: Bool) {
  #expect(SkullEvidence.shows(profile, 100) == isSkull)
}

/// An ovoid in a cube of 2 mm voxels, stretched and shifted.
private func ovoid(scale: Vector3, shiftMM: Vector3) -> Mask {
  let grid = Grid(
    nx: 110, ny: 120, nz: 110,
    toWorld: .scaling(Vector3(repeating: 2), translation: Vector3(-109, -119, -109)))
  var mask = Mask(grid: grid)
  for z in 0..<grid.nz {
    for y in 0..<grid.ny {
      for x in 0..<grid.nx {
        let place = grid.toWorld(Vector3(Double(x), Double(y), Double(z))) - shiftMM
        let p = place / (scale * Vector3(65, 82, 60))
        if (p * p).sum() <= 1 { mask[x, y, z] = true }
      }
    }
  }
  return mask
}

@Test func surfacesFindScaleAndShift() throws {
  let template = Template(
    name: "ovoid", head: Image(grid: ovoid(scale: Vector3(repeating: 1), shiftMM: .zero).grid),
    brain: ovoid(scale: Vector3(repeating: 1), shiftMM: .zero))
  let brain = ovoid(scale: Vector3(0.95, 1.05, 1.1), shiftMM: Vector3(6, -8, 4))
  let surfaces = try #require(
    BrainSurfaceAlignment(template: template, brain: brain, parallel: .serial))
  let found = surfaces.refined(.identity)
  #expect(found.medianMM < 1)
  #expect(abs(found.map.determinant / (0.95 * 1.05 * 1.1) - 1) < 0.01)
  #expect(length(found.map(.zero) - Vector3(6, -8, 4)) < 1)
}
