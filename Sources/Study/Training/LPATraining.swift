import Anatomy
import Foundation
import Kernels
import Outcomes
import Phantoms
import Volumes

/// Trains the model of the lesion prediction on digital heads.
///
/// The same seed and number of heads give the same digits, for any number of threads.
public struct LPATraining: Sendable {
  /// Changes whenever the same recipe gives other digits.
  public static let version = 2
  /// The recipe that the shipped model was trained by.
  public static let shipped = LPATraining(seed: 500_001, heads: 32)

  /// The first seed.
  public var seed: UInt64
  /// How many heads; the seeds follow each other. Every second has a T1-weighted image as well.
  public var heads: Int
  /// The precision of the prior on coefficients, in units of one mm³.
  public var precision = 1.0

  /// The size of all voxels, where it is not drawn from the seeds: for quick trials.
  public var voxelMM: Vector3?

  /// A recipe.
  public init(seed: UInt64, heads: Int) { (self.seed, self.heads) = (seed, heads) }

  /// Trains.
  ///
  /// - Parameters:
  ///   - template: the mean digital head.
  ///   - parallel: how many threads; the digits do not depend on it.
  ///   - progress: called before each head with its number from 0, and with `heads` before the fit.
  /// - Returns: the model with its recipe.
  /// - Throws: where no head could be prepared, or the samples do not determine the coefficients.
  public func run(
    template: Template, parallel: Parallel, progress: (Int) -> Void = { _ in }
  ) throws(OutcomeError) -> LPAModel {
    var samples: [LesionSamples] = []
    for head in 0..<heads {
      progress(head)
      let subject = subject(head)
      if let found = LesionSamples(
        subject, withT1: head % 2 == 0, template: template, parallel: parallel)
      {
        samples.append(found)
      }
    }
    progress(heads)
    var result = LPAModel(
      version: Self.version, recipe: Self.sentence, seed: seed, heads: heads, precision: precision,
      flair: try first(samples, withT1: false, parallel),
      flairAndT1: try first(samples, withT1: true, parallel))
    result.flairContext = try second(samples, withT1: false, after: result.flair, parallel)
    result.flairAndT1Context = try second(
      samples, withT1: true, after: result.flairAndT1, parallel)
    return result
  }

  private func first(
    _ samples: [LesionSamples], withT1: Bool, _ parallel: Parallel
  ) throws(OutcomeError) -> LogisticModel {
    let names = LesionCovariates.flairNames + (withT1 ? LesionCovariates.t1Names : [])
    let heads = samples.map { $0.first(withT1: withT1, parallel: parallel) }
    var model = try model(heads, names, parallel)
    model.threshold = DiceThreshold.best(for: model, on: heads)
    return model
  }

  private func second(
    _ samples: [LesionSamples], withT1: Bool, after first: LogisticModel, _ parallel: Parallel
  ) throws(OutcomeError) -> LogisticModel {
    let heads = samples.map { $0.second(withT1: withT1, after: first, parallel: parallel) }
    var model = try model(heads, LesionContext.names, parallel)
    model.threshold = VolumeThreshold.best(for: model, on: heads)
    return model
  }

  private func subject(_ head: Int) -> LesionSubject {
    var subject = LesionSubject(seed: seed &+ UInt64(head))
    if let voxelMM {
      (subject.settings.voxelMM, subject.settings.slabs) = (voxelMM, 1)
      subject.settings.t1VoxelMM = voxelMM
    }
    return subject
  }

  private static let sentence =
    "Digital heads with simulated lesions, each of its own simulated FLAIR protocol; nothing of LST or "
    + "of any patient."

  private func model(
    _ heads: [LogisticRegression], _ names: [String], _ parallel: Parallel
  ) throws(OutcomeError) -> LogisticModel {
    var all = LogisticRegression(order: names.count)
    for head in heads { all.add(head) }
    guard let beta = all.coefficients(precision: precision, parallel: parallel) else {
      throw OutcomeError(
        .segmentationFailed,
        "The model of lesions was to be trained, but \(heads.count) heads do not determine its "
          + "coefficients.", remedy: "Train on more heads.")
    }
    return LogisticModel(names: names, coefficients: beta)
  }
}
