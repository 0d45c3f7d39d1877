import Kernels
import Testing
import Volumes

@Suite struct ResamplingTests {
  @Test(arguments: Interpolation.allCases)
  func identityChangesNothing(_ interpolation: Interpolation) {
    let image = Fields.noise(Fields.grid(7, 5, 6, Fields.voxelsMM[1]))
    let same = image.resampled(onto: image.grid, interpolation: interpolation)
    for (a, b) in zip(image.voxels, same.voxels) { #expect(abs(a - b) < 1e-5) }
  }

  /// A plane in world space is reproduced exactly by linear and cubic interpolation.
  @Test(arguments: [Interpolation.linear, .cubic], Fields.voxelsMM)
  func planesSurviveRotation(_ interpolation: Interpolation, _ voxelMM: Vector3) {
    let source = Fields.grid(24, 22, 20, voxelMM)
    let slope = Vector3(0.7, -1.1, 0.4)
    func plane(_ p: Vector3) -> Double { (slope * p).sum() + 3 }
    var image = Image(grid: source)
    Fields.forEachVoxel(source) {
      image[$0, $1, $2] = Float(plane(Fields.world(source, $0, $1, $2)))
    }
    let turn = Fields.rotation(Vector3(1, 2, 3), degrees: 20)
    let centre = source.centreMM
    let through = Affine.translation(centre) * turn * Affine.translation(-centre)
    let target = Fields.grid(9, 8, 7, voxelMM * 0.8)
    var shifted = target
    shifted.toWorld.translation += centre - target.centreMM
    let result = image.resampled(
      onto: shifted, through: through, interpolation: interpolation, outside: .nan)
    var known = 0
    let toVoxel = source.fromWorld ?? .identity
    Fields.forEachVoxel(shifted) { x, y, z in
      let p = through(Fields.world(shifted, x, y, z))
      let v = toVoxel(p)
      let far = Vector3(Double(source.nx), Double(source.ny), Double(source.nz)) - 3
      guard v.min() > 1, (far - v).min() > 0 else { return }
      known += 1
      #expect(abs(Double(result[x, y, z]) - plane(p)) < 1e-3)
    }
    #expect(known > 100)
  }

  @Test func nearestTakesTheNearest() {
    let image = Fields.noise(Fields.grid(5, 4, 3))
    var target = image.grid
    target.toWorld.translation += Vector3(0.4, -0.4, 0.3)
    #expect(image.resampled(onto: target, interpolation: .nearest).voxels == image.voxels)
  }

  @Test(arguments: Interpolation.allCases)
  func beyondTheOuterFacesIsOutside(_ interpolation: Interpolation) {
    let image = Image(grid: Fields.grid(4, 4, 4), filledWith: 2)
    for (shift, inside) in [(0.49, true), (0.51, false), (-0.51, false), (-0.49, true)] {
      var target = Grid(nx: 1, ny: 1, nz: 1, toWorld: image.grid.toWorld)
      target.toWorld.translation = image.grid.toWorld(
        Vector3(shift > 0 ? 3 + shift : shift, 1, 1))
      let value = image.resampled(onto: target, interpolation: interpolation, outside: -9)[0, 0, 0]
      #expect(abs(value - (inside ? 2 : -9)) < 1e-5)
    }
  }

  @Test(arguments: Interpolation.allCases)
  func threadsDoNotMatter(_ interpolation: Interpolation) {
    let image = Fields.noise(Fields.grid(17, 15, 13, Fields.voxelsMM[2]))
    let through = Fields.rotation(Vector3(0, 1, 1), degrees: 33)
    let one = image.resampled(onto: image.grid, through: through, interpolation: interpolation)
    let many = image.resampled(
      onto: image.grid, through: through, interpolation: interpolation,
      parallel: Parallel(threads: 5))
    #expect(one.voxels == many.voxels)
  }

  @Test func degenerateAffineGivesOutside() {
    var grid = Fields.grid(3, 3, 3)
    grid.toWorld = .scaling(.zero)
    let image = Image(grid: grid, filledWith: 1)
    #expect(image.resampled(onto: Fields.grid(2, 2, 2), outside: 5).voxels.allSatisfy { $0 == 5 })
  }

  @Test func maskKeepsItsVolume() {
    let grid = Fields.grid(40, 40, 12, Vector3(1, 1, 3))
    let ball = Fields.ball(grid, centreMM: grid.centreMM, radiusMM: 12)
    let fine = ball.resampled(onto: grid.resized(toVoxelMM: 1))
    #expect(abs(fine.volumeML / ball.volumeML - 1) < 0.03)
  }
}

@Suite struct GridShapesTests {
  @Test func resizedKeepsMiddleAndFieldOfView() {
    let grid = Grid(
      nx: 30, ny: 21, nz: 5,
      toWorld: Fields.rotation(Vector3(1, 1, 0), degrees: 25)
        * Affine.scaling(Vector3(0.5, 0.8, 5)))
    let cubes = grid.resized(toVoxelMM: 2)
    #expect(cubes.dims == [8, 9, 13])
    #expect(length(cubes.centreMM - grid.centreMM) < 1e-9)
    #expect(length(cubes.voxelSizeMM - 2) < 1e-9)
  }

  @Test func axisAlignedHoldsTheFieldOfView() {
    let grid = Grid(
      nx: 30, ny: 21, nz: 5,
      toWorld: Fields.rotation(Vector3(1, 1, 0), degrees: 40)
        * Affine.scaling(Vector3(0.5, 0.8, 5)))
    let box = grid.axisAligned(voxelMM: 1)
    let inverse = box.fromWorld ?? .identity
    for corner in grid.corners {
      let v = inverse(grid.toWorld(corner))
      #expect(v.min() >= -0.5)
      #expect(v.x <= Double(box.nx) - 0.5 && v.y <= Double(box.ny) - 0.5)
      #expect(v.z <= Double(box.nz) - 0.5)
    }
  }

  @Test func croppedAndPastedIsTheSame() throws {
    let mask = Fields.ball(Fields.grid(15, 14, 13), centreMM: Vector3(4, 11, 13), radiusMM: 4)
    let box = try #require(mask.boundingBox)
    var copy = Mask(grid: mask.grid)
    copy.paste(mask.cropped(to: box), at: box)
    #expect(differing(copy, mask) == 0)
    #expect(Mask(grid: mask.grid).boundingBox == nil)
    let part = mask.cropped(to: box)
    #expect(
      length(
        part.grid.toWorld(.zero)
          - Fields.world(mask.grid, box.x.lowerBound, box.y.lowerBound, box.z.lowerBound)) < 1e-12)
  }
}
