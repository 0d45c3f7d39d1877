import Kernels

/// The main ways in which the shapes of a population differ (Turk & Pentland 1991, of depths).
struct Eigenfaces: Sendable {
  /// The mean of the population at the places.
  let mean: [Float]
  /// Directions of unit length, the most important first.
  let directions: [[Float]]
  /// The standard deviation of the population along each.
  let deviations: [Float]
  private let places: Range<Int>

  /// The directions that hold 95 % of the variance, at most `limit`; nil for fewer than three shapes.
  init?(of shapes: [FaceShape], at places: Range<Int>, limit: Int) {
    guard shapes.count >= 3 else { return nil }
    self.places = places
    let rows = Self.filled(shapes, places)
    mean = places.indices.map { at in
      rows.reduce(Float(0)) { $0 + $1[at - places.lowerBound] } / Float(rows.count)
    }
    let middle = mean
    let centred = rows.map { row in zip(row, middle).map { $0 - $1 } }
    var gram = SymmetricMatrix(order: rows.count)
    for i in rows.indices { for j in 0...i { gram[i, j] = product(centred[i], centred[j]) } }
    guard let eigen = gram.eigen else { return nil }
    let total = eigen.values.reduce(0) { $0 + max(0, $1) }
    var (kept, held) = (0, 0.0)
    while kept < min(limit, rows.count - 1), held < 0.95 * total, eigen.values[kept] > 1e-9 * total
    {
      held += eigen.values[kept]
      kept += 1
    }
    guard kept > 0 else { return nil }
    directions = (0..<kept).map { Self.direction(eigen.vectors[$0], eigen.values[$0], centred) }
    deviations = (0..<kept).map { Float((eigen.values[$0] / Double(rows.count - 1)).squareRoot()) }
  }

  private static func direction(
    _ shares: [Double], _ value: Double, _ rows: [[Float]]
  ) -> [Float] {
    var result = [Float](repeating: 0, count: rows[0].count)
    for (share, row) in zip(shares, rows) {
      let factor = Float(share / value.squareRoot())
      for place in result.indices { result[place] += factor * row[place] }
    }
    return result
  }

  /// The shapes' depths with what is missing taken from the mean of the others.
  private static func filled(_ shapes: [FaceShape], _ places: Range<Int>) -> [[Float]] {
    let usual = FaceShape.median(of: shapes)
    return shapes.map { shape in
      places.map { place in
        let (own, other) = (shape.depths[place], usual.depths[place])
        return own.isFinite ? own : other.isFinite ? other : 0
      }
    }
  }

  /// Where a shape lies along the directions, in standard deviations; what it lacks counts as the mean.
  func coordinates(of shape: FaceShape) -> [Float] {
    let centred = places.map { place -> Float in
      let own = shape.depths[place]
      return own.isFinite ? own - mean[place - places.lowerBound] : 0
    }
    return zip(directions, deviations).map { Float(product($0, centred)) / $1 }
  }
}
