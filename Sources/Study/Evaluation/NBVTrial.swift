import Anatomy
import Kernels
import Outcomes
import Phantoms
import Volumes

/// What NBV found in a digital head, beside what is true.
public struct NBVTrial: Sendable, Codable {
  /// The seed of the subject.
  public var seed: UInt64
  /// Loss of brain substance of the subject, 0 … 1.
  public var atrophy: Double
  /// The true volume of grey and white matter, in ml.
  public var brainTrueML: Double
  /// The true scaling, against the average digital head.
  public var scalingTrue: Double
  /// The volumes and factors found, by their names; empty where the measurement failed.
  public var values: [String: Double]
  /// Dice overlap of the brain mask with brain and ventricles, closed by 6 mm and filled; nil where
  /// the measurement failed.
  public var dice: Double?
  /// Whether a fallback was used.
  public var degraded = false
  /// Why there is no value, nil where there is one.
  public var failure: String?

  /// A trial from what is true and what was found.
  public init(
    seed: UInt64, atrophy: Double, brainTrueML: Double, scalingTrue: Double,
    values: [String: Double]
  ) {
    (self.seed, self.atrophy, self.values) = (seed, atrophy, values)
    (self.brainTrueML, self.scalingTrue) = (brainTrueML, scalingTrue)
  }

  /// How much larger than the truth the brain volume is, in per cent; nil where there is none.
  public var brainErrorPercent: Double? { error(values["brain_ml"], brainTrueML) }
  /// The same of the scaling.
  public var scalingErrorPercent: Double? { error(values["scaling"], scalingTrue) }
  /// The same of NBV.
  public var nbvErrorPercent: Double? { error(values["nbv_ml"], brainTrueML * scalingTrue) }

  private func error(_ found: Double?, _ truth: Double) -> Double? {
    found.map { 100 * ($0 / truth - 1) }
  }
}

extension NBVTrial {
  /// Makes and measures a subject.
  ///
  /// - Parameters:
  ///   - subject: the head and its scan.
  ///   - voxelMM: side of the voxels.
  ///   - template: the mean digital head; against another template scaling and NBV differ by a
  ///     constant factor.
  ///   - parallel: how many threads.
  public init(_ subject: DigitalSubject, voxelMM: Double, template: Template, parallel: Parallel) {
    let head = subject.head(voxelMM: voxelMM, parallel: parallel)
    (seed, atrophy) = (subject.recipe.seed, subject.recipe.atrophy)
    (brainTrueML, scalingTrue, values) = (head.truth.brainML, head.truth.scaling, [:])
    do {
      let found = try NBV().measure(
        ["T1w": subject.image(of: head, parallel: parallel)], template: template,
        parallel: parallel)
      (values, degraded) = (found.values, found.degraded)
      dice = found.maps["dseg"].map { Self.dice($0, head, parallel) }
    } catch {
      failure = error.message
    }
  }

  private static func dice(_ labels: Image, _ head: DigitalHead, _ parallel: Parallel) -> Double {
    let truth = head.mask(of: Tissue.brain.union([.ventricle])).largestComponent(.faces)
      .closed(byMM: 6, parallel: parallel).holesFilled()
    var both = 0
    var each = 0
    for (label, inside) in zip(labels.voxels, truth.voxels) {
      let isFound = label > 0
      if isFound { each += 1 }
      if inside != 0 { each += 1 }
      if isFound, inside != 0 { both += 1 }
    }
    return each > 0 ? 2 * Double(both) / Double(each) : 0
  }
}
