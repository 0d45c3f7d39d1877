import Foundation
import Kernels
import Volumes

extension SimulatedScan {
  /// A grid of the scan's voxels over the field of view of another.
  public func grid(over other: Grid) -> Grid { other.resized(toVoxelMM: voxelMM) }

  /// World mm of the scan to world mm of the head.
  var pose: Affine { Self.rigid(turnDegrees, shiftMM) }

  /// World mm of the head to world mm of the scan as a registration finds it: all is taken out but some
  /// tenths of a mm and of a degree. T1c is what the others are laid on.
  var found: Affine {
    guard channel != .t1c else { return .identity }
    let draw = SessionDraw(seed: seed, stream: 742)
    func some(_ first: UInt64, _ most: Double) -> Vector3 {
      most
        * Vector3(
          draw.even(first, -1, 1), draw.even(first + 1, -1, 1), draw.even(first + 2, -1, 1))
    }
    let left = Self.rigid(some(0, Self.leftDegrees), some(3, Self.leftMM))
    return (pose.inverse ?? .identity) * left
  }

  /// What registrations of simulated sessions left: 0.0 to 0.5 mm along each axis.
  private static let (leftMM, leftDegrees) = (0.5, 0.3)

  private static func rigid(_ turnDegrees: Vector3, _ shiftMM: Vector3) -> Affine {
    let angles = turnDegrees * (Double.pi / 180)
    let (x, y, z) = (angles.x, angles.y, angles.z)
    // small angles: the first order, made a rotation by its columns
    let c0 = Vector3(1, z, -y)
    let c1 = Vector3(-z, 1, x)
    let first = c0 / length(c0)
    let second = c1 - first * (first * c1).sum()
    let unit = second / length(second)
    return Affine(columns: first, unit, cross(first, unit), translation: shiftMM)
  }

  /// The clean head seen by the scan: averaged over its slices, moved, on its own grid.
  func sampled(_ clean: Image, onto grid: Grid, parallel: Parallel) -> Image {
    let source = clean.grid.voxelSizeMM
    var sigma = Vector3.zero
    for axis in 0..<3 where voxelMM[axis] > source[axis] {
      sigma[axis] =
        0.35
        * (voxelMM[axis] * voxelMM[axis] - source[axis] * source[axis])
        .squareRoot()
    }
    return clean.smoothed(sigmaMM: sigma, parallel: parallel)
      .resampled(onto: grid, through: pose, parallel: parallel)
  }

  /// Brightens unevenly and adds Rician noise.
  func spoil(_ image: inout Image, white: Float, repeatScan: UInt64, parallel: Parallel) {
    let grid = image.grid
    let gain = CoilGain(seed: seed, bias: bias)
    let random = CounterRandom(seed: seed &+ repeatScan &* 0x1_0000)
    let sigma = Float(noise) * white
    image.voxels.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let voxels = buffer
      parallel.forEach(grid.ny * grid.nz) { row in
        let start = grid.toWorld(Vector3(0, Double(row % grid.ny), Double(row / grid.ny)))
        let step = grid.toWorld.column(0)
        for x in 0..<grid.nx {
          let place = row * grid.nx + x
          let gain = Float(gain.value(at: start + Double(x) * step))
          let index = UInt64(place) &* 2
          let real = voxels[place] * gain + sigma * bell(random.bits(stream: 5, index: index))
          let other = sigma * bell(random.bits(stream: 5, index: index &+ 1))
          voxels[place] = (real * real + other * other).squareRoot()
        }
      }
    }
  }
}

/// Mean 0 and variance 1: the sum of the four 16-bit parts of 64 bits.
@inline(__always)
private func bell(_ b: UInt64) -> Float {
  let sum =
    Int32(b & 0xffff) + Int32((b &>> 16) & 0xffff) + Int32((b &>> 32) & 0xffff) + Int32(b &>> 48)
  return Float(sum - 131_070) * 2.642_9e-5
}

/// A smooth gain: a plane, a bowl and a saddle of random shares, at most `bias` away from 1 within
/// 100 mm.
private struct CoilGain {
  private let shares: [Double]
  private let bias: Double

  init(seed: UInt64, bias: Double) {
    let draw = SessionDraw(seed: seed, stream: 730)
    let raw = (0..<9).map { draw.even(UInt64($0), -1, 1) }
    let sum = max(1, raw.reduce(0) { $0 + abs($1) } * 0.6)
    shares = raw.map { $0 / sum }
    self.bias = bias
  }

  @inline(__always)
  func value(at place: Vector3) -> Double {
    let p = place / 100
    let q = p * p
    let plane = shares[0] * p.x + shares[1] * p.y + shares[2] * p.z
    let bowl = shares[3] * q.x + shares[4] * q.y + shares[5] * q.z
    let saddle = shares[6] * p.x * p.y + shares[7] * p.y * p.z + shares[8] * p.x * p.z
    return max(0.2, 1 + bias * (plane + bowl + saddle))
  }
}
