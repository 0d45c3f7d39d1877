import Volumes

/// Functions of one coordinate along an axis whose products over three axes make up a field.
public enum SeparableBasis: Sendable, Hashable {
  /// Legendre polynomials up to a degree; of the products those of no higher total degree.
  case polynomial(degree: Int)
  /// Uniform cubic B-splines with so many intervals along each axis, three functions more than
  /// intervals (de Boor 1978; Tustison et al. 2010).
  case spline(intervals: SIMD3<Int>)

  /// Number of functions along each axis.
  var counts: [Int] {
    switch self {
    case .polynomial(let degree): [Int](repeating: max(degree, 0) + 1, count: 3)
    case .spline(let intervals): (0..<3).map { max(intervals[$0], 1) + 3 }
    }
  }

  /// Number of functions along an axis that are not zero at a place.
  func width(_ axis: Int) -> Int {
    switch self {
    case .polynomial: counts[axis]
    case .spline: 4
    }
  }

  /// The values of the functions of an axis at a place 0…1; beyond, the place is drawn in.
  func values(_ axis: Int, at place: Double) -> (first: Int, values: [Double]) {
    let place = min(max(place, 0), 1)
    switch self {
    case .polynomial(let degree): return (0, legendre(max(degree, 0), 2 * place - 1))
    case .spline(let intervals):
      let count = Double(max(intervals[axis], 1))
      let position = place * count
      let first = min(Int(position), Int(count) - 1)
      return (first, cubicSpline(position - Double(first)))
    }
  }

  /// What roughness a product of functions costs in itself; for splines it is in differences.
  func roughness(_ index: SIMD3<Int>) -> Double {
    switch self {
    case .polynomial:
      let degree = Double(index.x + index.y + index.z)
      return degree * degree
    case .spline: return 0
    }
  }

  /// Whether a product of functions belongs to the field.
  func holds(_ index: SIMD3<Int>) -> Bool {
    switch self {
    case .polynomial(let degree): index.x + index.y + index.z <= max(degree, 0)
    case .spline: true
    }
  }
}

/// Legendre polynomials of degree 0…`degree` at x in −1…1, by Bonnet's recursion.
private func legendre(_ degree: Int, _ x: Double) -> [Double] {
  var result = [1.0, x]
  for n in stride(from: 1, to: degree, by: 1) {
    let k = Double(n)
    result.append(((2 * k + 1) * x * result[n] - k * result[n - 1]) / (k + 1))
  }
  return Array(result.prefix(degree + 1))
}

/// The four uniform cubic B-splines that are not zero at a place 0…1 of an interval.
private func cubicSpline(_ t: Double) -> [Double] {
  let (s, t2) = (1 - t, t * t)
  let t3 = t2 * t
  return [
    s * s * s / 6, (3 * t3 - 6 * t2 + 4) / 6, (-3 * t3 + 3 * t2 + 3 * t + 1) / 6, t3 / 6,
  ]
}

/// The values of the functions of one axis at every voxel along it.
struct BasisTable: Sendable {
  let count: Int
  let width: Int
  /// First function that is not zero, for each voxel.
  private(set) var first: [Int] = []
  /// Values of `width` functions, for each voxel.
  private(set) var values: [Float] = []
  /// Number of functions.
  let functions: Int

  init(_ basis: SeparableBasis, axis: Int, places: [Double]) {
    (count, width, functions) = (places.count, basis.width(axis), basis.counts[axis])
    for place in places {
      let found = basis.values(axis, at: place)
      first.append(found.first)
      values += found.values.map { Float($0) }
    }
  }

  /// The same table with all values squared.
  var squared: BasisTable { mapped { $0.map { $0 * $0 } } }

  /// The same table with the values at each voxel replaced by as many others.
  func mapped(_ body: (ArraySlice<Float>) -> [Float]) -> BasisTable {
    var result = self
    for start in stride(from: 0, to: values.count, by: width) {
      result.values.replaceSubrange(
        start..<start + width, with: body(values[start..<start + width]))
    }
    return result
  }
}
