import Anatomy
import Kernels
import Outcomes
import Phantoms
import Volumes

/// What GBV found in a simulated session, beside what is true.
public struct GBVTrial: Sendable, Codable {
  /// The seed of the session.
  public var seed: UInt64
  /// Whether fluid fills the middle of the tumour.
  public var isCavity: Bool
  /// True volumes in ml on the grid of T1c, by the names of the values.
  public var truth: [String: Double]
  /// The values found; empty where the measurement failed.
  public var values: [String: Double] = [:]
  /// Dice overlap by the names of the volumes; empty where the measurement failed.
  public var dice: [String: Double] = [:]
  /// For ten equal steps of the probability of being abnormal: how many voxels of the brain, and how many
  /// of them are abnormal.
  public var calibration: [Calibration] = []
  /// Why there is no value, nil where there is one.
  public var failure: String?

  /// Voxels within a step of the probability.
  public struct Calibration: Sendable, Codable {
    /// Sum of the probabilities.
    public var probability = 0.0
    /// Voxels.
    public var count = 0
    /// Those that are abnormal.
    public var abnormal = 0
  }

  /// The sets of classes that overlaps and volumes are told of.
  static let volumes: [(name: String, classes: Set<TumourClass>)] = [
    ("tv_ml", [.necrosis, .nonEnhancing, .enhancing]),
    ("tv_plus_ml", [.necrosis, .nonEnhancing, .enhancing, .oedema]), ("cetv_ml", [.enhancing]),
  ]

  /// Makes a session's images, whole heads each on a grid of its own, and measures them.
  ///
  /// - Parameters:
  ///   - session: the head and its scans.
  ///   - template: the reference head.
  ///   - repeatScan: changes the noise and nothing else.
  ///   - measure: the measure, with its settings.
  ///   - voxelMM: side of the voxels that the head is made in, before it is scanned.
  ///   - parallel: how many threads.
  public init(
    _ session: SimulatedSession, template: Template, repeatScan: UInt64 = 0, measure: GBV = GBV(),
    voxelMM: Double = 1, parallel: Parallel
  ) {
    (seed, isCavity, truth) = (session.recipe.seed, session.variation.isCavity, [:])
    let fine = DigitalHead.grid(voxelMM: Vector3(repeating: voxelMM))
    let head = DigitalHead(recipe: session.recipe, grid: fine, parallel: parallel)
    var images: [String: Image] = [:]
    for scan in session.scans {
      images[scan.channel.rawValue] = session.image(
        scan, of: head, repeatScan: repeatScan, parallel: parallel)
    }
    guard let grid = images[TumourChannel.t1c.rawValue]?.grid else { return }
    let labels = Image(
      grid: head.grid, voxels: head.tumourClasses(isCavity: isCavity).map { Float($0) }
    ).resampled(onto: grid, interpolation: .nearest, parallel: parallel)
    for (name, classes) in Self.volumes { truth[name] = Self.volumeML(labels, classes) }
    do {
      let found = try measure.measure(images, template: template, parallel: parallel)
      values = found.values
      if let map = found.maps["tumour"] { compare(map, labels) }
      if let chances = found.maps["probability"] { calibrate(chances, found, labels) }
    } catch {
      failure = error.message
    }
  }

  private static func volumeML(_ labels: Image, _ classes: Set<TumourClass>) -> Double {
    let wanted = Set(classes.map { Float($0.rawValue) })
    return Double(labels.voxels.count { wanted.contains($0) }) * labels.grid.voxelVolumeMM3 / 1000
  }

  private mutating func compare(_ found: Image, _ labels: Image) {
    for (name, classes) in Self.volumes {
      var wanted = [Bool](repeating: false, count: 256)
      for each in classes { wanted[Int(each.rawValue)] = true }
      var (both, each) = (0, 0)
      for (a, b) in zip(found.voxels, labels.voxels) {
        let (x, y) = (wanted[Int(a)], wanted[Int(b)])
        if x { each += 1 }
        if y { each += 1 }
        if x, y { both += 1 }
      }
      dice[name] = each > 0 ? 2 * Double(both) / Double(each) : 0
    }
  }

  private mutating func calibrate(_ chances: Image, _ found: Measurement, _ labels: Image) {
    calibration = [Calibration](repeating: Calibration(), count: 10)
    guard let map = found.maps["tumour"] else { return }
    for i in chances.voxels.indices where map.voxels[i] > 0 {
      let chance = Double(chances.voxels[i])
      let step = min(9, max(0, Int(chance * 10)))
      calibration[step].probability += chance
      calibration[step].count += 1
      if labels.voxels[i] >= Float(TumourClass.necrosis.rawValue) {
        calibration[step].abnormal += 1
      }
    }
  }
}
