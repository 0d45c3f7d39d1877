import Volumes

/// Sums over samples of `gradient ⊗ position` and of its outer products, in single precision over
/// short runs and in double precision over all.
struct GradientSums {
  private static let run = 256

  /// Σ a (g ⊗ X): twelve numbers, row by row.
  static func first(
    _ values: UnsafePointer<SIMD4<Float>>, _ positions: UnsafePointer<SIMD4<Float>>,
    _ factors: UnsafePointer<Float>, _ count: Int
  ) -> [Double] {
    var sums = [Double](repeating: 0, count: 12)
    var start = 0
    while start < count {
      let end = min(count, start + run)
      var (s0, s1, s2) = (SIMD4<Float>.zero, SIMD4<Float>.zero, SIMD4<Float>.zero)
      for i in start..<end {
        let g = values[i] * factors[i]
        let x = positions[i]
        s0 += x * g.x
        s1 += x * g.y
        s2 += x * g.z
      }
      for lane in 0..<4 {
        sums[lane] += Double(s0[lane])
        sums[4 + lane] += Double(s1[lane])
        sums[8 + lane] += Double(s2[lane])
      }
      start = end
    }
    return sums
  }

  /// Σ b (g ⊗ X)(g ⊗ X)ᵀ, added to the 12 × 12 numbers of `curvature`.
  static func second(
    _ values: UnsafePointer<SIMD4<Float>>, _ positions: UnsafePointer<SIMD4<Float>>,
    _ factors: UnsafePointer<Float>, _ count: Int, into curvature: inout [Double]
  ) {
    withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: 24) { sums in
      guard let sums = sums.baseAddress else { return }
      var start = 0
      while start < count {
        let end = min(count, start + run)
        sums.initialize(repeating: .zero, count: 24)
        for i in start..<end { add(values[i], positions[i], factors[i], sums) }
        spread(sums, into: &curvature)
        start = end
      }
    }
  }

  @inline(__always)
  private static func add(
    _ g: SIMD4<Float>, _ x: SIMD4<Float>, _ factor: Float,
    _ sums: UnsafeMutablePointer<SIMD4<Float>>
  ) {
    let weighted = g * factor
    let (r0, r1, r2) = (x * x.x, x * x.y, x * x.z)
    let products = (
      weighted.x * g.x, weighted.x * g.y, weighted.x * g.z, weighted.y * g.y, weighted.y * g.z,
      weighted.z * g.z
    )
    @inline(__always)
    func put(_ at: Int, _ p: Float) {
      sums[at] += r0 * p
      sums[at &+ 1] += r1 * p
      sums[at &+ 2] += r2 * p
      sums[at &+ 3] += x * p
    }
    put(0, products.0)
    put(4, products.1)
    put(8, products.2)
    put(12, products.3)
    put(16, products.4)
    put(20, products.5)
  }

  private static func spread(
    _ sums: UnsafeMutablePointer<SIMD4<Float>>, into curvature: inout [Double]
  ) {
    var pair = 0
    for a in 0..<3 {
      for b in a..<3 {
        for j in 0..<4 {
          for k in 0..<4 {
            let value = Double(sums[pair * 4 + j][k])
            curvature[(a * 4 + j) * 12 + b * 4 + k] += value
            if a != b { curvature[(b * 4 + j) * 12 + a * 4 + k] += value }
          }
        }
        pair += 1
      }
    }
  }
}
