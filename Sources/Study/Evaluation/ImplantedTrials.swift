import Anatomy
import Kernels
import Outcomes
import Volumes

/// Trials of a measure of lesions on a real head into which lesions are put.
public struct ImplantedTrials: Sendable {
  private let flair: Image
  private let template: Template
  private let parallel: Parallel
  private let scene: LesionScene

  /// Finds the brain of an image.
  ///
  /// - Parameters:
  ///   - flair: a FLAIR image.
  ///   - template: the reference head.
  ///   - parallel: how many threads.
  /// - Throws: where the brain is not found, or the image is no FLAIR.
  public init(
    into flair: Image, template: Template, parallel: Parallel
  ) throws(AnatomyError) {
    (self.flair, self.template, self.parallel) = (flair, template, parallel)
    let found = try LocatedBrain.find(
      in: flair, template: template, wantsSkull: false, parallel: parallel)
    scene = try LesionScene(
      flair: flair, brain: found.brain.mask,
      templateToImage: found.registration.templateToSubject, template: template,
      parallel: parallel)
  }

  /// Puts lesions in and looks for them, a number of times.
  ///
  /// What was found in the image as it is counts neither for nor against.
  ///
  /// - Parameters:
  ///   - measure: the measure.
  ///   - seed: of the first trial; the others follow.
  ///   - count: how many trials.
  ///   - progress: called before each with its number from 0.
  /// - Returns: the trials; one that failed says why.
  /// - Throws: the failure of the image as it is.
  public func run(
    _ measure: some OutcomeMeasure, seed: UInt64, count: Int, progress: (Int) -> Void = { _ in }
  ) throws(OutcomeError) -> [WMLVTrial] {
    let before = try measure.measure(["FLAIR": flair], template: template, parallel: parallel)
    let present = before.maps["lesions"] ?? Image(grid: flair.grid)
    var trials: [WMLVTrial] = []
    for index in 0..<count {
      progress(index)
      trials.append(trial(seed &+ UInt64(index), measure, present))
    }
    return trials
  }

  private func trial(_ seed: UInt64, _ measure: some OutcomeMeasure, _ present: Image) -> WMLVTrial
  {
    let implant = LesionImplant(
      into: flair, scene: scene, present: present, seed: seed, parallel: parallel)
    var trial = WMLVTrial(
      seed: seed, sliceMM: flair.grid.voxelSizeMM.max(), lesionCount: implant.count, trueML: 0)
    do {
      let found = try measure.measure(
        ["FLAIR": implant.image], template: template, parallel: parallel)
      guard let lesions = found.maps["lesions"] else { return trial }
      let overlap = LesionOverlap(
        found: lesions, truth: implant.truth, leavingOut: present.mask(atLeast: 0.5))
      (trial.trueML, trial.foundML) = (overlap.trueML, overlap.foundML)
      trial.dice = overlap.dice
      if let map = found.maps["probability"] {
        trial.reliability.count(map, truth: implant.truth)
      }
    } catch {
      trial.failure = error.message
    }
    return trial
  }
}
