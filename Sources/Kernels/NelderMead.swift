/// Minimises a cost by a simplex that reflects, grows and shrinks (Nelder & Mead 1965).
///
/// - Parameters:
///   - start: where to begin.
///   - steps: first size of the simplex along each parameter; none may be zero.
///   - tolerance: ends when the simplex is no wider than this share of `steps` along every
///     parameter, and its costs differ relatively by no more than this.
///   - maxEvaluations: upper bound of calls of `cost`, overstepped by at most one round.
///   - cost: the cost; not a number counts as infinite.
/// - Returns: the best point that was met.
public func nelderMead(
  start: [Double], steps: [Double], tolerance: Double = 1e-4, maxEvaluations: Int = 2000,
  cost: ([Double]) -> Double
) -> Minimum {
  precondition(
    start.count == steps.count && !start.isEmpty, "every parameter needs a start and a step")
  var simplex = Simplex(start: start, steps: steps, cost: cost)
  while simplex.evaluations < maxEvaluations {
    if simplex.isSmall(tolerance) { return simplex.best(converged: true) }
    simplex.move(cost)
  }
  return simplex.best(converged: false)
}

private struct Simplex {
  var points: [[Double]]
  var values: [Double]
  let steps: [Double]
  var evaluations = 0

  init(start: [Double], steps: [Double], cost: ([Double]) -> Double) {
    self.steps = steps
    points = [start]
    for index in start.indices {
      var point = start
      point[index] += steps[index]
      points.append(point)
    }
    values = []
    for point in points { values.append(finite(cost(point))) }
    evaluations = points.count
    sort()
  }

  mutating func sort() {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    points = order.map { points[$0] }
    values = order.map { values[$0] }
  }

  func best(converged: Bool) -> Minimum {
    Minimum(
      point: points[0], value: values[0], evaluations: evaluations, converged: converged)
  }

  func isSmall(_ tolerance: Double) -> Bool {
    let spread = values[values.count - 1] - values[0]
    guard spread <= tolerance * max(abs(values[0]), 1e-12) else { return false }
    return steps.indices.allSatisfy { axis in
      points.allSatisfy { abs($0[axis] - points[0][axis]) <= tolerance * abs(steps[axis]) }
    }
  }

  /// The point on the line from the worst point through the middle of the others.
  func along(_ factor: Double) -> [Double] {
    let n = Double(steps.count)
    return steps.indices.map { axis in
      let middle = points.dropLast().reduce(0) { $0 + $1[axis] } / n
      return middle + factor * (points[points.count - 1][axis] - middle)
    }
  }

  mutating func evaluate(_ point: [Double], _ cost: ([Double]) -> Double) -> Double {
    evaluations += 1
    return finite(cost(point))
  }

  mutating func move(_ cost: ([Double]) -> Double) {
    let last = points.count - 1
    let reflected = along(-1)
    let value = evaluate(reflected, cost)
    if value < values[0] {
      let stretched = along(-2)
      let further = evaluate(stretched, cost)
      replaceWorst(further < value ? stretched : reflected, min(further, value))
    } else if value < values[last - 1] {
      replaceWorst(reflected, value)
    } else {
      let inner = along(value < values[last] ? -0.5 : 0.5)
      let nearer = evaluate(inner, cost)
      if nearer < min(value, values[last]) { replaceWorst(inner, nearer) } else { shrink(cost) }
    }
  }

  mutating func replaceWorst(_ point: [Double], _ value: Double) {
    points[points.count - 1] = point
    values[values.count - 1] = value
    sort()
  }

  mutating func shrink(_ cost: ([Double]) -> Double) {
    for index in points.indices.dropFirst() {
      for axis in steps.indices {
        points[index][axis] = (points[index][axis] + points[0][axis]) / 2
      }
      values[index] = evaluate(points[index], cost)
    }
    sort()
  }
}

/// Not a number counts as infinite.
func finite(_ value: Double) -> Double { value.isNaN ? .infinity : value }
