import Anatomy
import Kernels
import Volumes

/// Parts of the head beyond brow, eyes, nose, mouth and chin that go on request, and the nose, which
/// stays on request.
public struct ExtraRegions: Sendable, Hashable, Codable {
  /// The pinnae and the air beside them.
  public var ears: Bool
  /// The skin of the forehead and the air in front of it.
  public var forehead: Bool
  /// What lies behind the back of the head: a nose or a face that wrapped round in the phase direction.
  public var back: Bool
  /// Whether the nose stays, for landmarks of EEG and MEG.
  public var keepsNose: Bool

  /// What goes and stays.
  public init(
    ears: Bool = false, forehead: Bool = false, back: Bool = false, keepsNose: Bool = false
  ) {
    (self.ears, self.forehead, self.back, self.keepsNose) = (ears, forehead, back, keepsNose)
  }

  /// Farther behind the brain than scalp and skull reach, mm.
  private static let behindMM = 22.0
  /// A place is beside an ear where this share of the prior's heads has it.
  private static let leastEar: Float = 1e-4

  /// The voxels that go in addition to the face.
  ///
  /// - Parameters:
  ///   - frame: what is known of the image.
  ///   - protectMM: distance from the brain within which nothing goes.
  ///   - method: for messages.
  /// - Returns: the voxels on the grid of the image; nil where nothing more is asked for.
  /// - Throws: `inputUnsuitable` where the frame has no prior or no brain.
  func mask(
    in frame: Frame, protectMM: Double, method: String
  ) throws(DefacingError) -> Mask? {
    guard ears || forehead || back else { return nil }
    let place = try PriorPlace(of: frame, method: method)
    guard let toTemplate = frame.registration.templateToSubject.inverse else { return nil }
    let grid = frame.image.grid
    // The skin of thin heads lies where other heads can have brain, so the head's own brain counts.
    let distance = frame.brain.distanceMM()
    var result = Mask(grid: grid)
    func add(_ region: Mask, beyondMM: Double) {
      for voxel in region.voxels.indices
      where region.voxels[voxel] != 0 && Double(distance.voxels[voxel]) > beyondMM {
        result.voxels[voxel] = 1
      }
    }
    if ears {
      let beside = place.share(of: place.prior.ears, on: grid).mask(atLeast: Self.leastEar)
      let rooted = TemplateRegion.ears.mask(on: grid, through: toTemplate)
      add(beside.union(rooted), beyondMM: protectMM)
    }
    if forehead {
      add(TemplateRegion.forehead.mask(on: grid, through: toTemplate), beyondMM: protectMM)
    }
    if back {
      add(
        TemplateRegion.behind.mask(on: grid, through: toTemplate),
        beyondMM: max(Self.behindMM, protectMM))
    }
    return result
  }

  /// The voxels of the nose, which stay; nil where nothing has to.
  func kept(in frame: Frame) -> Mask? {
    guard keepsNose, let toTemplate = frame.registration.templateToSubject.inverse else {
      return nil
    }
    return TemplateRegion.nose.mask(on: frame.image.grid, through: toTemplate)
  }

  /// A removal with the regions that were asked for, and without those that stay.
  func applied(
    to face: Mask, in frame: Frame, protectMM: Double, method: String
  ) throws(DefacingError) -> Mask {
    var result = face
    if let more = try mask(in: frame, protectMM: protectMM, method: method) {
      result = result.union(more)
    }
    if let kept = kept(in: frame) { result = result.subtracting(kept) }
    return result
  }
}
