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
/// Jacobi's rotations. Zeros and the unit vectors when an element is not finite.
public func symmetricEigen(_ rows: [Vector3]) -> (values: Vector3, vectors: [Vector3]) {
  precondition(rows.count == 3, "a 3×3 matrix has three rows")
  var matrix = SymmetricMatrix(order: 3)
  for row in 0..<3 { for column in 0..<3 { matrix[row, column] = rows[row][column] } }
  guard let found = matrix.eigen else {
    return (.zero, [Vector3(1, 0, 0), Vector3(0, 1, 0), Vector3(0, 0, 1)])
  }
  return (
    Vector3(found.values[0], found.values[1], found.values[2]),
    found.vectors.map { Vector3($0[0], $0[1], $0[2]) }
  )
}
