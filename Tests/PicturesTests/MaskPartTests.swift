import Foundation
import Kernels
import Testing
import Volumes

@testable import Pictures

@Suite struct MaskPartTests {
  /// A mask of balls on an oblique lattice.
  private static let mask: Mask = {
    let turn = Affine(
      columns: Vector3(1.1, 0.2, 0), Vector3(-0.2, 1.2, 0.1), Vector3(0.05, -0.1, 1.5),
      translation: Vector3(-20, -30, -25))
    var mask = Mask(grid: Grid(nx: 41, ny: 52, nz: 37, toWorld: turn))
    for z in 0..<37 {
      for y in 0..<52 {
        for x in 0..<41 {
          let far = SIMD3(Double(x) - 20, Double(y) - 26, Double(z) - 18)
          let radius = (far * far).sum().squareRoot()
          mask[x, y, z] = sin(radius) > 0.2 || x == 0 || z == 36
        }
      }
    }
    return mask
  }()

  /// A slice of 1 mm pixels through a point, along two directions.
  private static func slice(
    through point: Vector3, across: Vector3, down: Vector3, side: Int = 70
  ) -> Grid {
    let start = point - Double(side) / 2 * (across + down)
    return Grid(
      nx: side, ny: side, nz: 1,
      toWorld: Affine(columns: across, down, Vector3(0, 0, 1), translation: start))
  }

  @Test(arguments: [
    (Vector3(0, 0, 0), Vector3(1, 0, 0), Vector3(0, 1, 0)),
    (Vector3(3, 2, 1), Vector3(0, 1, 0), Vector3(0, 0, -1)),
    (Vector3(-4, 9, 11), Vector3(0.8, 0.6, 0), Vector3(0, 0, 1)),
    (Vector3(0, 0, 27), Vector3(1, 0, 0), Vector3(0, 1, 0.1)),
    (Vector3(-19.4, 0, 0), Vector3(0, 0.3, 0), Vector3(0, 0, 0.3)),
  ])
  func aSliceShowsTheSameOfThePartAsOfTheWhole(_ place: (Vector3, Vector3, Vector3)) throws {
    let grid = Self.slice(through: place.0, across: place.1, down: place.2)
    let part = try #require(Self.mask.part(around: grid))
    #expect(part.resampled(onto: grid) == Self.mask.resampled(onto: grid))
  }

  @Test func aSliceTakesFewVoxels() throws {
    let lattice = Grid(nx: 100, ny: 100, nz: 100, toWorld: .identity)
    let grid = Self.slice(
      through: Vector3(50, 50, 50), across: Vector3(1, 0, 0), down: Vector3(0, 1, 0), side: 90)
    let part = try #require(Mask(grid: lattice, filled: true).part(around: grid))
    #expect(part.grid.nz <= 6 && part.grid.nx <= 96)
    #expect(part.resampled(onto: grid).count == 90 * 90)
  }

  @Test(arguments: [
    Vector3(500, 0, 0), Vector3(0, 0, -300), Vector3(.nan, 0, 0), Vector3(1e300, 0, 0),
  ])
  func placesBesideTheMaskAndPlacesThatAreNoneNeverTrap(_ point: Vector3) {
    let grid = Self.slice(through: point, across: Vector3(1, 0, 0), down: Vector3(0, 1, 0))
    let part = Self.mask.part(around: grid)
    #expect(part == nil || point.x.isNaN)
  }

  @Test func aMaskWithoutAPlaceInTheWorldStaysWhole() {
    let flat = Affine(columns: Vector3(1, 0, 0), Vector3(0, 1, 0), Vector3(0, 0, 0))
    let mask = Mask(grid: Grid(nx: 3, ny: 3, nz: 3, toWorld: flat), filled: true)
    #expect(mask.part(around: Self.mask.grid) == mask)
  }
}
