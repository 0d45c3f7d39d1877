import Anatomy
import Kernels
import Testing
import Volumes

@Suite struct FiducialsTests {
  static let grid = Grid.box(from: Vector3(-110, -120, -150), to: Vector3(110, 130, 90), voxelMM: 2)

  /// A block of a head with a brow, a dent for the bridge of the nose at z = −40 and a nose below.
  static func head(on grid: Grid, _ toTemplate: Affine = .identity) -> Mask {
    var mask = Mask(grid: grid)
    for place in mask.voxels.indices {
      let row = place / grid.nx
      let p = toTemplate(
        grid.toWorld(
          Vector3(Double(place % grid.nx), Double(row % grid.ny), Double(row / grid.ny))))
      let front = 80 + min(12, abs(p.z + 40) / 2)
      if abs(p.x) < 76, p.y > -100, p.y < front, p.z > -140, p.z < 80 { mask.voxels[place] = 1 }
    }
    return mask
  }

  private func registration(_ map: Affine = .identity) -> Registration {
    Registration(templateToSubject: map, similarity: 1, verdict: .plausible)
  }

  @Test func theLandmarksLieOnTheSkin() throws {
    let found = try #require(Fiducials(of: Self.head(on: Self.grid), registration: registration()))
    #expect(length(found.nasion - Vector3(0, 80, -40)) < 2.5, "\(found.nasion)")
    #expect(length(found.lpa - Vector3(-76, -27, -42)) < 2.5, "\(found.lpa)")
    #expect(length(found.rpa - Vector3(76, -27, -42)) < 2.5, "\(found.rpa)")
  }

  @Test func theAlignmentCarriesThem() throws {
    let map = Affine(
      columns: Vector3(0.9, 0.1, 0), Vector3(-0.1, 1, 0.1), Vector3(0, -0.1, 1.05),
      translation: Vector3(7, -3, 4))
    let head = Self.head(on: Self.grid, try #require(map.inverse))
    let found = try #require(Fiducials(of: head, registration: registration(map)))
    #expect(length(found.nasion - map(Vector3(0, 80, -40))) < 3, "\(found.nasion)")
    #expect(length(found.lpa - map(Vector3(-76, -27, -42))) < 3, "\(found.lpa)")
  }

  /// Where the field of view cuts the skin off, nothing is guessed.
  @Test(arguments: [Vector3(60, 130, 90), Vector3(110, 70, 90)])
  func whatIsOutOfViewIsNotGuessed(_ high: Vector3) {
    let grid = Grid.box(from: Vector3(-110, -120, -150), to: high, voxelMM: 2)
    #expect(Fiducials(of: Self.head(on: grid), registration: registration()) == nil)
    #expect(Fiducials(of: Mask(grid: Self.grid), registration: registration()) == nil)
  }
}
