import Volumes

/// Several images of one head in one frame.
public struct GroupAlignment: Sendable {
  /// Where the common frame lies.
  public enum Frame: String, Sendable, CaseIterable {
    /// Where the world of the first image does.
    case first
    /// In the middle of the worlds of all images, so that no image has to be moved further than needed
    /// and all are interpolated alike.
    case middle
  }

  /// How one image of the group lies in another, found without the others.
  public struct Pair: Sendable {
    /// The place in the list of the image that stayed.
    public var fixed: Int
    /// The place in the list of the image that was sought.
    public var moving: Int
    /// What was found.
    public var alignment: ImageAlignment
    /// How far this is from what all pairs together say: the mean way, in mm, of points 70 mm around the
    /// middle of the head.
    public var loopErrorMM: Double
    /// Whether it was believed.
    public var isBelieved: Bool { alignment.verdict.grade != .implausible }
  }

  /// World mm of the common frame to world mm of each image, in the order of the images; rigid.
  public var commonToImage: [Affine]
  /// All pairs, in both directions.
  public var pairs: [Pair]

  /// The root mean square of the loop errors of the pairs that were believed, in mm: 0 where every way
  /// from image to image leads to the same place.
  public var loopErrorMM: Double {
    let errors = pairs.filter(\.isBelieved).map(\.loopErrorMM)
    let sum = errors.reduce(0) { $0 + $1 * $1 }
    return errors.isEmpty ? 0 : (sum / Double(errors.count)).squareRoot()
  }

  /// Whether the group can be believed: by its loop error, and by the pairs that were not.
  public var verdict: AlignmentVerdict {
    let loop = Self.loopLimitsMM.verdict(loopErrorMM) { limits in
      "The pairs of images should agree within \(hundredths(limits.upperBound)) mm on where the head "
        + "lies; they differ by \(hundredths(loopErrorMM)) mm."
    }
    let left = pairs.count { !$0.isBelieved }
    guard left > 0 else { return loop }
    let some = AlignmentVerdict(
      .doubtful,
      ["\(left) of \(pairs.count) alignments of pairs were not believed, and had no say."])
    return AlignmentVerdict(worstOf: [loop, some])
  }

  /// How far pairs may differ, mm.
  static let loopLimitsMM = VerdictLimits(good: 0...1, doubtful: 0...3)
}
