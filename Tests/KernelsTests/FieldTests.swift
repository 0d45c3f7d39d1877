import Foundation
import Kernels
import Testing
import Volumes

@Suite struct SeparableFieldTests {
  static let grid = Fields.grid(21, 17, 14, Fields.voxelsMM[2])

  static func image(_ grid: Grid, _ value: (Double, Double, Double) -> Double) -> Image {
    var image = Image(grid: grid)
    Fields.forEachVoxel(grid) { x, y, z in
      let (u, v, w) = (
        (Double(x) + 0.5) / Double(grid.nx), (Double(y) + 0.5) / Double(grid.ny),
        (Double(z) + 0.5) / Double(grid.nz)
      )
      image[x, y, z] = Float(value(u, v, w))
    }
    return image
  }

  static func worst(_ a: Image, _ b: Image) -> Float {
    zip(a.voxels, b.voxels).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  /// A polynomial of total degree three lies in both kinds of field.
  @Test(arguments: [SeparableBasis.polynomial(degree: 3), .spline(intervals: [4, 3, 2])])
  func polynomialsOfDegreeThreeAreReproduced(_ basis: SeparableBasis) throws {
    let image = Self.image(Self.grid) { (u: Double, v: Double, w: Double) -> Double in
      let square = 4 * u * u * w - v * v * v
      return 1 + 2 * u - 3 * v * w + square
    }
    let field = try #require(SeparableField.fitted(to: image, basis: basis, smoothness: 0))
    let values = try #require(field.values(on: Self.grid))
    #expect(Self.worst(values, image) < 1e-3)
  }

  /// What is fitted on a coarse grid is read on the fine one: the same world place, the same value.
  @Test func coarseFitServesTheFineGrid() throws {
    let fine = Fields.grid(32, 24, 20)
    let coarse = fine.resized(toVoxelMM: 2)
    let basis = SeparableBasis.polynomial(degree: 2)
    let rule = { (u: Double, v: Double, w: Double) -> Double in 3 + u * v - w * w }
    let field = try #require(
      SeparableField.fitted(to: Self.image(coarse, rule), basis: basis, smoothness: 0))
    let values = try #require(field.values(on: fine))
    #expect(Self.worst(values, Self.image(fine, rule)) < 1e-3)
  }

  @Test func voxelsWithoutWeightDoNotCount() throws {
    let truth = Self.image(Self.grid) { u, v, _ in 5 + u + 2 * v }
    var spoilt = truth
    var weights = [Float](repeating: 1, count: truth.voxels.count)
    for index in stride(from: 0, to: weights.count, by: 3) {
      spoilt.voxels[index] = index % 2 == 0 ? .nan : 1e6
      weights[index] = index % 2 == 0 ? 1 : 0
    }
    let field = try #require(
      SeparableField.fitted(
        to: spoilt, weights: weights, basis: .spline(intervals: [2, 2, 2]), smoothness: 1e-6))
    let values = try #require(field.values(on: Self.grid))
    #expect(Self.worst(values, truth) < 0.01)
    let none = [Float](repeating: 0, count: weights.count)
    #expect(SeparableField.fitted(to: truth, weights: none, basis: .polynomial(degree: 1)) == nil)
  }

  @Test func smoothnessLowersRoughnessAndThreadsDoNotMatter() throws {
    let noise = Fields.noise(Self.grid)
    let basis = SeparableBasis.spline(intervals: [6, 6, 6])
    func spread(_ smoothness: Double, _ threads: Int) throws -> Image {
      let parallel = Parallel(threads: threads)
      let field = try #require(
        SeparableField.fitted(
          to: noise, basis: basis, smoothness: smoothness, parallel: parallel))
      return try #require(field.values(on: Self.grid, parallel: parallel))
    }
    func power(_ image: Image) -> Float { image.voxels.reduce(0) { $0 + $1 * $1 } }
    let (loose, tight) = (try spread(1e-4, 1), try spread(10, 1))
    #expect(power(tight) < power(loose) / 4)
    let threaded = try spread(1e-4, 3)
    #expect(threaded.voxels == loose.voxels)
  }

  @Test func gridsThatDoNotFitAreRefused() throws {
    let field = try #require(
      SeparableField.fitted(to: Fields.noise(Self.grid), basis: .polynomial(degree: 1)))
    var turned = Self.grid
    turned.toWorld = Fields.rotation(Vector3(0, 0, 1), degrees: 10) * turned.toWorld
    #expect(field.values(on: turned) == nil)
    #expect(
      SeparableField(domain: Self.grid, basis: .polynomial(degree: 1), coefficients: [1]) == nil)
  }
}

