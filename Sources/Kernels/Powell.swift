/// Minimises a cost by line searches along a set of directions that adapts (Powell 1964), each line
/// bracketed from a given step and searched by Brent's method (1973).
///
/// - Parameters:
///   - start: where to begin.
///   - steps: first step along each parameter; none may be zero.
///   - tolerance: a line search ends when its bracket is no wider than this share of the step; the
///     whole search when a round lowers the cost relatively by no more than this.
///   - maxEvaluations: upper bound of calls of `cost`, overstepped by at most one line search.
///   - cost: the cost; not a number counts as infinite.
/// - Returns: the best point that was met.
public func powell(
  start: [Double], steps: [Double], tolerance: Double = 1e-3, maxEvaluations: Int = 5000,
  cost: ([Double]) -> Double
) -> Minimum {
  precondition(
    start.count == steps.count && !start.isEmpty, "every parameter needs a start and a step")
  var search = PowellSearch(start: start, steps: steps, tolerance: tolerance, cost: cost)
  while search.evaluations < maxEvaluations {
    if search.round(cost) {
      return Minimum(
        point: search.point, value: search.value, evaluations: search.evaluations, converged: true)
    }
  }
  return Minimum(
    point: search.point, value: search.value, evaluations: search.evaluations, converged: false)
}

private struct PowellSearch {
  var point: [Double]
  var value: Double
  var directions: [[Double]]
  let tolerance: Double
  var evaluations = 1

  init(start: [Double], steps: [Double], tolerance: Double, cost: ([Double]) -> Double) {
    point = start
    value = finite(cost(start))
    self.tolerance = tolerance
    directions = steps.indices.map { axis in
      steps.indices.map { $0 == axis ? steps[axis] : 0 }
    }
  }

  /// One line search along every direction, and one along the way they went together; true at the
  /// end of the search.
  mutating func round(_ cost: ([Double]) -> Double) -> Bool {
    let (before, origin) = (value, point)
    var (largest, drop) = (0, 0.0)
    for index in directions.indices {
      let old = value
      follow(directions[index], cost)
      if old - value > drop { (drop, largest) = (old - value, index) }
    }
    if before - value <= tolerance * max(abs(value), 1e-12) || !value.isFinite { return true }
    let way = point.indices.map { point[$0] - origin[$0] }
    let further = point.indices.map { point[$0] + way[$0] }
    evaluations += 1
    let ahead = finite(cost(further))
    let bend = (before - value - drop) * (before - value - drop)
    if ahead < before,
      2 * (before - 2 * value + ahead) * bend < drop * (before - ahead) * (before - ahead)
    {
      follow(way, cost)
      directions[largest] = directions[directions.count - 1]
      directions[directions.count - 1] = way
    }
    return false
  }

  mutating func follow(_ direction: [Double], _ cost: ([Double]) -> Double) {
    let origin = point
    func at(_ t: Double) -> [Double] { origin.indices.map { origin[$0] + t * direction[$0] } }
    let result = minimumAlongLine(startValue: value, tolerance: tolerance) { cost(at($0)) }
    evaluations += result.evaluations
    if result.value < value { (point, value) = (at(result.place), result.value) }
  }
}

/// The minimum of a function of one number near zero; the first step is one.
private func minimumAlongLine(
  startValue: Double, tolerance: Double, _ f: (Double) -> Double
) -> (place: Double, value: Double, evaluations: Int) {
  var count = 0
  func g(_ t: Double) -> Double {
    count += 1
    return finite(f(t))
  }
  var (a, b, fb) = (0.0, 1.0, g(1))
  if fb >= startValue {
    let back = g(-1)
    if back >= startValue {
      let found = brent(low: -1, mid: 0, high: 1, midValue: startValue, tolerance: tolerance, g)
      return (found.place, found.value, count)
    }
    (b, fb) = (-1, back)
  }
  for _ in 0..<40 {
    let c = b + 1.618 * (b - a)
    let fc = g(c)
    if fc >= fb {
      let found = brent(
        low: min(a, c), mid: b, high: max(a, c), midValue: fb, tolerance: tolerance, g)
      return (found.place, found.value, count)
    }
    (a, b, fb) = (b, c, fc)
  }
  return (b, fb, count)
}

/// Brent's minimum within a bracket: parabolas where they help, the golden section where not.
private func brent(
  low: Double, mid: Double, high: Double, midValue: Double, tolerance: Double,
  _ f: (Double) -> Double
) -> (place: Double, value: Double) {
  var (a, b) = (low, high)
  var (x, w, v) = (mid, mid, mid)
  var (fx, fw, fv) = (midValue, midValue, midValue)
  var (step, before) = (0.0, 0.0)
  for _ in 0..<60 {
    let middle = (a + b) / 2
    if b - a <= 2 * tolerance { break }
    var golden = true
    if abs(before) > tolerance {
      let r = (x - w) * (fx - fv)
      let q = (x - v) * (fx - fw)
      let top = (x - v) * q - (x - w) * r
      let bottom = 2 * (q - r)
      if bottom != 0, (top / bottom).isFinite {
        let jump = -top / bottom
        if abs(jump) < abs(before) / 2, x + jump > a, x + jump < b {
          (before, step, golden) = (step, jump, false)
        }
      }
    }
    if golden {
      before = x < middle ? b - x : a - x
      step = 0.381966 * before
    }
    let u = x + (abs(step) >= tolerance / 2 ? step : (step < 0 ? -tolerance : tolerance) / 2)
    let fu = f(u)
    if fu <= fx {
      if u < x { b = x } else { a = x }
      (v, fv, w, fw, x, fx) = (w, fw, x, fx, u, fu)
    } else {
      if u < x { a = u } else { b = u }
      if fu <= fw || w == x {
        (v, fv, w, fw) = (w, fw, u, fu)
      } else if fu <= fv || v == x || v == w {
        (v, fv) = (u, fu)
      }
    }
  }
  return (x, fx)
}
