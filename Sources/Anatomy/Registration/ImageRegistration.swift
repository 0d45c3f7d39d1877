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
  /// Number of compared blocks (of equal weight that would tell as much).
  public var blocks = 500.0
  /// Fraction of the compared part of the fixed image that lies in the moving field of view, 0…1.
  public var overlap: Double
  /// How far apart two measures of likeness, local correlation and mutual information, place the fixed
  /// image, in mm: the longest way within 100 mm of its middle. Nil where that was not asked.
  public var disagreementMM: Double?
  /// Where little detail fits: the alignment to which local correlation led instead.
  var others: [ImageAlignment] = []
}

/// Aligns two images by a search over many starts, so that no rough alignment is needed before.
///
/// - Parameters:
///   - moving: the image whose place is sought; any axis order, voxel size and contrast.
///   - fixed: the image that stays.
///   - freedom: how freely it may move.
///   - cost: what decides in the last, fine steps.
///   - parallel: how many threads may work; has no influence on the result.
/// - Returns: the map of fixed world RAS mm to moving world RAS mm; its `verdict` says whether it can be
///   believed.
/// - Throws: `input-unsuitable` for images without structure, `registration-failed` where nothing
///   of them can be brought together.
public func registerImages(
  moving: Image, fixed: Image, freedom: DegreesOfFreedom = .affine,
  cost: RegistrationCost = .localCorrelation, parallel: Parallel = .serial
) throws(AnatomyError) -> ImageAlignment {
  let head = try FixedHead(fixed, brain: nil, parallel: parallel)
  let search = try AlignmentSearch(moving, with: head, freedom, cost, parallel)
  var found = try search.believableTurn()
  found.disagreementMM = search.disagreementMM(of: found)
  if found.verdict.grade == .good { return found }
  return try search.roundabout(moving, fixed) ?? found
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
  let search = try AlignmentSearch(moving, with: fixed, freedom, cost, parallel)
  let (best, informed) = try search.turnsFound()
  if best.specificity >= ImageAlignment.detailedSpecificity { return best }
  let places = informed.allowedByHeader.map { search.alignment(at: $0) }
  guard var likeliest = places.max(by: { $0.specificity < $1.specificity }) else { return best }
  likeliest.others = [best]
  return likeliest
}

extension AlignmentSearch {
  init(
    _ moving: Image, with fixed: FixedHead, _ freedom: DegreesOfFreedom, _ cost: RegistrationCost,
    _ parallel: Parallel
  ) throws(AnatomyError) {
    let prepared = try PreparedImage(moving, role: "moving")
    self.init(
      fixed: fixed, moving: prepared, movingLevels: ResolutionPyramid(prepared, parallel: parallel),
      freedom: freedom, cost: cost, parallel: parallel)
  }

  /// The alignment as the header says or, where only another turn fits, by that.
  func believableTurn() throws(AnatomyError) -> ImageAlignment { try turnsFound().best }

  /// The same, with all poses that mutual information led to.
  fileprivate func turnsFound() throws(AnatomyError) -> (best: ImageAlignment, informed: [Pose]) {
    let upright = run()
    let first = upright.map { alignment(at: $0.pose) }
    if let first, first.specificity >= ImageAlignment.soundSpecificity { return (first, []) }
    var search = self
    search.turns = .anyQuarter
    let turned = search.run()
    guard let best = ImageAlignment.better(first, turned.map { alignment(at: $0.pose) }) else {
      throw AnatomyError(
        .registrationFailed, "The two images could not be brought to overlap at all.",
        remedy: "Check that both show the same part of the body.")
    }
    return (best, (upright?.informed ?? []) + (turned?.informed ?? []))
  }

  /// The way there by the way back: where a search leads to nothing good, one with the images
  /// exchanged may, as when the fixed image shows next to nothing but the brain. Nil where that is not
  /// good either.
  fileprivate func roundabout(
    _ movingImage: Image, _ fixedImage: Image
  ) throws(AnatomyError) -> ImageAlignment? {
    let head = try FixedHead(movingImage, brain: nil, parallel: parallel)
    let search = try AlignmentSearch(fixedImage, with: head, freedom, cost, parallel)
    guard let back = try search.believableTurn().fixedToMoving.inverse,
      let led = led(from: Pose(back, about: fixed.starts.fixedCentre))
    else { return nil }
    let (own, other) =
      cost == .localCorrelation
      ? (led.byCorrelation, led.byInformation) : (led.byInformation, led.byCorrelation)
    let found = alignment(at: own, other: other)
    return found.verdict.grade == .good ? found : nil
  }

  /// How far from an alignment the other measure of likeness leads, in mm.
  func disagreementMM(of found: ImageAlignment) -> Double? {
    let pose = Pose(found.fixedToMoving, about: fixed.starts.fixedCentre)
    return otherwise(from: pose).map { apartMM(pose.affine, $0.affine) }
  }

  /// What a pose is worth; `other` is where the other measure of likeness leads.
  func alignment(at pose: Pose, other: Pose? = nil) -> ImageAlignment {
    let likeness = Likeness(
      of: moving, movingLevels.middle, at: pose, points: fixed.likenessPoints)
    return ImageAlignment(
      fixedToMoving: pose.affine, similarity: likeness.similarity,
      specificity: likeness.specificity, blocks: likeness.blocks, overlap: likeness.overlap,
      disagreementMM: other.map { apartMM(pose.affine, $0.affine) })
  }

  /// The longest way, in mm, between where two maps take points within 100 mm of the middle.
  private func apartMM(_ a: Affine, _ b: Affine) -> Double {
    (0..<6).reduce(0.0) { longest, side in
      var point = fixed.starts.fixedCentre
      point[side / 2] += side % 2 == 0 ? 100 : -100
      return max(longest, length(a(point) - b(point)))
    }
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
