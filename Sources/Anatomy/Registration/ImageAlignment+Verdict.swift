import Volumes

extension ImageAlignment {
  /// The parts of the map: rotation, scales, skews and translation; nil for one that is flat.
  public var decomposition: AffineDecomposition? { AffineDecomposition(fixedToMoving) }

  /// Whether the alignment can be believed: by its sizes and skews, by how much of the fixed image
  /// is in view, by how many of its parts fit best in place, and by how well two measures of likeness
  /// agree on the place.
  public var verdict: AlignmentVerdict {
    guard let parts = decomposition else {
      return AlignmentVerdict(.implausible, ["The alignment squeezes the image flat."])
    }
    let scales = (0..<3).map { Self.verdict(scale: parts.scales[$0]) }
    let skews = (0..<3).map { Self.verdict(skew: parts.skews[$0]) }
    return AlignmentVerdict(
      worstOf: scales + skews + [overlapVerdict, specificityVerdict, disagreementVerdict])
  }

  /// The alignment, where it is no nonsense.
  ///
  /// - Throws: `.registrationFailed` with the reasons where the verdict is `implausible`.
  public func believed() throws(AnatomyError) -> ImageAlignment {
    let verdict = verdict
    guard verdict.grade == .implausible else { return self }
    throw AnatomyError(
      .registrationFailed,
      "The images were aligned, but not believably. " + verdict.reasons.joined(separator: " "),
      remedy:
        "Look at both images: do they show the same part of the body, and lie as their headers "
        + "say?")
  }

  private static func verdict(scale: Double) -> AlignmentVerdict {
    scaleLimits.verdict(scale) { limits in
      "Heads differ in size by \(span(limits)) along each axis; here it is \(hundredths(scale))."
    }
  }

  private static func verdict(skew: Double) -> AlignmentVerdict {
    skewLimits.verdict(skew) { limits in
      "Heads skew by at most \(hundredths(limits.upperBound)); here it is \(hundredths(skew))."
    }
  }

  private var overlapVerdict: AlignmentVerdict {
    Self.overlapLimits.verdict(overlap) { limits in
      "At least \(hundredths(limits.lowerBound)) of the fixed head should lie in the field of view of "
        + "the moving image; here it is \(hundredths(overlap))."
    }
  }

  private var specificityVerdict: AlignmentVerdict {
    let least = Self.chance.limit(blocks: blocks)
    let limits = VerdictLimits(
      good: max(least, Self.goodSpecificity)...1.001, doubtful: least...1.001)
    return limits.verdict(specificity) { limits in
      "Of two images of heads at least \(hundredths(limits.lowerBound)) of the parts fit best in place "
        + "(0.07 by chance); here it is \(hundredths(specificity))."
    }
  }

  private var disagreementVerdict: AlignmentVerdict {
    guard let found = disagreementMM else { return AlignmentVerdict(.good) }
    return Self.disagreementLimitsMM.verdict(found) { limits in
      "Two measures of likeness should place the head within \(hundredths(limits.upperBound)) mm of each "
        + "other; here they are \(hundredths(found)) mm apart."
    }
  }

  private static func span(_ range: ClosedRange<Double>) -> String {
    "\(hundredths(range.lowerBound)) to \(hundredths(range.upperBound))"
  }
}

// MARK: - Limits

extension ImageAlignment {
  /// Factors between the sizes of two heads along an axis.
  static let scaleLimits = VerdictLimits(good: 0.8...1.25, doubtful: 0.65...1.54)
  /// Skews between two heads.
  static let skewLimits = VerdictLimits(good: -0.15...0.15, doubtful: -0.3...0.3)
  /// Share of the fixed head in the moving field of view.
  static let overlapLimits = VerdictLimits(good: 0.3...1.001, doubtful: 0.08...1.001)
  /// Share of parts that fit best in place from which on nothing is wrong.
  static let goodSpecificity = 0.25
  /// What chance does.
  static let chance = ChanceOfPlace()
  /// How far two measures of likeness may place the head apart, mm.
  static let disagreementLimitsMM = VerdictLimits(good: 0...8, doubtful: 0...Double.infinity)
}

/// How many parts of two images that have nothing in common fit best in place.
struct ChanceOfPlace: Sendable {
  /// One of fifteen places is the best.
  private let share = 1.0 / 15
  /// So many standard deviations above that begins what is not chance. The search takes the best of many
  /// poses, so that two would not do: what is no head reaches 6.2 beside a head, and the least alike of
  /// two heads that were aligned rightly 9.4.
  private let deviations = 8.0

  /// The share that this many independent parts do not reach by chance; 1 for none.
  func limit(blocks: Double) -> Double {
    guard blocks >= 1 else { return 1 }
    return min(1, share + deviations * (share * (1 - share) / blocks).squareRoot())
  }
}
