import Volumes

extension SeparableField {
  /// The same field with twice as many intervals of its splines along each axis (the two-scale
  /// relation of cubic B-splines; Catmull & Clark 1978). A field of polynomials is its own.
  public func refined() -> SeparableField {
    guard case .spline(let intervals) = basis else { return self }
    let finer = SIMD3(max(intervals.x, 1), max(intervals.y, 1), max(intervals.z, 1)) &* 2
    var coefficients = coefficients
    var counts = SIMD3(basis.counts[0], basis.counts[1], basis.counts[2])
    for axis in 0..<3 {
      coefficients = refinedSplines(coefficients, counts, along: axis)
      counts[axis] = finer[axis] + 3
    }
    return SeparableField(
      domain: domain, basis: .spline(intervals: finer), coefficients: coefficients) ?? self
  }
}

/// Doubles the intervals along one axis: a new control point lies on an old one or between two.
private func refinedSplines(_ old: [Double], _ counts: SIMD3<Int>, along axis: Int) -> [Double] {
  let step = axis == 0 ? 1 : axis == 1 ? counts.x : counts.x * counts.y
  let (count, finer) = (counts[axis], 2 * (counts[axis] - 3) + 3)
  let lines = old.count / (step * count)
  var new = [Double](repeating: 0, count: lines * step * finer)
  for line in 0..<lines {
    for index in 0..<finer {
      let (from, to) = (line * step * count + index / 2 * step, (line * finer + index) * step)
      for place in 0..<step {
        let (a, b) = (old[from + place], old[from + place + step])
        new[to + place] =
          index % 2 == 0 ? (a + b) / 2 : (a + 6 * b + old[from + place + 2 * step]) / 8
      }
    }
  }
  return new
}