@Suite struct VectorGradientTests {
  /// Slopes of a plane in world space, whatever the grid's axes: turned, sheared, mirrored.
  @Test(arguments: Fields.voxelsMM)
  func planesHaveTheirSlopes(_ voxelMM: Vector3) {
    var toWorld = Fields.rotation(Vector3(1, -2, 0.5), degrees: 40) * Affine.scaling(voxelMM)
    toWorld.row0 += 0.2 * toWorld.row1
    let grid = Grid(nx: 6, ny: 5, nz: 4, toWorld: toWorld)
    var image = Image(grid: grid)
    Fields.forEachVoxel(grid) {
      image[$0, $1, $2] = Float((Vector3(2, -3, 6) * Fields.world(grid, $0, $1, $2)).sum())
    }
    let gradient = image.gradient(parallel: Parallel(threads: 3))
    for (component, slope) in zip(gradient, [2, -3, 6] as [Float]) {
      #expect(component.voxels.allSatisfy { abs($0 - slope) < 2e-3 })
    }
    #expect(gradient.map(\.voxels) == image.gradient().map(\.voxels))
  }

  @Test func thinAndDegenerateGridsAreFlat() {
    let line = Image(grid: Fields.grid(3, 1, 1), voxels: [0, 1, 4])
    #expect(line.gradient().map(\.voxels) == [[1, 2, 3], [0, 0, 0], [0, 0, 0]])
    var grid = Fields.grid(2, 2, 2)
    grid.toWorld = .scaling(.zero)
    #expect(Fields.noise(grid).gradient().allSatisfy { $0.voxels.allSatisfy { $0 == 0 } })
  }
}

@Suite struct GreyMorphologyTests {
  @Test(arguments: Fields.voxelsMM, [0.9, 2.0, 3.3])
  func equalsBruteForce(_ voxelMM: Vector3, _ radiusMM: Double) {
    let grid = Fields.grid(11, 9, 7, voxelMM)
    var image = Fields.noise(grid, seed: 4)
    image[5, 5, 3] = .nan
    let (grown, shrunk) = (
      image.dilated(byMM: radiusMM, parallel: Parallel(threads: 3)), image.eroded(byMM: radiusMM)
    )
    Fields.forEachVoxel(grid) { x, y, z in
      var (low, high) = (Float.infinity, -Float.infinity)
      Fields.forEachVoxel(grid) { a, b, c in
        let d = length(Vector3(Double(a - x), Double(b - y), Double(c - z)) * voxelMM)
        let value = image[a, b, c]
        guard d <= radiusMM + 1e-9, !value.isNaN else { return }
        (low, high) = (min(low, value), max(high, value))
      }
      #expect(grown[x, y, z] == high && shrunk[x, y, z] == low)
    }
  }

  /// On a mask of zeros and ones it is binary morphology.
  @Test func masksAgreeWithBinaryMorphology() {
    let mask = Fields.mask(Fields.grid(15, 14, 9, Fields.voxelsMM[1]), share: 0.4, seed: 6)
    let grey = Image(mask)
    #expect(grey.dilated(byMM: 2).mask(atLeast: 0.5) == mask.dilated(byMM: 2))
    #expect(grey.eroded(byMM: 2).mask(atLeast: 0.5) == mask.eroded(byMM: 2))
    #expect(grey.opened(byMM: 1).mask(atLeast: 0.5) == mask.opened(byMM: 1))
    #expect(grey.closed(byMM: 1).mask(atLeast: 0.5) == mask.closed(byMM: 1))
    #expect(grey.dilated(byMM: 0).voxels == grey.voxels)
  }
}

@Suite struct JointHistogramTests {
  @Test func pairsAreCounted() {
    let joint = JointHistogram(
      of: [0, 1, 1, -9, .nan, 1], and: [0, 0, 1, 9, 1, .infinity], bins: 2, firstRange: 0...2,
      secondRange: 0...2, within: [1, 1, 1, 1, 1, 1])
    #expect(joint.counts == [1, 1, 1, 1])
    #expect(joint.firstCounts == [2, 2] && joint.secondCounts == [2, 2])
    #expect(abs(joint.mutualInformation) < 1e-12)
    let masked = JointHistogram(
      of: [0, 1], and: [0, 1], bins: 2, firstRange: 0...2, secondRange: 1...1, within: [0, 1])
    #expect(masked.counts == [0, 1, 0, 0])
  }

  @Test func informationOfEqualImagesIsTheirEntropy() {
    let values = (0..<4000).map { Float($0 % 8) }
    let same = JointHistogram(
      of: values, and: values.map { -$0 }, bins: 8, firstRange: 0...8, secondRange: -8...0)
    #expect(abs(same.mutualInformation - log(8.0)) < 0.2)
    #expect(same.normalisedMutualInformation > 1.9)
    let empty = JointHistogram(of: [], and: [], bins: 3, firstRange: 0...1, secondRange: 0...1)
    #expect(empty.mutualInformation == 0 && empty.normalisedMutualInformation == 1)
  }
}
