import Kernels
import Volumes

/// What a scanner adds to the signal: a smooth gain field and Rician noise.
struct Scanner: Sendable {
  private let noise: SeededDraw
  private let sigma: Float
  private let gain: Waves
  private let bias: Float

  init(seed: UInt64, contrast: Contrast, sigma: Float, bias: Float, biasSeed: UInt64) {
    let stream: UInt64 =
      switch contrast {
      case .t1w: 0
      case .t2w: 1
      case .flair: 2
      case .pdw: 3
      case .t1c: 4
      }
    noise = SeededDraw(seed: seed, stream: 100 + stream)
    self.sigma = sigma
    gain = Waves(
      count: 3, wavelengthMM: 260...420, draw: SeededDraw(seed: biasSeed, stream: 200 + stream))
    self.bias = bias
  }

  /// Multiplies by the gain and adds the noise, voxel by voxel.
  func scan(_ image: inout Image, parallel: Parallel) {
    let grid = image.grid
    image.voxels.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let voxels = buffer
      parallel.forEach(grid.nz) { z in
        for y in 0..<grid.ny { scanRow(y: y, z: z, grid: grid, voxels) }
      }
    }
  }

  private func scanRow(y: Int, z: Int, grid: Grid, _ voxels: UnsafeMutableBufferPointer<Float>) {
    let origin = SIMD3<Float>(grid.toWorld(Vector3(0, Double(y), Double(z))))
    let step = SIMD3<Float>(grid.toWorld.column(0))
    let row = grid.offset(0, y, z)
    var x = 0
    while x < grid.nx {
      let count = Lanes(0, 1, 2, 3, 4, 5, 6, 7) + Float(x)
      let field = gain.value(
        Places(
          x: count * step.x + origin.x, y: count * step.y + origin.y, z: count * step.z + origin.z))
      // The sum of three waves of variance 1 stays within ±√6.
      let factor = field * (bias / 2.449_49) + 1
      for lane in 0..<min(8, grid.nx - x) {
        let place = row + x + lane
        let index = UInt64(place) &* 2
        let real = voxels[place] * factor[lane] + sigma * noise.bell(index)
        let other = sigma * noise.bell(index &+ 1)
        voxels[place] = (real * real + other * other).squareRoot()
      }
      x += 8
    }
  }
}
