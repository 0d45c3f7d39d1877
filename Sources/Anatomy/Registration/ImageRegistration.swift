import Kernels
import Volumes

/// How one image lies in another.
public struct ImageAlignment: Sendable {
  /// Fixed world mm to moving world mm.
  public var fixedToMoving: Affine
  /// How alike the two images are after alignment, 0 (unlike) to 1.
  public var similarity: Double
  /// Fraction of the compared blocks that fit better in place than anywhere 16 mm away, 0…1. About
  /// 0.07 where the images have nothing in common.
  public var specificity: Double
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
///   - parallel: how many threads may work; has no influence on the result.
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
///
/// First the head is taken to lie about as its header says. If what is found fits but
/// poorly, the header may be wrong by quarter turns, and these are tried as well; but a head without
/// the fixed head's detail fits poorly in every place, and then the header is believed. In such a head
/// local correlation is led by chance. Of the places to which mutual information of the whole heads
/// leads, that one is taken in which most parts of the brain fit best.
func align(
  _ moving: Image, with fixed: FixedHead, freedom: DegreesOfFreedom, cost: RegistrationCost,
  parallel: Parallel
) throws(AnatomyError) -> ImageAlignment {
  let prepared = try PreparedImage(moving, role: "moving")
  var search = AlignmentSearch(
    fixed: fixed, moving: prepared, movingLevels: ResolutionPyramid(prepared, parallel: parallel),
    freedom: freedom, cost: cost, parallel: parallel)
  let upright = search.run()
  let first = upright.map { search.alignment($0.pose) }
  if let first, first.specificity >= ImageAlignment.soundSpecificity { return first }
  search.turns = .anyQuarter
  let turned = search.run()
  guard let best = ImageAlignment.better(first, turned.map { search.alignment($0.pose) }) else {
    throw AnatomyError(
      .registrationFailed, "The two images could not be brought to overlap at all.",
      remedy: "Check that both show the same part of the body.")
  }
  if best.specificity >= ImageAlignment.detailedSpecificity { return best }
  let informed = ((upright?.informed ?? []) + (turned?.informed ?? [])).allowedByHeader
  return informed.map(search.alignment).max { $0.specificity < $1.specificity } ?? best
}

extension AlignmentSearch {
  fileprivate func alignment(_ pose: Pose) -> ImageAlignment {
    let likeness = Likeness(
      of: moving, movingLevels.middle, at: pose, points: fixed.likenessPoints)
    return ImageAlignment(
      fixedToMoving: pose.affine, similarity: likeness.similarity,
      specificity: likeness.specificity, overlap: likeness.overlap)
  }
}

extension [Pose] {
  /// How far a head may be turned against its header where little is seen of it, in degrees.
  private static var largestTurnDegrees: Double { 60 }
  /// Poses nearer to each other than this, in mm at a radius of 50 mm, are one.
  private static var apartMM: Double { 6 }

  /// The distinct ones that the header allows.
  fileprivate var allowedByHeader: [Pose] {
    var kept: [Pose] = []
    for pose in self {
      guard let parts = AffineDecomposition(pose.affine),
        parts.rotationDegrees <= Self.largestTurnDegrees,
        kept.allSatisfy({ $0.distanceMM(to: pose) > Self.apartMM })
      else { continue }
      kept.append(pose)
    }
    return kept
  }
}

extension ImageAlignment {
  /// The specificity below which two images have nothing in common.
  ///
  /// A block fits best in place by chance once in fifteen times, 0.067; with some 250 blocks of a
  /// brain the standard deviation of the fraction is 0.016. This is more than three of them above.
  static let leastSpecificity = 0.12

  /// Below this share of parts that fit best in place, detail says little.
  static let detailedSpecificity = 0.25

  /// What a turn against the header must reach, and by how much it must exceed the header's: six
  /// standard deviations of what chance does.
  private static let turnedSpecificity = (least: 0.25, lead: 0.1)

  /// The alignment as the header says, unless a turned one fits clearly better.
  static func better(_ upright: ImageAlignment?, _ turned: ImageAlignment?) -> ImageAlignment? {
    guard let upright, let turned else { return upright ?? turned }
    let isClear =
      turned.specificity >= turnedSpecificity.least
      && turned.specificity >= upright.specificity + turnedSpecificity.lead
    return isClear ? turned : upright
  }

  /// The specificity that leaves no doubt; a head aligned upside down reaches less, since the
  /// middle plane and the outline still fit.
  static let soundSpecificity = 0.35
}
