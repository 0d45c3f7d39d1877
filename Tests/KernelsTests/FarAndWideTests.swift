import Foundation
import Kernels
import Testing
import Volumes

/// What the blocks of the fast kernels must not show: odd sizes, far distances, many threads.
@Suite struct FarAndWideTests {
  /// Few sites in long columns of every width up to a block and beyond it.
  @Test(arguments: [1, 3, 4, 15, 16, 17, 33])
  func distancesOfFewSitesAreExact(_ nx: Int) {
    let grid = Fields.grid(nx, 61, 47, Vector3(1.1, 0.23, 3.7))
    let random = CounterRandom(seed: UInt64(nx))
    var mask = Mask(grid: grid)
    var sites: [Vector3] = []
    for index in 0..<6 {
      let place = random.integer(below: grid.voxelCount, index: UInt64(index))
      mask.voxels[place] = 1
      let (x, y, z) = (place % nx, place / nx % 61, place / nx / 61)
      sites.append(Fields.world(grid, x, y, z))
    }
    let distance = mask.distanceMM(parallel: Parallel(threads: 3))
    #expect(distance.voxels == mask.distanceMM().voxels)
    Fields.forEachVoxel(grid) { x, y, z in
      let p = Fields.world(grid, x, y, z)
      let nearest = sites.map { length($0 - p) }.min() ?? 0
      #expect(abs(Double(distance[x, y, z]) - nearest) <= 1e-5 * (1 + nearest))
    }
  }

  /// Every position, also at the clipped ends of rows, against plain arithmetic in Double.
  @Test(arguments: Fields.voxelsMM, [0.0, 33, 90, 181])
  func trilinearEqualsPlainArithmetic(_ voxelMM: Vector3, _ degrees: Double) {
    let grid = Fields.grid(19, 14, 11, voxelMM)
    let image = Fields.noise(grid)
    let turn = Fields.rotation(Vector3(0.2, 1, 0.4), degrees: degrees)
    let through =
      Affine.translation(grid.centreMM + 0.3) * turn * Affine.translation(-grid.centreMM)
    let result = image.resampled(onto: grid, through: through, outside: -99)
    let toVoxel = (grid.fromWorld ?? .identity) * through * grid.toWorld
    Fields.forEachVoxel(grid) { x, y, z in
      let p = toVoxel(Vector3(Double(x), Double(y), Double(z)))
      let far = Vector3(Double(grid.nx), Double(grid.ny), Double(grid.nz)) - 0.5
      // positions within rounding of the outer faces may fall either way
      guard abs((p + 0.5).min()) > 1e-9, abs((far - p).min()) > 1e-9 else { return }
      let inside = p.min() >= -0.5 && (far - p).min() >= 0
      let expected = inside ? Self.trilinear(image, p) : -99
      #expect(abs(Double(result[x, y, z]) - expected) < 1e-5)
    }
  }

  private static func trilinear(_ image: Image, _ p: Vector3) -> Double {
    let grid = image.grid
    let low = Vector3(p.x.rounded(.down), p.y.rounded(.down), p.z.rounded(.down))
    var sum = 0.0
    for bits in 0..<8 {
      var weight = 1.0
      var place = [0, 0, 0]
      for axis in 0..<3 {
        let up = bits >> axis & 1
        let share = p[axis] - low[axis]
        weight *= up == 1 ? share : 1 - share
        place[axis] = min(max(Int(low[axis]) + up, 0), grid.dims[axis] - 1)
      }
      sum += weight * Double(image[place[0], place[1], place[2]])
    }
    return sum
  }

  /// Doubled grids: every second voxel centre lies exactly between two; the higher one wins.
  @Test func tiesOfNearestGoUp() {
    let grid = Grid(nx: 12, ny: 1, nz: 1, toWorld: .scaling(Vector3(3, 1, 1)))
    let image = Image(grid: grid, voxels: (0..<12).map { Float($0) })
    var fine = Grid(nx: 23, ny: 1, nz: 1, toWorld: .scaling(Vector3(1.5, 1, 1)))
    fine.toWorld.row0.x = 3 * (0.5 + 1e-17)
    let result = image.resampled(onto: fine, interpolation: .nearest)
    let expected = (0..<23).map { (index: Int) -> Float in Float((index + 1) / 2) }
    #expect(result.voxels == expected)
  }

  @Test func positionsBeyondAnyNumberAreOutside() {
    let image = Fields.noise(Fields.grid(4, 4, 4))
    for scale in [1e7, 1e12, 1e300, .infinity] {
      let target = Grid(nx: 3, ny: 2, nz: 2, toWorld: .scaling(Vector3(repeating: scale)))
      for interpolation in Interpolation.allCases {
        let result = image.resampled(onto: target, interpolation: interpolation, outside: 7)
        #expect(result.voxels.dropFirst().allSatisfy { $0 == 7 })
      }
    }
  }

  /// A sine of six voxels' wavelength: the windowed sinc keeps it better than the cubic does.
  @Test func sincKeepsFineDetail() {
    let grid = Fields.grid(48, 16, 16)
    var image = Image(grid: grid)
    func wave(_ x: Double) -> Double { sin(x * 2 * .pi / 6) }
    Fields.forEachVoxel(grid) { image[$0, $1, $2] = Float(wave(Double($0))) }
    var shifted = grid
    shifted.toWorld.translation.x += 0.37
    func worst(_ interpolation: Interpolation) -> Double {
      let result = image.resampled(onto: shifted, interpolation: interpolation)
      return (8..<38).map { abs(Double(result[$0, 8, 8]) - wave(Double($0) + 0.37)) }.max() ?? 1
    }
    // Lanczos of five in exact arithmetic is off by 0.00311 here
    #expect(abs(worst(.sinc) - 0.00311) < 2e-5)
    #expect(worst(.sinc) < worst(.cubic) / 4)
  }

  /// Rows longer and shorter than the blocks of the convolution, radii longer than the image.
  @Test(arguments: [1, 5, 16, 37])
  func smoothingKeepsAStepsMiddle(_ nx: Int) {
    let grid = Fields.grid(nx, 23, 18)
    let image = Fields.noise(grid)
    let wide = image.smoothed(sigmaMM: 30)
    let mean = image.voxels.reduce(0, +) / Float(grid.voxelCount)
    let threaded = image.smoothed(sigmaMM: 30, parallel: Parallel(threads: 4))
    #expect(wide.voxels == threaded.voxels)
    #expect(wide.voxels.allSatisfy { abs($0) < 1 && $0.isFinite })
    #expect(abs(wide.voxels[grid.voxelCount / 2] - mean) < 0.5)
    let endless = image.smoothed(sigmaMM: .infinity)
    #expect(endless.voxels.allSatisfy { $0.isFinite })
  }

  /// Rows of all lengths around a word of eight bytes.
  @Test(arguments: [1, 7, 8, 9, 16, 23])
  func runsOfEveryLengthAreFound(_ nx: Int) {
    let grid = Fields.grid(nx, 4, 3)
    for share in [0.3, 0.9, 1.0] {
      let mask = Fields.mask(grid, share: share, seed: UInt64(nx))
      let parts = mask.components(.corners)
      #expect(parts.sizes.reduce(0, +) == mask.count)
      #expect(zip(parts.labels, mask.voxels).allSatisfy { ($0 > 0) == ($1 != 0) })
    }
  }
}
