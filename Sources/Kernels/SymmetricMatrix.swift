import Volumes

/// A small dense symmetric matrix, as normal equations make it.
public struct SymmetricMatrix: Sendable, Equatable {
  /// Number of rows.
  public let order: Int
  /// All elements, row after row; the lower triangle is what counts.
  public var elements: [Double]

  /// A matrix of zeros.
  public init(order: Int) {
    precondition(order > 0, "a matrix needs a row")
    self.order = order
    elements = [Double](repeating: 0, count: order * order)
  }

  /// An element.
  public subscript(row: Int, column: Int) -> Double {
    get { elements[row * order + column] }
    set { elements[row * order + column] = newValue }
  }

  /// Adds `weight · v vᵀ`.
  public mutating func addOuterProduct(_ v: [Double], weight: Double = 1) {
    precondition(v.count == order, "a vector needs one entry a row")
    for row in 0..<order {
      for column in 0..<order { elements[row * order + column] += weight * v[row] * v[column] }
    }
  }

  /// The solution of `self · x = right` by Cholesky's factors, or nil when the matrix is not
  /// positive definite in the arithmetic used.
  public func solved(_ right: [Double]) -> [Double]? {
    precondition(right.count == order, "a right side needs one entry a row")
    guard let factor = choleskyFactor else { return nil }
    var x = right
    for row in 0..<order {
      for k in 0..<row { x[row] -= factor[row * order + k] * x[k] }
      x[row] /= factor[row * order + row]
    }
    for row in stride(from: order - 1, through: 0, by: -1) {
      for k in (row + 1)..<max(order, row + 1) { x[row] -= factor[k * order + row] * x[k] }
      x[row] /= factor[row * order + row]
    }
    return x.allSatisfy(\.isFinite) ? x : nil
  }

  /// The inverse, or nil when the matrix is not positive definite.
  public var inverse: SymmetricMatrix? {
    var result = SymmetricMatrix(order: order)
    for column in 0..<order {
      var unit = [Double](repeating: 0, count: order)
      unit[column] = 1
      guard let x = solved(unit) else { return nil }
      for row in 0..<order { result[row, column] = x[row] }
    }
    return result
  }

  /// The lower triangle L with `L Lᵀ = self`, row after row; nil when not positive definite.
  public var choleskyFactor: [Double]? {
    var l = [Double](repeating: 0, count: order * order)
    for row in 0..<order {
      for column in 0...row {
        var sum = self[row, column]
        for k in 0..<column { sum -= l[row * order + k] * l[column * order + k] }
        if row == column {
          guard sum > 0, sum.isFinite else { return nil }
          l[row * order + row] = sum.squareRoot()
        } else {
          l[row * order + column] = sum / l[column * order + column]
        }
      }
    }
    return l
  }
}

/// Eigenvalues, descending, and unit eigenvectors of a symmetric 3×3 matrix given by its rows, by
/// Jacobi's rotations.
public func symmetricEigen(_ rows: [Vector3]) -> (values: Vector3, vectors: [Vector3]) {
  precondition(rows.count == 3, "a 3×3 matrix has three rows")
  var a = rows
  var v = [Vector3(1, 0, 0), Vector3(0, 1, 0), Vector3(0, 0, 1)]
  for _ in 0..<50 {
    let off = abs(a[0][1]) + abs(a[0][2]) + abs(a[1][2])
    let size = abs(a[0][0]) + abs(a[1][1]) + abs(a[2][2])
    if !(off > 1e-300) || off <= 1e-17 * size { break }
    for (p, q) in [(0, 1), (0, 2), (1, 2)] { rotate(&a, &v, p, q) }
  }
  let order = [0, 1, 2].sorted { (a[$0][$0], $1) > (a[$1][$1], $0) }
  let values = Vector3(
    a[order[0]][order[0]], a[order[1]][order[1]], a[order[2]][order[2]])
  return (values, order.map { k in Vector3(v[0][k], v[1][k], v[2][k]) })
}

/// One rotation that makes `a[p][q]` zero; `v` collects the eigenvectors in its columns.
private func rotate(_ a: inout [Vector3], _ v: inout [Vector3], _ p: Int, _ q: Int) {
  guard a[p][q] != 0 else { return }
  let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
  let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
  let c = 1 / (t * t + 1).squareRoot()
  let s = t * c
  for k in 0..<3 {
    let (kp, kq) = (a[k][p], a[k][q])
    (a[k][p], a[k][q]) = (c * kp - s * kq, s * kp + c * kq)
  }
  for k in 0..<3 {
    let (pk, qk) = (a[p][k], a[q][k])
    (a[p][k], a[q][k]) = (c * pk - s * qk, s * pk + c * qk)
  }
  for k in 0..<3 {
    let (kp, kq) = (v[k][p], v[k][q])
    (v[k][p], v[k][q]) = (c * kp - s * kq, s * kp + c * kq)
  }
}
