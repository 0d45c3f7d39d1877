import Foundation
import Volumes

/// Weights of the ten neighbours of a position along an axis, for positions 0, 1/1024 … 1 past the
/// fifth of them: a sinc under Lanczos' window of five voxels (Duchon 1979), normalised to sum one.
struct SincTaps {
  /// Voxels to either side.
  static let radius = 5
  /// Steps of a voxel that are tabulated; between them weights are interpolated.
  private static let steps = 1024
  /// Weights of one position, padded to sixteen.
  private static let row = 16

  /// Made at the first use.
  static let shared = SincTaps()

  private let weights: [Float]

  init() {
    var weights = [Float](repeating: 0, count: (Self.steps + 1) * Self.row)
    for step in 0...Self.steps {
      let past = Double(step) / Double(Self.steps)
      let raw = (0..<2 * Self.radius).map { Self.lanczos(past - Double($0 - Self.radius + 1)) }
      let sum = raw.reduce(0, +)
      for (tap, value) in raw.enumerated() { weights[step * Self.row + tap] = Float(value / sum) }
    }
    self.weights = weights
  }

  private static func lanczos(_ x: Double) -> Double {
    if x == 0 { return 1 }
    guard abs(x) < Double(radius) else { return 0 }
    let (a, b) = (Double.pi * x, Double.pi * x / Double(radius))
    // a whole number of voxels away the weight is nothing, not the rounding of π
    return x == x.rounded() ? 0 : sin(a) / a * (sin(b) / b)
  }

  /// The weights at a position 0…1 past the fifth neighbour, in the first ten lanes.
  @inline(__always)
  func callAsFunction(_ fraction: Float) -> SIMD16<Float> {
    let place = fraction * Float(Self.steps)
    let step = min(Int(place), Self.steps - 1)
    let share = place - Float(step)
    return weights.withUnsafeBytes { bytes in
      let start = step * Self.row * MemoryLayout<Float>.stride
      let low = bytes.loadUnaligned(fromByteOffset: start, as: SIMD16<Float>.self)
      let high = bytes.loadUnaligned(
        fromByteOffset: start + Self.row * MemoryLayout<Float>.stride, as: SIMD16<Float>.self)
      return low + share * (high - low)
    }
  }
}

/// A row of the result by a windowed sinc.
@inline(never)
func sincRow(
  _ source: Lattice, _ line: Line, _ taps: SincTaps, _ out: UnsafeMutablePointer<Float>,
  _ outside: Float
) {
  let reach = SincTaps.radius - 1
  for i in 0..<line.count {
    let p = line.start + Double(i) * line.step
    guard source.holds(p.x, p.y, p.z) else {
      out[i] = outside
      continue
    }
    let (ix, iy, iz) = (Int(p.x + 1) - 1, Int(p.y + 1) - 1, Int(p.z + 1) - 1)
    let wx = taps(Float(p.x - Double(ix)))
    let wy = taps(Float(p.y - Double(iy)))
    let wz = taps(Float(p.z - Double(iz)))
    let inside =
      ix >= reach && iy >= reach && iz >= reach && ix + reach + 1 < source.nx
      && iy + reach + 1 < source.ny && iz + reach + 1 < source.nz
    out[i] =
      inside
      ? sincInside(
        source.voxels + (ix - reach + source.nx * (iy - reach + source.ny * (iz - reach))),
        source.nx, source.nx * source.ny, wx, wy, wz)
      : sincAtEdge(source, ix - reach, iy - reach, iz - reach, wx, wy, wz)
  }
}

/// The weighted sum of 10×10×10 values, the first of which is at `p`.
@inline(__always)
private func sincInside(
  _ p: UnsafePointer<Float>, _ strideY: Int, _ strideZ: Int, _ wx: SIMD16<Float>,
  _ wy: SIMD16<Float>, _ wz: SIMD16<Float>
) -> Float {
  var most = SIMD8<Float>.zero
  var rest = SIMD2<Float>.zero
  for k in 0..<2 * SincTaps.radius {
    var rows = SIMD8<Float>.zero
    var ends = SIMD2<Float>.zero
    for j in 0..<2 * SincTaps.radius {
      let row = UnsafeRawPointer(p + (j &* strideY &+ k &* strideZ))
      rows += wy[j] * row.loadUnaligned(as: SIMD8<Float>.self)
      ends += wy[j] * row.loadUnaligned(fromByteOffset: 32, as: SIMD2<Float>.self)
    }
    most += wz[k] * rows
    rest += wz[k] * ends
  }
  return (most * wx.lowHalf).sum() + rest.x * wx[8] + rest.y * wx[9]
}

/// The same where some of the neighbours lie beyond the edge, whose voxels are continued outwards.
@inline(never)
private func sincAtEdge(
  _ source: Lattice, _ x: Int, _ y: Int, _ z: Int, _ wx: SIMD16<Float>, _ wy: SIMD16<Float>,
  _ wz: SIMD16<Float>
) -> Float {
  var sum: Float = 0
  for k in 0..<2 * SincTaps.radius {
    var plane: Float = 0
    for j in 0..<2 * SincTaps.radius {
      var row: Float = 0
      for i in 0..<2 * SincTaps.radius {
        row += wx[i] * source.clamped(x + i, y + j, z + k)
      }
      plane += wy[j] * row
    }
    sum += wz[k] * plane
  }
  return sum
}
