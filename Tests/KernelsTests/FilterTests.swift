import Foundation
import Kernels
import Testing
import Volumes

@Suite struct SmoothingTests {
  @Test(arguments: Fields.voxelsMM)
  func equalsTheSumOfWeightedNeighbours(_ voxelMM: Vector3) {
    let grid = Fields.grid(9, 8, 7, voxelMM)
    let image = Fields.noise(grid)
    let sigma = 1.1
    let smooth = image.smoothed(sigmaMM: sigma)
    let size = grid.voxelSizeMM
    func weights(_ axis: Int) -> [Double] {
      let s = sigma / size[axis]
      let radius = Int((3.5 * s).rounded(.up))
      let raw = (-radius...radius).map { exp(-0.5 * Double($0 * $0) / (s * s)) }
      return raw.map { $0 / raw.reduce(0, +) }
    }
    let (wx, wy, wz) = (weights(0), weights(1), weights(2))
    for (x, y, z) in [(0, 0, 0), (4, 4, 3), (8, 0, 6), (2, 7, 5)] {
      var sum = 0.0
      for (k, c) in wz.enumerated() {
        for (j, b) in wy.enumerated() {
          for (i, a) in wx.enumerated() {
            let p = min(max(x + i - wx.count / 2, 0), grid.nx - 1)
            let q = min(max(y + j - wy.count / 2, 0), grid.ny - 1)
            let r = min(max(z + k - wz.count / 2, 0), grid.nz - 1)
            sum += a * b * c * Double(image[p, q, r])
          }
        }
      }
      #expect(abs(Double(smooth[x, y, z]) - sum) < 1e-5)
    }
  }

  @Test func constantStaysAndThreadsDoNotMatter() {
    let grid = Fields.grid(12, 11, 10, Fields.voxelsMM[1])
    for value in Image(grid: grid, filledWith: 3).smoothed(sigmaMM: 2).voxels {
      #expect(abs(value - 3) < 1e-5)
    }
    let noise = Fields.noise(grid)
    #expect(
      noise.smoothed(sigmaMM: 2).voxels
        == noise.smoothed(sigmaMM: 2, parallel: Parallel(threads: 4)).voxels)
    #expect(noise.smoothed(sigmaMM: 0).voxels == noise.voxels)
  }

  @Test func notANumberCountsAsZero() {
    var image = Image(grid: Fields.grid(5, 5, 5), filledWith: 1)
    image[2, 2, 2] = .nan
    #expect(image.smoothed(sigmaMM: 1).voxels.allSatisfy { $0.isFinite && $0 < 1 })
  }
}

@Suite struct GradientTests {
  @Test(arguments: Fields.voxelsMM)
  func planesHaveTheirSlope(_ voxelMM: Vector3) {
    let grid = Fields.grid(6, 5, 4, voxelMM)
    var image = Image(grid: grid)
    Fields.forEachVoxel(grid) {
      image[$0, $1, $2] = Float((Vector3(2, 3, 6) * Fields.world(grid, $0, $1, $2)).sum())
    }
    #expect(image.gradientMagnitude().voxels.allSatisfy { abs($0 - 7) < 1e-3 })
  }
}

@Suite struct MedianTests {
  @Test func equalsSorting() {
    let grid = Fields.grid(6, 5, 4)
    let image = Fields.noise(grid)
    let median = image.median3(parallel: Parallel(threads: 3))
    Fields.forEachVoxel(grid) { x, y, z in
      var values: [Float] = []
      for dz in -1...1 {
        for dy in -1...1 {
          for dx in -1...1 {
            values.append(
              image[
                min(max(x + dx, 0), grid.nx - 1), min(max(y + dy, 0), grid.ny - 1),
                min(max(z + dz, 0), grid.nz - 1)])
          }
        }
      }
      #expect(median[x, y, z] == values.sorted()[13])
    }
  }
}

@Suite struct HistogramTests {
  @Test func otsuPartsTwoClasses() throws {
    let random = CounterRandom(seed: 3)
    let values = (0..<20_000).map { index in
      Float(random.normal(index: UInt64(index)) * 5 + (index % 3 == 0 ? 100 : 20))
    }
    let histogram = Histogram(of: values, bins: 256, lower: 0, upper: 120)
    let threshold = try #require(histogram.otsuThreshold)
    #expect(threshold > 40 && threshold < 80)
    #expect(histogram.total == values.count)
    #expect(Histogram(of: [1, 1, 1], bins: 8, lower: 0, upper: 2).otsuThreshold == nil)
  }

  @Test func otsuMaximisesTheVarianceBetween() throws {
    let counts = [5, 9, 3, 0, 1, 7, 8, 2]
    let values = counts.enumerated().flatMap { [Float](repeating: Float($0) + 0.5, count: $1) }
    let found = try #require(Histogram(of: values, bins: 8, lower: 0, upper: 8).otsuThreshold)
    func between(_ t: Double) -> Double {
      let low = values.filter { Double($0) < t }.map(Double.init)
      let high = values.filter { Double($0) >= t }.map(Double.init)
      let gap = low.reduce(0, +) / Double(low.count) - high.reduce(0, +) / Double(high.count)
      return Double(low.count * high.count) * gap * gap
    }
    let best = (1...7).map { between(Double($0)) }.max()
    #expect(between(found) == best)
  }

  @Test func valuesBeyondTheEdgesGoToTheOutermostBins() {
    let histogram = Histogram(of: [-5, 0, 1, 9, .nan, .infinity], bins: 2, lower: 0, upper: 2)
    #expect(histogram.counts == [2, 2])
  }

  /// A ramp of 1000 values: 2 % and 98 % to within a bin.
  @Test func robustRangeOfARamp() throws {
    let range = try #require(robustRange(of: (0..<100_000).map { Float($0) }))
    #expect(abs(range.lowerBound - 1900) <= 100)
    #expect(abs(range.upperBound - 98_100) <= 100)
  }

  /// One wild value must not spoil the resolution.
  @Test func robustRangeSurvivesALongTail() throws {
    let values = (0..<100_000).map { Float($0 % 1000) } + [Float](repeating: 1e7, count: 3)
    let range = try #require(robustRange(of: values))
    #expect(abs(range.lowerBound - 20) < 3)
    #expect(abs(range.upperBound - 980) < 3)
  }

  /// Hardly anything but background: the tenth pass over the full range without its end bins.
  @Test func robustRangeOfNearlyEmptyImage() throws {
    var values = [Float](repeating: 0, count: 100_000)
    for index in 0..<500 { values[index] = Float(100 + index) }
    let range = try #require(robustRange(of: values))
    #expect(range.lowerBound > 90 && range.upperBound < 600)
    #expect(range.upperBound - range.lowerBound > 400)
  }

  @Test func robustRangeOfOddInput() {
    #expect(robustRange(of: [Float]()) == nil)
    #expect(robustRange(of: [Float.nan]) == nil)
    #expect(robustRange(of: [Float](repeating: 4, count: 10)) == 4.0...4.0)
  }
}
