import Foundation
import Testing
import Volumes

@testable import Kernels

@Suite struct SplineTests {
  @Test func refiningChangesNoValue() throws {
    let grid = Fields.grid(23, 19, 17, Fields.voxelsMM[2])
    var draw = CounterRandom(seed: 4)
    for intervals in [SIMD3(1, 1, 1), SIMD3(2, 1, 3)] {
      let count = (intervals.x + 3) * (intervals.y + 3) * (intervals.z + 3)
      let field = try #require(
        SeparableField(
          domain: grid, basis: .spline(intervals: intervals),
          coefficients: (0..<count).map { draw.normal(index: UInt64($0)) }))
      let finer = field.refined().refined()
      let (a, b) = (try #require(field.values(on: grid)), try #require(finer.values(on: grid)))
      #expect(SeparableFieldTests.worst(a, b) < 1e-5)
      #expect(finer.basis == .spline(intervals: intervals &* 4))
      draw = CounterRandom(seed: 5)
    }
  }

  /// Lee's approximation is the mean of what single voxels want, not the best fit: rounds of it on
  /// what is left come closer and closer.
  @Test(arguments: [0, 5000])
  func roundsOfApproximationFollowASmoothField(_ unknown: Int) throws {
    let grid = Fields.grid(30, 30, 30)
    let image = SeparableFieldTests.image(grid) { u, v, w in 1 + sin(2 * u) + v * w }
    var weights = [Float](repeating: 1, count: grid.voxelCount)
    for index in 0..<unknown { weights[index] = 0 }
    let splines = try #require(
      SplineApproximation(intervals: SIMD3(4, 4, 4), domain: grid, grid: grid, weights: weights))
    var rest = image.voxels
    var sizes: [Double] = []
    for _ in 0..<20 {
      let weighted = zip(rest, weights).map { $0 * $1 }
      let values = splines.values(splines.coefficients(of: weighted))
      for index in rest.indices { rest[index] -= values[index] }
      let known = rest[unknown...]
      sizes.append((known.reduce(0) { $0 + Double($1 * $1) } / Double(known.count)).squareRoot())
    }
    #expect(zip(sizes, sizes.dropFirst()).allSatisfy { $1 < $0 }, "each round leaves less")
    // The field itself is about 2.
    #expect(sizes[3] < 0.1 && sizes[19] < 0.05, "\(sizes)")
  }

  @Test func weightsOfAnotherNumberAreRefused() {
    let grid = Fields.grid(5, 5, 5)
    #expect(
      SplineApproximation(intervals: SIMD3(1, 1, 1), domain: grid, grid: grid, weights: [1]) == nil)
  }

  @Test func sharpeningDrawsValuesToTheirPeaks() throws {
    let draw = CounterRandom(seed: 8)
    let values = (0..<60_000).map { index -> Float in
      Float((index % 2 == 0 ? 1.0 : 2.0) + 0.064 * draw.normal(index: UInt64(index)))
    }
    let sharpening = try #require(IntensitySharpening(range: 0.5...2.5))
    let sharp = sharpening.sharpened(values)
    for (offset, peak) in [(0, Float(1)), (1, 2)] {
      let own = stride(from: offset, to: sharp.count, by: 2).map { sharp[$0] - peak }
      let spread = (own.reduce(0) { $0 + $1 * $1 } / Float(own.count)).squareRoot()
      #expect(spread < 0.032, "half of what it was at most")
    }
    #expect(IntensitySharpening(range: 1...1) == nil)
    #expect(sharpening.sharpened([-9, 99]).allSatisfy { $0.isFinite })
  }
}
