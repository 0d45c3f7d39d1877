import Kernels
import Volumes

/// How one image lies in another.
public struct ImageAlignment: Sendable {
  /// Fixed world mm to moving world mm.
  public var fixedToMoving: Affine
  /// How alike the two images are after alignment, 0 (unlike) to 1.
  public var similarity: Double
  /// Fraction of the compared part of the fixed image that lies in the moving field of view, 0…1.
  public var overlap: Double
}

/// Aligns two images by a search over many starts, so that no rough alignment is needed before.
///
/// - Parameters:
///   - moving: the image whose place is sought; any axis order, voxel size and contrast.
///   - fixed: the image that stays.
///   - freedom: how freely it may move.
///   - cost: what decides in the last, fine steps.
/// - Returns: the map of fixed world RAS mm to moving world RAS mm.
/// - Throws: `input-unsuitable` for images without structure, `registration-failed` where nothing
///   of them can be brought together.
public func registerImages(
  moving: Image, fixed: Image, freedom: DegreesOfFreedom = .affine,
  cost: RegistrationCost = .localCorrelation, parallel: Parallel = .serial
) throws(AnatomyError) -> ImageAlignment {
  let head = try FixedHead(fixed, brain: nil, parallel: parallel)
  return try align(moving, with: head, freedom: freedom, cost: cost, parallel: parallel)
}

/// Aligns one moving image with a fixed head that is ready.
func align(
  _ moving: Image, with fixed: FixedHead, freedom: DegreesOfFreedom, cost: RegistrationCost,
  parallel: Parallel
) throws(AnatomyError) -> ImageAlignment {
  let prepared = try PreparedImage(moving, role: "moving")
  let levels = ResolutionPyramid(prepared, parallel: parallel)
  let search = AlignmentSearch(
    fixed: fixed, moving: prepared, movingLevels: levels, freedom: freedom, cost: cost,
    parallel: parallel)
  guard let pose = search.run() else {
    throw AnatomyError(
      .registrationFailed, "The two images could not be brought to overlap at all.",
      remedy: "Check that both show the same part of the body.")
  }
  let local = LocalCorrelationCost(points: fixed.coreMiddlePoints)
  let likeness = Likeness(
    local.likeness(prepared, levels.middle, pose), samples: fixed.coreMiddlePoints.count)
  return ImageAlignment(
    fixedToMoving: pose.affine, similarity: likeness.similarity, overlap: likeness.overlap)
}

/// Two figures of an alignment, from its blocks.
struct Likeness {
  var similarity: Double
  var overlap: Double

  /// The similarity is the root of the mean explained fraction over all blocks in view.
  init(_ blocks: [LocalCorrelationCost.BlockLikeness], samples: Int) {
    let weight = blocks.reduce(0) { $0 + $1.weight }
    let explained = blocks.reduce(0) { $0 + $1.weight * $1.explained }
    similarity = weight > 0 ? (explained / weight).squareRoot() : 0
    overlap = weight / Double(max(1, samples))
  }
}
