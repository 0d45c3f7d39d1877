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
  public static let version = 1
  /// The recipe that the shipped model was trained by.
  public static let shipped = LPATraining(seed: 500_001, heads: 20)

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
    return LPAModel(
      version: Self.version, recipe: Self.sentence, seed: seed, heads: heads, precision: precision,
      flair: try model(
        samples.map(\.flair), LesionCovariates.flairNames, parallel),
      flairAndT1: try model(
        samples.map(\.both), LesionCovariates.flairNames + LesionCovariates.t1Names, parallel))
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
    var model = LogisticModel(names: names, coefficients: beta)
    model.threshold = DiceThreshold.best(for: model, on: heads)
    return model
  }
}

/// The threshold with the greatest mean Dice overlap over heads that have lesions.
enum DiceThreshold {
  /// The thresholds that are tried, in steps of 0.05.
  private static let tried = (4...14).map { Double($0) / 20 }

  static func best(for model: LogisticModel, on heads: [LogisticRegression]) -> Double {
    var sums = [Double](repeating: 0, count: tried.count)
    for head in heads where head.truth.contains(where: { $0 > 0.5 }) {
      let dice = overlaps(model, head)
      for k in tried.indices { sums[k] += dice[k] }
    }
    return tried[sums.indices.max { sums[$0] < sums[$1] } ?? 0]
  }

  private static func overlaps(_ model: LogisticModel, _ head: LogisticRegression) -> [Double] {
    var (both, each) = (tried.map { _ in 0.0 }, tried.map { _ in 0.0 })
    head.rows.withUnsafeBufferPointer { rows in
      guard let rows = rows.baseAddress else { return }
      for i in 0..<head.count {
        let p = model.probability(rows + i * head.order)
        let (isTrue, weight) = (head.truth[i] > 0.5, Double(head.weights[i]))
        for k in tried.indices {
          let isFound = p >= tried[k]
          if isFound { each[k] += weight }
          if isTrue { each[k] += weight }
          if isFound, isTrue { both[k] += 2 * weight }
        }
      }
    }
    return tried.indices.map { each[$0] > 0 ? both[$0] / each[$0] : 1 }
  }
}
