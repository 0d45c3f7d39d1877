import Anatomy
import Kernels
import Outcomes
import Phantoms
import Volumes

/// What is learnt from one digital patient: covariates of some of his voxels and what is true there.
struct LesionSamples: Sendable {
  private(set) var flair = LogisticRegression(order: LesionCovariates.flairNames.count)
  private(set) var both = LogisticRegression(
    order: LesionCovariates.flairNames.count + LesionCovariates.t1Names.count)

  /// Of voxels that are no lesion, one in so many is taken, and counts for so many.
  private static let thinning: UInt64 = 8

  /// Whose head it is need not be doubted here.
  private static let leastSpecificity = 0.2

  /// Scans and samples a subject, with or without its T1-weighted image; nil where its brain is not found.
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
    take(scene, scan, into: &flair, parallel)
    if usesT1,
      let second = try? scene.adding(
        t1: scan.t1(parallel: parallel), to: scan.flair, leastSpecificity: Self.leastSpecificity,
        parallel: parallel)
    {
      take(second, scan, into: &both, parallel)
    }
  }

  private func take(
    _ scene: LesionScene, _ scan: LesionScan, into set: inout LogisticRegression,
    _ parallel: Parallel
  ) {
    let covariates = LesionCovariates(scene, parallel: parallel)
    let truth = covariates.values(of: scan.lesions)
    let random = CounterRandom(seed: scan.recipe.seed)
    let voxelMM3 = Float(scan.flair.grid.voxelVolumeMM3)
    var row = [Float](repeating: 0, count: covariates.count)
    row.withUnsafeMutableBufferPointer { row in
      guard let row = row.baseAddress else { return }
      for voxel in 0..<covariates.voxelCount where covariates.canBeLesion(voxel) {
        let isTaken =
          truth[voxel] > 0
          || random.bits(stream: 940, index: UInt64(voxel)) % Self.thinning == 0
        guard isTaken else { continue }
        covariates.fill(row, voxel: voxel)
        let weight = truth[voxel] > 0 ? 1 : Float(Self.thinning)
        set.add(row, truth: truth[voxel], weight: weight * voxelMM3)
      }
    }
  }
}
