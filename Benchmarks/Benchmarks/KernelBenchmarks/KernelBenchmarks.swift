import Benchmark
import Kernels
import Volumes

/// The kernels one by one on a made-up head of 128³ voxels, one thread.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.cpuTotal, .wallClock, .peakMemoryResident], maxDuration: .seconds(2),
    maxIterations: 20)
  let head = Ball.image(side: 128)
  let mask = head.mask(atLeast: 0.5)
  let turn = Affine(
    row0: Vector3(0.995, 0, 0.0998), row1: Vector3(0, 1, 0), row2: Vector3(-0.0998, 0, 0.995),
    translation: Vector3(3, 4, 5))

  for interpolation in Interpolation.allCases {
    Benchmark("resampled \(interpolation)") { _ in
      blackHole(head.resampled(onto: head.grid, through: turn, interpolation: interpolation))
    }
  }
  Benchmark("smoothed 8 mm") { _ in blackHole(head.smoothed(sigmaMM: 3.4)) }
  Benchmark("gradient") { _ in blackHole(head.gradient()) }
  Benchmark("grey dilation 3 mm") { _ in blackHole(head.dilated(byMM: 3)) }
  Benchmark("median") { _ in blackHole(head.median3()) }
  Benchmark("iso-surface") { _ in blackHole(head.isoSurface(at: 0.5)) }
  Benchmark("distance") { _ in blackHole(mask.distanceMM()) }
  Benchmark("signed distance") { _ in blackHole(mask.signedDistanceMM()) }
  Benchmark("dilation 5 mm") { _ in blackHole(mask.dilated(byMM: 5)) }
  Benchmark("components 26") { _ in blackHole(mask.components(.corners)) }
  Benchmark("holes") { _ in blackHole(mask.holesFilled()) }
  Benchmark("convex hull") { _ in blackHole(mask.convexHull()) }
  Benchmark("spline field") { _ in
    blackHole(
      SeparableField.fitted(to: head, basis: .spline(intervals: [4, 4, 4]), smoothness: 1e-3))
  }
}
