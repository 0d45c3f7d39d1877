import Kernels
import Volumes

/// The search for the pose of a fixed head in a moving image: from many coarse starts to one fine
/// pose. Every part is deterministic and independent of the number of threads.
struct AlignmentSearch: Sendable {
  var fixed: FixedHead
  var moving: PreparedImage
  var movingLevels: ResolutionPyramid
  var freedom: DegreesOfFreedom
  var cost: RegistrationCost
  var turns = StartingPoses.Turns.upright
  var parallel: Parallel

  private typealias Result = GaussNewtonDescent.Result

  /// What a search finds.
  struct Found {
    /// The pose that local correlation, or the cost asked for, likes best.
    var pose: Pose
    /// The poses that mutual information of the whole heads likes, best first.
    var informed: [Pose]
  }

  /// The best poses, or nil where the images do not meet at all.
  func run() -> Found? {
    var results = coarsest()
    results = refined(
      results, keep: 8, fixed.coarsePoints, bins: 24, movingLevels.coarse, freedom,
      evaluations: 16, toleranceMM: 0.2)
    results = refined(
      results, keep: 4, fixed.middlePoints, bins: 32, movingLevels.middle, freedom,
      evaluations: 12, toleranceMM: 0.05)
    guard let best = locallyBest(distinct(results, keep: 3)) else { return nil }
    let informed = results.map(\.pose)
    switch cost {
    case .mutualInformation:
      let fine = refined(
        [best], keep: 1, fixed.finePoints, bins: 32, movingLevels.fine, freedom, evaluations: 8,
        toleranceMM: 0.01)
      return fine.first.map { Found(pose: $0.pose, informed: informed) }
    case .localCorrelation:
      let fine = locally(best.pose, movingLevels.fine, fixed.coreFinePoints, toleranceMM: 0.003)
      return Found(pose: fine.pose, informed: informed)
    }
  }

  /// The two poses, one for each measure of likeness, that a single start near by leads to; nil where
  /// the images do not meet there.
  func led(from start: Pose) -> (byCorrelation: Pose, byInformation: Pose)? {
    let coarse = refined(
      [Result(pose: start, cost: 0)], keep: 1, fixed.coarsePoints, bins: 24, movingLevels.coarse,
      freedom, evaluations: 16, toleranceMM: 0.2)
    let middle = refined(
      coarse, keep: 1, fixed.middlePoints, bins: 32, movingLevels.middle, freedom,
      evaluations: 12, toleranceMM: 0.05)
    guard let near = middle.first else { return nil }
    let informed = refined(
      [near], keep: 1, fixed.finePoints, bins: 32, movingLevels.fine, freedom, evaluations: 8,
      toleranceMM: 0.01)
    let closer = locally(
      near.pose, movingLevels.middle, fixed.coreMiddlePoints, toleranceMM: 0.02)
    let correlated = locally(
      closer.pose, movingLevels.fine, fixed.coreFinePoints, toleranceMM: 0.003)
    return informed.first.map { (correlated.pose, $0.pose) }
  }

  /// Where the other measure of likeness than `cost` leads from a pose found, by the two finest steps.
  func otherwise(from start: Pose) -> Pose? {
    switch cost {
    case .localCorrelation:
      let near = refined(
        [Result(pose: start, cost: 0)], keep: 1, fixed.middlePoints, bins: 32, movingLevels.middle,
        freedom, evaluations: 12, toleranceMM: 0.05)
      return refined(
        near, keep: 1, fixed.finePoints, bins: 32, movingLevels.fine, freedom, evaluations: 8,
        toleranceMM: 0.01
      ).first?.pose
    case .mutualInformation:
      let near = locally(start, movingLevels.middle, fixed.coreMiddlePoints, toleranceMM: 0.02)
      return locally(
        near.pose, movingLevels.fine, fixed.coreFinePoints, toleranceMM: 0.003
      ).pose
    }
  }

  /// Of a few poses the one that local correlation, led down from each, likes best: it tells a true
  /// alignment from a mere coincidence of outlines more surely than mutual information.
  private func locallyBest(_ candidates: [Result]) -> Result? {
    let refined = candidates.map {
      locally($0.pose, movingLevels.middle, fixed.coreMiddlePoints, toleranceMM: 0.02)
    }
    return refined.enumerated().min {
      ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset)
    }?.element
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
    let prior = StrainPrior(strength: freedom.rawValue >= 9 ? 0.005 : 0)
    var results = chosen
    results.withUnsafeMutableBufferPointer { results in
      nonisolated(unsafe) let results = results
      parallel.forEach(chosen.count) { index in
        results[index] = descent.run(from: chosen[index].pose) { pose in
          var model = information.evaluate(moving, level, pose)
          if prior.strength > 0 { model += prior.evaluate(pose) }
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
    _ start: Pose, _ level: ImageLevel, _ points: SamplePoints, toleranceMM: Double
  ) -> Result {
    let prior = StrainPrior(strength: freedom.rawValue >= 9 ? 0.001 : 0)
    let local = LocalCorrelationCost(points: points)
    let descent = GaussNewtonDescent(
      freedom: freedom, evaluations: 12, toleranceMM: toleranceMM, longestStepMM: 4)
    return descent.run(from: start) { pose in
      var model = local.evaluate(moving, level, pose, parallel: parallel)
      model += prior.evaluate(pose)
      return model
    }
  }
}
