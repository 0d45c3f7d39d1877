import Anatomy
import Kernels
import Outcomes
import Phantoms
import Volumes

/// What is learnt from one digital patient: covariates of some of his voxels and what is true there.
struct LesionSamples: Sendable {
  /// The image alone.
  private let flair: LesionScene
  /// With its T1-weighted image, where it was asked for.
  private let both: LesionScene?
  private let lesions: Image
  private let seed: UInt64

  /// Of voxels that are no lesion, one in so many is taken, and counts for so many.
  private static let thinning: UInt64 = 8

  /// Whose head it is need not be doubted here.
  private static let leastSpecificity = 0.2

  /// Scans a subject, with or without its T1-weighted image; nil where its brain is not found.
  init?(_ subject: LesionSubject, withT1 usesT1: Bool, template: Template, parallel: Parallel) {
    let scan = LesionScan(recipe: subject.recipe, settings: subject.settings, parallel: parallel)
    guard
      let found = try? LocatedBrain.find(
        in: scan.flair, template: template, wantsSkull: false, parallel: parallel),
      let scene = try? LesionScene(
        flair: scan.flair, brain: found.brain.mask,
        templateToImage: found.registration.templateToSubject, template: template,
        parallel: parallel)
    else { return nil }
    (flair, lesions, seed) = (scene, scan.lesions, scan.recipe.seed)
    both =
      usesT1
      ? try? scene.adding(
        t1: scan.t1(parallel: parallel), to: scan.flair, leastSpecificity: Self.leastSpecificity,
        parallel: parallel) : nil
  }

  /// Samples of the first stage; none where a T1-weighted image is asked for that there is not.
  func first(withT1: Bool, parallel: Parallel) -> LogisticRegression {
    let names = LesionCovariates.flairNames + (withT1 ? LesionCovariates.t1Names : [])
    var set = LogisticRegression(order: names.count)
    guard let scene = withT1 ? both : flair else { return set }
    let covariates = LesionCovariates(scene, parallel: parallel)
    take(covariates, into: &set) { covariates.fill($0, voxel: $1) }
    return set
  }

  /// Samples of the second stage by a model of the first.
  func second(withT1: Bool, after model: LogisticModel, parallel: Parallel) -> LogisticRegression {
    var set = LogisticRegression(order: LesionContext.names.count)
    guard let scene = withT1 ? both : flair else { return set }
    let covariates = LesionCovariates(scene, parallel: parallel)
    let context = LesionContext(
      covariates, first: covariates.probability(model, parallel: parallel), parallel: parallel)
    take(covariates, into: &set) { context.fill($0, voxel: $1) }
    return set
  }

  private func take(
    _ covariates: LesionCovariates, into set: inout LogisticRegression,
    _ fill: (UnsafeMutablePointer<Float>, Int) -> Void
  ) {
    let truth = covariates.values(of: lesions)
    let random = CounterRandom(seed: seed)
    let voxelMM3 = Float(lesions.grid.voxelVolumeMM3)
    var row = [Float](repeating: 0, count: set.order)
    row.withUnsafeMutableBufferPointer { row in
      guard let row = row.baseAddress else { return }
      for voxel in 0..<covariates.voxelCount where covariates.canBeLesion(voxel) {
        let isTaken =
          truth[voxel] > 0
          || random.bits(stream: 940, index: UInt64(voxel)) % Self.thinning == 0
        guard isTaken else { continue }
        fill(row, voxel)
        let weight = truth[voxel] > 0 ? 1 : Float(Self.thinning)
        set.add(row, truth: truth[voxel], weight: weight * voxelMM3)
      }
    }
  }
}
