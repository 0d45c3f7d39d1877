import Kernels
import Volumes

/// The search for the pose of a fixed head in a moving image: from many coarse starts to one fine
/// pose. Every part is deterministic and independent of the number of threads.
struct AlignmentSearch: Sendable {
  var fixed: FixedHead
  /// Where the moving head is; nil where outlines are not compared.
  var outline: HeadOutline?
  var moving: PreparedImage
  var movingLevels: ResolutionPyramid
  var freedom: DegreesOfFreedom
  var cost: RegistrationCost
  var turns = StartingPoses.Turns.upright
  var parallel: Parallel

  typealias Result = GaussNewtonDescent.Result

  /// The best pose and how well the images agree globally there (lower is better), or nil where
  /// they do not meet at all.
  func run() -> (pose: Pose, globalCost: Double)? {
    guard let global = global() else { return nil }
    if cost == .mutualInformation {
      let finest = refined(
        [global], keep: 1, fixed.finePoints, bins: 32, movingLevels.fine, freedom, evaluations: 8,
        toleranceMM: 0.01)
      return finest.first.map { ($0.pose, global.cost) }
    }
    return (nearby(global.pose), global.cost)
  }

  /// The pose that local correlation likes best near `global`: the nearer, the less specific the
  /// local evidence is.
  private func nearby(_ global: Pose) -> Pose {
    var home = DeparturePrior(home: global, strength: 0.01)
    func middle(_ start: Pose) -> Pose {
      locally(start, home, movingLevels.middle, fixed.coreMiddlePoints, toleranceMM: 0.02).pose
    }
    let first = middle(global)
    let likeness = Likeness(
      of: moving, movingLevels.middle, at: first, points: fixed.likenessPoints)
    home.strength = DeparturePrior.strength(specificity: likeness.specificity)
    return locally(
      middle(first), home, movingLevels.fine, fixed.coreFinePoints, toleranceMM: 0.003
    ).pose
  }

  /// The pose in which the smoothed images and the outlines of the heads agree best.
  func global() -> Result? {
    var results = coarsest()
    results = refined(
      results, keep: 8, fixed.coarsePoints, bins: 24, movingLevels.coarse, freedom,
      evaluations: 16, toleranceMM: 0.2)
    results = refined(
      results, keep: 4, fixed.globalCoarsePoints, bins: 24, movingLevels.coarse, freedom,
      evaluations: 16, toleranceMM: 0.05)
    results = refined(
      results, keep: 3, fixed.globalMiddlePoints, bins: 32, movingLevels.middle, freedom,
      evaluations: 12, toleranceMM: 0.02)
    return results.first
  }

  /// Candidates from all starts, lowest cost at 3 mm first.
  ///
  /// Between different contrasts the outlines that are left at 6 mm can mislead. So candidates are
  /// those that look best at 6 mm, those that look best at 3 mm, and the upright starts themselves.
  private func coarsest() -> [Result] {
    let head = foreground(of: movingLevels.coarsest, low: moving.low, high: moving.high)
    let starts = fixed.starts.poses(
      movingHead: head.pointsMM, movingGrid: moving.level.grid, turns: turns
    ).map { Result(pose: $0, cost: 0) }
    let rigid = refined(
      starts, keep: starts.count, fixed.coarsestPoints, bins: 16, movingLevels.coarsest, .rigid,
      evaluations: 6, toleranceMM: 0.5)
    let closer = refined(
      Array(rigid.prefix(150)), keep: 150, fixed.coarsePoints, bins: 24, movingLevels.coarse,
      .rigid,
      evaluations: 1, toleranceMM: 0.5)
    let chosen =
      distinct(rigid, keep: 8) + distinct(closer, keep: 8)
      + starts.prefix(fixed.starts.placeLimit)
    let next: DegreesOfFreedom = freedom == .rigid ? .rigid : .similarity
    return refined(
      chosen, keep: chosen.count, fixed.coarsePoints, bins: 24, movingLevels.coarse, next,
      evaluations: 12, toleranceMM: 0.3)
  }

  /// The first `keep` distinct poses, each led down by mutual information, lowest cost first.
  private func refined(
    _ poses: [Result], keep: Int, _ points: SamplePoints, bins: Int, _ level: ImageLevel,
    _ freedom: DegreesOfFreedom, evaluations: Int, toleranceMM: Double
  ) -> [Result] {
    let chosen = distinct(poses, keep: keep)
    let descent = GaussNewtonDescent(
      freedom: freedom, evaluations: evaluations, toleranceMM: toleranceMM, longestStepMM: 20)
    let information = MutualInformationCost(points: points, bins: bins)
    let shape = fixed.outlinePoints.map { MutualInformationCost(points: $0, bins: 8) }
    var unit = moving
    (unit.low, unit.high) = (0, 1)
    let prior = StrainPrior(
      strength: freedom.rawValue >= 9 ? 0.005 : 0,
      anisotropy: freedom.rawValue >= 9 ? 0.02 : 0)
    var results = chosen
    results.withUnsafeMutableBufferPointer { results in
      nonisolated(unsafe) let results = results
      parallel.forEach(chosen.count) { index in
        results[index] = descent.run(from: chosen[index].pose) { pose in
          var model = information.evaluate(moving, level, pose)
          if let shape, let outline {
            model += shape.evaluate(unit, outline.level, pose).weighted(by: 0.5)
          }
          if prior.strength > 0 {
            model += prior.evaluate(pose)
            model += prior.evaluateAnisotropy(pose)
          }
          return model
        }
      }
    }
    return results.enumerated().sorted {
      ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset)
    }
    .map(\.element)
  }

  private func distinct(_ results: [Result], keep: Int) -> [Result] {
    if keep >= results.count { return results }
    var kept: [Result] = []
    for result in results where kept.count < keep {
      if kept.allSatisfy({ $0.pose.distanceMM(to: result.pose) > 6 }) { kept.append(result) }
    }
    return kept
  }

  /// Leads a pose down by local correlation within the core of the fixed head.
  private func locally(
    _ start: Pose, _ home: DeparturePrior, _ level: ImageLevel, _ points: SamplePoints,
    toleranceMM: Double
  ) -> Result {
    let shape = fixed.outlinePoints.map { MutualInformationCost(points: $0, bins: 8) }
    var unit = moving
    (unit.low, unit.high) = (0, 1)
    let prior = StrainPrior(strength: freedom.rawValue >= 9 ? 0.001 : 0)
    let local = LocalCorrelationCost(points: points)
    let descent = GaussNewtonDescent(
      freedom: freedom, evaluations: 12, toleranceMM: toleranceMM, longestStepMM: 4)
    return descent.run(from: start) { pose in
      var model = local.evaluate(moving, level, pose, parallel: parallel)
      model += prior.evaluate(pose)
      model += home.evaluate(pose)
      return model
    }
  }
}
