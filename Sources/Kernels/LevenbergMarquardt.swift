/// Minimises half a sum of squares (Levenberg 1944; Marquardt 1963), with slopes from differences.
///
/// - Parameters:
///   - start: where to begin.
///   - steps: for each parameter the step of the difference that gives its slope; none may be zero.
///   - tolerance: ends when a round lowers the sum relatively by no more than this.
///   - maxIterations: upper bound of rounds.
///   - residuals: the residuals, always equally many.
/// - Returns: the best point with half the sum of squares as its value; `evaluations` counts calls of
///   `residuals`.
public func levenbergMarquardt(
  start: [Double], steps: [Double], tolerance: Double = 1e-9, maxIterations: Int = 100,
  residuals: ([Double]) -> [Double]
) -> Minimum {
  precondition(
    start.count == steps.count && !start.isEmpty, "every parameter needs a start and a step")
  var best = LeastSquaresFit(point: start, residuals: residuals(start))
  var evaluations = 1
  var damping = 1e-3
  for _ in 0..<maxIterations {
    let (normal, right) = normalEquations(best, steps, residuals)
    evaluations += steps.count
    let before = best.value
    while damping < 1e12 {
      guard let step = damped(normal, damping).solved(right) else {
        damping *= 10
        continue
      }
      let point = start.indices.map { best.point[$0] - step[$0] }
      let next = LeastSquaresFit(point: point, residuals: residuals(point))
      evaluations += 1
      if next.value < best.value {
        best = next
        damping = max(damping / 10, 1e-12)
        break
      }
      damping *= 10
    }
    if before - best.value <= tolerance * before {
      return Minimum(
        point: best.point, value: best.value, evaluations: evaluations, converged: true)
    }
  }
  return Minimum(point: best.point, value: best.value, evaluations: evaluations, converged: false)
}

/// A point with its residuals and half their sum of squares.
struct LeastSquaresFit {
  let point: [Double]
  let residuals: [Double]
  let value: Double

  init(point: [Double], residuals: [Double]) {
    (self.point, self.residuals) = (point, residuals)
    value = finite(residuals.reduce(0) { $0 + $1 * $1 } / 2)
  }
}

func normalEquations(
  _ fit: LeastSquaresFit, _ steps: [Double], _ residuals: ([Double]) -> [Double]
) -> (SymmetricMatrix, [Double]) {
  let slopes = steps.indices.map { axis in
    var point = fit.point
    point[axis] += steps[axis]
    let moved = residuals(point)
    precondition(moved.count == fit.residuals.count, "residuals must stay equally many")
    return moved.indices.map { (moved[$0] - fit.residuals[$0]) / steps[axis] }
  }
  var normal = SymmetricMatrix(order: steps.count)
  for row in steps.indices {
    for column in 0...row {
      normal[row, column] = dot(slopes[row], slopes[column])
      normal[column, row] = normal[row, column]
    }
  }
  return (normal, slopes.map { dot($0, fit.residuals) })
}

private func damped(_ normal: SymmetricMatrix, _ damping: Double) -> SymmetricMatrix {
  var result = normal
  let largest = (0..<normal.order).map { normal[$0, $0] }.max() ?? 0
  for index in 0..<normal.order {
    result[index, index] += damping * max(normal[index, index], 1e-12 * largest)
  }
  return result
}

private func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for index in a.indices { sum += a[index] * b[index] }
  return sum
}
