/// Minimises half a sum of squares by Gauss' and Newton's steps, each halved until it lowers the sum
/// (Nocedal & Wright 2006, 10.3), with slopes from differences.
///
/// Faster than `levenbergMarquardt` where the start is near and the slopes are independent; ends
/// without convergence where they are not.
///
/// - Parameters:
///   - start: where to begin.
///   - steps: for each parameter the step of the difference that gives its slope; none may be zero.
///   - tolerance: ends when a round lowers the sum relatively by no more than this.
///   - maxIterations: upper bound of rounds.
///   - residuals: the residuals, always equally many.
/// - Returns: the best point with half the sum of squares as its value; `evaluations` counts calls of
///   `residuals`.
public func gaussNewton(
  start: [Double], steps: [Double], tolerance: Double = 1e-9, maxIterations: Int = 100,
  residuals: ([Double]) -> [Double]
) -> Minimum {
  precondition(
    start.count == steps.count && !start.isEmpty, "every parameter needs a start and a step")
  var best = LeastSquaresFit(point: start, residuals: residuals(start))
  var evaluations = 1
  for _ in 0..<maxIterations {
    let (normal, right) = normalEquations(best, steps, residuals)
    evaluations += steps.count
    guard let step = normal.solved(right) else { break }
    let before = best.value
    var share = 1.0
    while share > 1e-6 && best.value == before {
      let point = start.indices.map { best.point[$0] - share * step[$0] }
      let next = LeastSquaresFit(point: point, residuals: residuals(point))
      evaluations += 1
      if next.value < before { best = next }
      share /= 2
    }
    if before - best.value <= tolerance * before {
      return Minimum(
        point: best.point, value: best.value, evaluations: evaluations, converged: true)
    }
  }
  return Minimum(point: best.point, value: best.value, evaluations: evaluations, converged: false)
}
