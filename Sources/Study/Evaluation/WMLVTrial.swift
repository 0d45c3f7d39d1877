import Anatomy
import Kernels
import Outcomes
import Phantoms
import Volumes

/// What a measure of lesions found in one digital patient, beside what is true.
public struct WMLVTrial: Sendable, Codable {
  /// The seed of the subject.
  public var seed: UInt64
  /// The thickness of a slice, in mm.
  public var sliceMM: Double
  /// The true number of lesions.
  public var lesionCount: Int
  /// The true volume of all lesions, in ml.
  public var trueML: Double
  /// The volume found; nil where the measurement failed.
  public var foundML: Double?
  /// The number found.
  public var foundCount: Int?
  /// The volume found in a second scan that differs by its noise alone; nil where there was none.
  public var againML: Double?
  /// Dice overlap of lesions found and true; nil where the measurement failed.
  public var dice: Double?
  /// How reliable the probabilities are.
  public var reliability = Reliability()
  /// Why there is no value, nil where there is one.
  public var failure: String?

  /// A trial from what is true and what was found.
  public init(
    seed: UInt64, sliceMM: Double, lesionCount: Int, trueML: Double, foundML: Double? = nil,
    againML: Double? = nil, dice: Double? = nil
  ) {
    (self.seed, self.sliceMM, self.lesionCount) = (seed, sliceMM, lesionCount)
    (self.trueML, self.foundML, self.againML, self.dice) = (trueML, foundML, againML, dice)
  }
}

extension WMLVTrial {
  /// What is asked of a trial.
  public struct Options: Sendable {
    /// The measure, `WMLV` or `WMLVLGA`.
    public var measure: any OutcomeMeasure = WMLV()
    /// Whether it is given the T1-weighted image as well.
    public var usesT1 = false
    /// Whether a second scan with other noise is measured.
    public var again = false

    /// The usual: `WMLV` of FLAIR images alone, once.
    public init() {}
  }

  /// Makes and measures a subject.
  ///
  /// - Parameters:
  ///   - seed: of the subject.
  ///   - options: what is asked.
  ///   - template: the reference head.
  ///   - parallel: how many threads.
  public init(seed: UInt64, _ options: Options, template: Template, parallel: Parallel) {
    let subject = LesionSubject(seed: seed)
    let scan = LesionScan(recipe: subject.recipe, settings: subject.settings, parallel: parallel)
    self.init(
      seed: seed, sliceMM: subject.settings.voxelMM.z, lesionCount: scan.lesionCount,
      trueML: scan.volumeML)
    let t1 = options.usesT1 ? scan.t1(parallel: parallel) : nil
    do {
      let found = try Self.measure(scan, t1, options, template, parallel)
      take(found, scan, options)
      if options.again {
        let second = LesionScan(
          recipe: subject.recipe, settings: subject.settings, repeatScan: 1, parallel: parallel)
        againML = try Self.measure(second, t1, options, template, parallel)
          .values["\(type(of: options.measure).name)_ml"]
      }
    } catch {
      failure = error.message
    }
  }

  private static func measure(
    _ scan: LesionScan, _ t1: Image?, _ options: Options, _ template: Template,
    _ parallel: Parallel
  ) throws(OutcomeError) -> Measurement {
    var images = ["FLAIR": scan.flair]
    images["T1w"] = t1
    return try options.measure.measure(images, template: template, parallel: parallel)
  }

  private mutating func take(_ found: Measurement, _ scan: LesionScan, _ options: Options) {
    foundML = found.values["\(type(of: options.measure).name)_ml"]
    foundCount = found.lesions.count
    dice = found.maps["lesions"].map { LesionOverlap(found: $0, truth: scan.lesions).dice }
    if let map = found.maps["probability"] { reliability.count(map, truth: scan.lesions) }
  }
}
