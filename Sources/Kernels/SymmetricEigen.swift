extension SymmetricMatrix {
  /// All eigenvalues, descending, and for each its unit eigenvector, by Jacobi's rotations
  /// (Golub & Van Loan 2013, 8.5): slow beyond a few hundred rows, but accurate to rounding.
  ///
  /// Nil when an element is not finite. The matrix is taken as symmetric: the lower triangle counts.
  public var eigen: (values: [Double], vectors: [[Double]])? {
    guard elements.allSatisfy(\.isFinite) else { return nil }
    var a = self
    for row in 0..<order { for column in 0..<row { a[column, row] = a[row, column] } }
    var v = [Double](repeating: 0, count: order * order)
    for index in 0..<order { v[index * order + index] = 1 }
    a.elements.withUnsafeMutableBufferPointer { a in
      v.withUnsafeMutableBufferPointer { v in
        guard let a = a.baseAddress, let v = v.baseAddress else { return }
        diagonalise(a, v, order)
      }
    }
    let ranks = (0..<order).sorted { (a[$0, $0], $1) > (a[$1, $1], $0) }
    return (
      ranks.map { a[$0, $0] },
      ranks.map { rank in (0..<order).map { v[$0 * order + rank] } }
    )
  }
}

/// Sweeps of rotations until nothing is left off the diagonal that rounding would show.
private func diagonalise(
  _ a: UnsafeMutablePointer<Double>, _ v: UnsafeMutablePointer<Double>, _ n: Int
) {
  for _ in 0..<60 {
    var (off, on) = (0.0, 0.0)
    for row in 0..<n {
      on += abs(a[row * n + row])
      for column in 0..<row { off += abs(a[row * n + column]) }
    }
    if !(off > 1e-300) || off <= 1e-17 * on { return }
    for q in 1..<max(n, 1) { for p in 0..<q { rotate(a, v, n, p, q) } }
  }
}

/// One rotation that makes the element (p, q) zero; `v` collects the eigenvectors in its columns.
@inline(__always)
private func rotate(
  _ a: UnsafeMutablePointer<Double>, _ v: UnsafeMutablePointer<Double>, _ n: Int, _ p: Int,
  _ q: Int
) {
  let offDiagonal = a[p * n + q]
  guard offDiagonal != 0 else { return }
  let theta = (a[q * n + q] - a[p * n + p]) / (2 * offDiagonal)
  let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
  let c = 1 / (t * t + 1).squareRoot()
  let s = t * c
  turn(a + p, a + q, n, n, c, s)
  turn(a + p * n, a + q * n, 1, n, c, s)
  turn(v + p, v + q, n, n, c, s)
}

@inline(__always)
private func turn(
  _ p: UnsafeMutablePointer<Double>, _ q: UnsafeMutablePointer<Double>, _ stride: Int,
  _ count: Int, _ c: Double, _ s: Double
) {
  for k in 0..<count {
    let (a, b) = (p[k &* stride], q[k &* stride])
    p[k &* stride] = c * a - s * b
    q[k &* stride] = s * a + c * b
  }
}
