import Foundation
import Kernels

/// The relief of a skin seen from the front: depths without the coarse shape of the head, on the
/// lattice of a `FaceView`.
struct Relief: Sendable {
  /// mm before the surroundings; not a number where there is no skin.
  var values: [Float]

  /// What is as broad as this is no relief, mm.
  static let coarseMM = 12.0

  /// The relief of depths, each column as far before the Gaussian mean of the skin around it.
  init(depths: [Float], columns: Int, rows: Int, sigma: Double = Relief.coarseMM) {
    var (sums, weights) = (depths, depths)
    for place in depths.indices {
      let isSkin = depths[place].isFinite
      sums[place] = isSkin ? depths[place] : 0
      weights[place] = isSkin ? 1 : 0
    }
    let plane = PlaneBlur(columns: columns, rows: rows, sigma: sigma)
    plane.blur(&sums)
    plane.blur(&weights)
    values = depths
    for place in depths.indices where weights[place] > 0.05 {
      values[place] -= sums[place] / weights[place]
    }
  }

  /// The relief of a depth map.
  init(_ map: DepthMap, _ view: FaceView) {
    self.init(
      depths: map.depths, columns: view.columns, rows: view.rows)
  }

  /// Pearson's correlation with another relief over some columns where both have skin; nil for fewer
  /// than a half of them.
  ///
  /// - Parameters:
  ///   - other: the other relief.
  ///   - places: columns of the other.
  ///   - shift: added to them for this one; must lead to columns of it.
  /// - Returns: −1 … 1.
  func correlation(with other: Relief, at places: [Int], shiftedBy shift: Int = 0) -> Double? {
    var (n, a, b, ab, aa, bb) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for place in places {
      let (p, q) = (Double(values[place + shift]), Double(other.values[place]))
      guard p.isFinite, q.isFinite else { continue }
      (n, a, b) = (n + 1, a + p, b + q)
      (ab, aa, bb) = (ab + p * q, aa + p * p, bb + q * q)
    }
    guard 2 * n >= Double(places.count), n > 2 else { return nil }
    let (va, vb) = (aa - a * a / n, bb - b * b / n)
    return va > 1e-9 && vb > 1e-9 ? (ab - a * b / n) / (va * vb).squareRoot() : 0
  }
}

extension DepthMap {
  /// All depths in mm; not a number where there is none.
  var depths: [Float] {
    hundredths.map { $0 == Self.missing ? .nan : Float($0) / 100 }
  }
}

/// A Gaussian over a plane of values; nothing lies beyond its edges.
struct PlaneBlur {
  private let columns: Int
  private let rows: Int
  private let kernel: [Float]

  /// A blur of a standard deviation in places.
  init(columns: Int, rows: Int, sigma: Double) {
    (self.columns, self.rows) = (columns, rows)
    let radius = max(1, Int((3 * sigma).rounded(.up)))
    var weights = (-radius...radius).map { exp(-0.5 * Double($0 * $0) / (sigma * sigma)) }
    let sum = weights.reduce(0, +)
    for index in weights.indices { weights[index] /= sum }
    kernel = weights.map { Float($0) }
  }

  /// Blurs along rows, then along columns.
  func blur(_ plane: inout [Float]) {
    var other = [Float](repeating: 0, count: plane.count)
    plane.withUnsafeMutableBufferPointer { plane in
      other.withUnsafeMutableBufferPointer { other in
        kernel.withUnsafeBufferPointer { kernel in
          guard let p = plane.baseAddress, let q = other.baseAddress, let k = kernel.baseAddress
          else { return }
          for row in 0..<rows {
            line(p + row * columns, q + row * columns, columns, 1, k, kernel.count)
          }
          for column in 0..<columns { line(q + column, p + column, rows, columns, k, kernel.count) }
        }
      }
    }
  }

  @inline(__always)
  private func line(
    _ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>, _ count: Int, _ stride: Int,
    _ kernel: UnsafePointer<Float>, _ width: Int
  ) {
    let radius = width / 2
    for place in 0..<count {
      let (low, high) = (max(0, place &- radius), min(count &- 1, place &+ radius))
      var sum: Float = 0
      for other in low...high {
        sum += from[other &* stride] * kernel[other &- place &+ radius]
      }
      to[place &* stride] = sum
    }
  }
}
