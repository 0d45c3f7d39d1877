import Kernels
import Volumes

/// Damped Gauss–Newton descent (Levenberg 1944, Marquardt 1963) of a pose.
struct GaussNewtonDescent {
  var freedom: DegreesOfFreedom
  /// At most this many evaluations of the cost.
  var evaluations: Int
  /// A step shorter than this, in mm at a radius of 50 mm, ends the descent.
  var toleranceMM: Double
  /// No step is longer than this, in mm at a radius of 50 mm.
  var longestStepMM: Double

  /// A pose and its cost.
  struct Result: Sendable {
    var pose: Pose
    var cost: Double
  }

  /// The lowest pose found from `start`.
  func run(from start: Pose, _ cost: (Pose) -> QuadraticModel) -> Result {
    var pose = start
    var model = cost(pose)
    var damping = 0.01
    var used = 1
    while used < evaluations && damping < 1e4 {
      guard let next = candidate(pose, model, damping) else {
        damping *= 10
        continue
      }
      let trial = cost(next)
      used += 1
      if trial.value < model.value {
        let moved = next.distanceMM(to: pose)
        (pose, model) = (next, trial)
        damping = max(1e-4, damping * 0.2)
        if moved < toleranceMM { break }
      } else {
        if next.distanceMM(to: pose) < toleranceMM { break }
        damping *= 8
      }
    }
    return Result(pose: pose, cost: model.value)
  }

  private func candidate(_ pose: Pose, _ model: QuadraticModel, _ damping: Double) -> Pose? {
    let tangents = pose.tangents(freedom)
    var (gradient, curvature) = model.along(tangents)
    let largest = (0..<gradient.count).map { curvature[$0, $0] }.max() ?? 0
    guard largest > 0, largest.isFinite else { return nil }
    for i in 0..<gradient.count {
      curvature[i, i] += damping * curvature[i, i] + 1e-9 * largest
      gradient[i] = -gradient[i]
    }
    guard let step = curvature.solved(gradient) else { return nil }
    let next = pose.moved(step, freedom)
    let distance = next.distanceMM(to: pose)
    guard distance.isFinite else { return nil }
    if distance <= longestStepMM { return next }
    return pose.moved(step.map { $0 * longestStepMM / distance }, freedom)
  }
}
