import Anatomy
import Kernels
import Volumes

/// Erases what can be face and cannot be brain, by priors in the space of a template.
///
/// Bischoff-Grethe A. et al., A technique for the deidentification of structural brain MR images,
/// Hum Brain Mapp 2007;28:892–903. Three rules, in this order: what lies within 7 mm of where any
/// head can have its brain stays; in the next 7 mm stays what is as bright as grey or white matter
/// (here only where it is as thick as a brain too, since lids and brows stay otherwise); of all else goes what is face in any of the heads that the prior was made of.
///
/// The priors are the product's own (see `FacePrior`), so that no atlas of a person is needed. In
/// addition to the prior's brain the brain of the image itself is kept, and its neighbourhood.
public struct AtlasDefacing: Defacer, Hashable, Codable {
  /// What becomes of voxels as bright as brain, 7 to 14 mm from it.
  public enum Ring: String, Sendable, Codable, CaseIterable {
    /// They stay where they are at least 6 mm thick, as a brain is and skin, lids and bone are not.
    case solid
    /// They stay, as published.
    case keep
    /// They go where they are face; only the inner 7 mm are protected.
    case remove
  }

  /// The name users type.
  public static let name = "defacing"
  /// Changes whenever the result for the same input and parameters changes.
  public static let version = 2
  /// One sentence and the source in the literature.
  public static let summary =
    "Erases what can be face and is not near the brain, by priors in template space "
    + "(Bischoff-Grethe et al. 2007, Hum Brain Mapp)."

  /// Distance from the brain, in mm, within which nothing goes; the ring around it is as wide again.
  public var protectMM: Double
  /// What becomes of voxels in the ring that are as bright as brain.
  public var ring: Ring
  /// What else goes, and whether the nose stays.
  public var regions: ExtraRegions
  /// What removed voxels become.
  public var fill: Fill
  /// Chooses the noise where `fill` is noise.
  public var seed: UInt64

  /// A place is face where this share of the prior's heads has its face.
  private static let leastFace: Float = 1e-4
  /// What is as bright as brain and thinner than this is none, mm.
  private static let leastThicknessMM = 6.0
  /// A voxel is as bright as a tissue below this distance, in standard deviations.
  private static let mahalanobis = 2.0

  /// The method with its parameters.
  public init(
    protectMM: Double = 7, ring: Ring = .solid, regions: ExtraRegions = ExtraRegions(),
    fill: Fill = .zero, seed: UInt64 = 1
  ) {
    (self.protectMM, self.ring, self.regions) = (protectMM, ring, regions)
    (self.fill, self.seed) = (fill, seed)
  }

  /// Neither prior nor brain depends on the face.
  public var isIdempotent: Bool { true }

  /// Which voxels have to go.
  public func removal(for frame: Frame) throws(DefacingError) -> Removal {
    guard protectMM.isFinite, (0...30).contains(protectMM) else {
      throw DefacingError(
        .inputUnsuitable,
        "Defacing: the protected distance must be from 0 to 30 mm, not \(protectMM).",
        remedy: "Give a distance such as 7mm.")
    }
    let place = try PriorPlace(of: frame, method: "Defacing")
    guard let box = place.faceBox(marginMM: 2 * protectMM) else {
      throw place.faceOutside("Defacing")
    }
    let removed = try regions.applied(
      to: erased(in: box, place, frame), in: frame, protectMM: protectMM, method: "Defacing")
    guard removed.count > 0 else { throw place.faceOutside("Defacing") }
    return Removal(method: Self.name, removed: removed, fill: fill, seed: seed)
  }

  private func erased(
    in box: VoxelBox, _ place: PriorPlace, _ frame: Frame
  ) throws(DefacingError) -> Mask {
    let grid = frame.image.grid.cropped(to: box)
    let face = place.share(of: place.prior.face, on: grid)
    let brain = place.possibleBrain(on: grid, own: frame.brain.cropped(to: box))
    let distance = brain.distanceMM()
    let kept = try keptRing(distance, frame.image.cropped(to: box), frame)
    var part = Mask(grid: grid)
    for voxel in part.voxels.indices {
      let isFar = Double(distance.voxels[voxel]) > protectMM
      if face.voxels[voxel] > Self.leastFace, isFar, kept?.voxels[voxel] != 1 {
        part.voxels[voxel] = 1
      }
    }
    var removed = Mask(grid: frame.image.grid)
    removed.paste(part, at: box)
    return removed
  }

  /// What stays although it is farther than `protectMM` from the brain; nil where nothing does.
  private func keptRing(
    _ distance: Image, _ values: Image, _ frame: Frame
  ) throws(DefacingError) -> Mask? {
    let tissue = try brainSignals(frame)
    guard ring != .remove else { return nil }
    var bright = Mask(grid: values.grid)
    let reach = Float(2 * protectMM)
    for voxel in bright.voxels.indices
    where distance.voxels[voxel] <= reach && tissue.holds(values.voxels[voxel]) {
      bright.voxels[voxel] = 1
    }
    return ring == .solid ? bright.opened(byMM: Self.leastThicknessMM / 2) : bright
  }

  private func brainSignals(_ frame: Frame) throws(DefacingError) -> TissueRange {
    guard let signals = BrainSignals(of: frame.image, brain: frame.brain) else {
      throw DefacingError(
        .inputUnsuitable,
        "Defacing: grey and white matter could not be told apart, since the brain mask is empty or "
          + "of one value.",
        remedy: "Check the brain extraction, or give a mask with --brain-mask.")
    }
    return TissueRange(signals, mahalanobis: Self.mahalanobis)
  }
}

/// The values that are as bright as a tissue of the brain.
private struct TissueRange {
  private var ranges: [ClosedRange<Float>]

  /// As published, the variance is the sum of those of the left and the right half.
  init(_ signals: BrainSignals, mahalanobis: Double) {
    ranges = signals.tissues.map { tissue in
      let reach = mahalanobis * (2 * tissue.variance).squareRoot()
      return Float(tissue.mean - reach)...Float(tissue.mean + reach)
    }
  }

  func holds(_ value: Float) -> Bool { ranges.contains { $0.contains(value) } }
}
