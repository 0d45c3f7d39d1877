import Kernels
import Volumes

/// A plane from side to side that keeps the brain behind and above it, in world mm.
///
/// Among all planes parallel to the left–right axis that touch the brain, moved out by the buffer,
/// this is the one that cuts deepest into the face: the mean over the skin of how much is cut off
/// from front to back, counted up to 15 mm, since what lies deeper tells nothing more, less a small
/// price for how much of the head goes. Since many angles do nearly equally well, the middle of the
/// best is taken, which hardly depends on the lattice.
///
/// Everything is measured in world millimetres, so that the order of the axes, an oblique lattice
/// or thick slices change nothing but by their own fineness.
public struct ShearPlane: Sendable, Hashable {
  /// The direction away from the brain: a unit vector, forwards and down.
  public let normal: Vector3
  /// A point lies beyond the plane when its product with `normal` is greater than this, in mm.
  public let offsetMM: Double
  /// The share of the face's skin points that lie beyond the plane.
  public let faceShare: Double
  /// Sentences a user should read.
  public let warnings: [String]

  /// The angle in degrees between the plane and the vertical: 0 is upright, 90 lies flat.
  public var tiltDegrees: Double { arcTangent(-normal.z, normal.y) }

  /// Finds the plane for a brain and the head around it, both on the same lattice.
  ///
  /// - Parameters:
  ///   - brain: the brain. Its largest part counts, and all others of at least a twentieth of that.
  ///   - head: skin and everything inside.
  ///   - bufferMM: distance in mm kept between the brain's voxel centres and the plane.
  /// - Throws: `inputUnsuitable` for an empty mask, one that fills the field of view, or a head
  ///   without a face in front of the brain.
  public init(brain: Mask, head: Mask, bufferMM: Double) throws(DefacingError) {
    let parts = brain.components(.corners)
    guard let largest = parts.sizes.first else { throw .emptyBrain }
    let counted = parts.mask(ofAtLeast: max(1, largest / 20))
    guard counted.count * 10 < 9 * brain.voxels.count else { throw .brainEverywhere }
    let profile = SideProfile(of: counted)
    let face = FaceSkin(head: head, brain: profile)
    guard !face.points.isEmpty else { throw .noFace }
    let tissue = HeadProfile(of: head)
    let angles = (0...75).map { Double($0) }
    let candidates = angles.map {
      Candidate(degrees: $0, profile: profile, face: face, bufferMM: bufferMM)
    }
    guard candidates.contains(where: { $0.depth > 0 }) else { throw .noFace }
    let gains = candidates.map {
      $0.depth - pricePerHead * tissue.share(beyond: $0.normal, $0.offsetMM)
    }
    let best = Candidate(
      degrees: middleOfBest(angles, gains), profile: profile, face: face, bufferMM: bufferMM)
    (normal, offsetMM, faceShare) = (best.normal, best.offsetMM, best.skinShare)
    warnings = Self.warnings(
      degrees: best.degrees, faceShare: faceShare, ignoredVoxels: brain.count - counted.count)
  }

  /// The voxels of a lattice whose centres lie beyond the plane.
  public func beyond(on grid: Grid) -> Mask {
    HalfSpace(normal: normal, offsetMM: offsetMM).centres(on: grid)
  }

  private static func warnings(
    degrees: Double, faceShare: Double, ignoredVoxels: Int
  ) -> [String] {
    var result: [String] = []
    if faceShare < 0.9 {
      result.append(
        "The plane leaves \(figures(100 * (1 - faceShare), 0)) % of the skin in front of the brain "
          + "and below the forehead; look at the rebuilt face.")
    }
    if degrees < 14 {
      result.append(
        "The plane stands nearly upright (\(figures(degrees, 0)) degrees): it may leave the eyes and "
          + "take skin off the forehead.")
    }
    if ignoredVoxels > 0 {
      result.append(
        "The brain mask has small separate parts of \(ignoredVoxels) voxels in all, which were not "
          + "protected.")
    }
    return result
  }
}

extension DefacingError {
  fileprivate static let emptyBrain = DefacingError(
    .inputUnsuitable, "QuickShear: the brain mask is empty, so that no plane can be laid.",
    remedy: "Check the brain extraction, or give a mask with --brain-mask.")
  fileprivate static let brainEverywhere = DefacingError(
    .inputUnsuitable,
    "QuickShear: the brain mask fills more than nine tenths of the field of view, so that no plane "
      + "can pass in front of it.",
    remedy: "Check the brain mask; a mask of the brain alone is needed.")
  fileprivate static let noFace = DefacingError(
    .faceOutsideView,
    "QuickShear: no skin was found in front of the brain and below the forehead.",
    remedy: "Check the field of view and the head mask: the face seems to be outside, or gone.")
}

/// The whole head costs as much as this share of the face.
private let pricePerHead = 0.2

/// The mean of the angles whose gain is within 0.03 of the largest, weighted by how close they come.
private func middleOfBest(_ angles: [Double], _ gains: [Double]) -> Double {
  let least = (gains.max() ?? 0) - 0.03
  let weights = gains.map { max(0, $0 - least) }
  return zip(angles, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights.reduce(0, +)
}

/// Cutting deeper than this into the face hides nothing more, mm.
private let enoughMM = 15.0

/// A plane that clears the brain by the buffer.
private struct Candidate {
  let degrees: Double
  let normal: Vector3
  let offsetMM: Double
  /// How deep it cuts into the face: 1 where 15 mm or more are cut off, the mean over the skin.
  let depth: Double
  /// The share of the skin that lies beyond it.
  let skinShare: Double

  init(degrees: Double, profile: SideProfile, face: FaceSkin, bufferMM: Double) {
    self.degrees = degrees
    let direction = unitVector(degrees: degrees)
    let n = Vector3(0, direction.x, -direction.y)
    let far = profile.support(n) + bufferMM
    normal = n
    offsetMM = far
    var (sum, count) = (0.0, 0)
    for point in face.points {
      let cut = ((point * n).sum() - far) / n.y
      guard cut > positionToleranceMM else { continue }
      sum += min(cut / enoughMM, 1)
      count += 1
    }
    depth = sum / Double(face.points.count)
    skinShare = Double(count) / Double(face.points.count)
  }
}
