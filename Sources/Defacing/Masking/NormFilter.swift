import Foundation
import Volumes

/// The filter that runs along the skin: a box whose width grows from the inner surface outwards.
///
/// Half-widths (Milchenko & Marcus 2013): sideways and upwards a tenth of the box, outwards half of
/// the layer's half depth; towards the inner surface they shrink to a quarter of the layer's depth
/// and a twentieth of it along a sine, so that nothing is torn there.
struct NormFilter {
  private let dims: SIMD3<Int>

  /// A filter for flat boxes of a size.
  init(dims: SIMD3<Int>) { self.dims = dims }

  /// The half-widths at a height above the inner surface.
  func halfWidths(at height: Int) -> SIMD3<Int> {
    let half = max(1, (dims.z - 1) / 2)
    let narrow = max(2, (half + 1) / 2)
    let low = SIMD3(narrow, narrow, max(1, Int((0.05 * Double(half)).rounded(.up))))
    let full = SIMD3(
      max(narrow, (dims.x + 9) / 10), max(narrow, (dims.y + 9) / 10), max(2, (half + 1) / 2))
    let grown = sin(.pi / 2 * min(1, Double(height) / Double(half)))
    var result = low
    for axis in 0..<3 {
      result[axis] += Int((Double(full[axis] - low[axis]) * grown).rounded())
    }
    return result
  }

  /// Means over the box around each place; places that show nothing do not count.
  ///
  /// - Parameter values: one for each place, not a number where it shows nothing.
  /// - Returns: the means; not a number where the whole box shows nothing.
  func filtered(_ values: [Float]) -> [Float] {
    let sums = BoxSums(values, dims: dims)
    var result = [Float](repeating: .nan, count: values.count)
    for z in 0..<dims.z {
      let reach = halfWidths(at: z)
      for y in 0..<dims.y {
        for x in 0..<dims.x {
          result[x + dims.x * (y + dims.y * z)] = sums.mean(around: SIMD3(x, y, z), reach)
        }
      }
    }
    return result
  }
}

/// Sums of all values before each place, by which the sum over any box takes eight numbers.
struct BoxSums {
  private let dims: SIMD3<Int>
  private let width: SIMD3<Int>
  private var sums: [Double]
  private var counts: [Double]

  /// Values that are not finite do not count.
  init(_ values: [Float], dims: SIMD3<Int>) {
    self.dims = dims
    width = dims &+ 1
    let size = width.x * width.y * width.z
    sums = [Double](repeating: 0, count: size)
    counts = sums
    Self.fill(&sums, values, dims, width) { $0.isFinite ? Double($0) : 0 }
    Self.fill(&counts, values, dims, width) { $0.isFinite ? 1 : 0 }
  }

  private static func fill(
    _ table: inout [Double], _ values: [Float], _ dims: SIMD3<Int>, _ width: SIMD3<Int>,
    _ number: (Float) -> Double
  ) {
    let (row, slice) = (width.x, width.x * width.y)
    table.withUnsafeMutableBufferPointer { t in
      for z in 0..<dims.z {
        for y in 0..<dims.y {
          var run = 0.0
          for x in 0..<dims.x {
            run += number(values[x + dims.x * (y + dims.y * z)])
            let here = x + 1 + row * (y + 1) + slice * (z + 1)
            t[here] = run + t[here - row] + t[here - slice] - t[here - row - slice]
          }
        }
      }
    }
  }

  /// The mean over a box, cut off at the borders; not a number where nothing in it counts.
  func mean(around p: SIMD3<Int>, _ reach: SIMD3<Int>) -> Float {
    let low = pointwiseMax(p &- reach, .zero)
    let high = pointwiseMin(p &+ reach &+ 1, dims)
    let count = total(counts, low, high)
    return count > 0.5 ? Float(total(sums, low, high) / count) : .nan
  }

  private func total(_ table: [Double], _ low: SIMD3<Int>, _ high: SIMD3<Int>) -> Double {
    let (row, slice) = (width.x, width.x * width.y)
    let (a, b) = (row * low.y, row * high.y)
    let (c, d) = (slice * low.z, slice * high.z)
    let upper =
      table[high.x + b + d] - table[low.x + b + d] - table[high.x + a + d]
      + table[low.x + a + d]
    let lower =
      table[high.x + b + c] - table[low.x + b + c] - table[high.x + a + c]
      + table[low.x + a + c]
    return upper - lower
  }
}
