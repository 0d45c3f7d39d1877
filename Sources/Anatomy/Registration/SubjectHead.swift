import Kernels
import Volumes

/// The head of one person as one image shows it, ready to be found in other images of that person.
public struct SubjectHead: Sendable {
  let fixed: FixedHead
  private let brainMiddle: Vector3

  /// A movement of less than this, in mm, is not told from none: the header is taken at its word.
  public static let sameFrameMM = 2.0

  /// A head with its brain.
  ///
  /// - Parameters:
  ///   - image: one frame that shows the brain.
  ///   - brain: the brain, on the grid of `image`; it decides how well another image fits, so that
  ///     a face that is there in one image and gone or out of view in the other does not matter.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Throws: `.inputUnsuitable` for an image without structure or an empty brain.
  public init(_ image: Image, brain: Mask, parallel: Parallel = .serial) throws(AnatomyError) {
    fixed = try FixedHead(image, brain: brain, parallel: parallel)
    guard let middle = brain.centroidMM() else {
      throw AnatomyError(
        .inputUnsuitable, "A head was to be made ready for alignment, but its brain is empty.")
    }
    brainMiddle = middle
  }

  /// How the head lies in another image of the same person, of any contrast.
  ///
  /// First the headers are believed: the head is looked for from where they put it. Only if nothing
  /// fits there is it looked for everywhere and in every turn. Where the images confirm the headers,
  /// these are followed to the letter, since they are more exact than any registration.
  ///
  /// - Parameters:
  ///   - image: one frame; it may show a part of the head only.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: the best alignment that was found. Whether it may be believed is for gates to say.
  /// - Throws: `.inputUnsuitable` for an image without structure, `.registrationFailed` where the
  ///   images do not meet at all.
  public func alignment(
    in image: Image, parallel: Parallel = .serial
  ) throws(AnatomyError) -> SubjectAlignment {
    let prepared = try PreparedImage(image, role: "other")
    let search = AlignmentSearch(
      fixed: fixed, moving: prepared, movingLevels: ResolutionPyramid(prepared, parallel: parallel),
      freedom: .rigid, cost: .localCorrelation, parallel: parallel)
    let near = alignment(search, from: .identity)
    if let near, near.specificity >= SubjectAlignment.leastSpecificity { return near }
    let far = try align(
      image, with: fixed, freedom: .rigid, cost: .localCorrelation, parallel: parallel)
    let searched = alignment(search, from: far.fixedToMoving)
    guard
      let best = [near, searched].compactMap({ $0 }).max(by: { $0.specificity < $1.specificity })
    else {
      throw AnatomyError(
        .registrationFailed, "The two images could not be brought to overlap at all.",
        remedy: "Check that both show the head of the same person.")
    }
    return best
  }

  private func alignment(_ search: AlignmentSearch, from start: Affine) -> SubjectAlignment? {
    guard let led = search.led(from: Pose(start, about: fixed.starts.fixedCentre)) else {
      return nil
    }
    let map = led.byCorrelation.affine
    let movedMM = distanceMM(map, .identity)
    let isTrue = movedMM <= Self.sameFrameMM
    let pose = isTrue ? Pose(.identity, about: fixed.starts.fixedCentre) : led.byCorrelation
    let likeness = Likeness(
      of: search.moving, search.movingLevels.middle, at: pose, points: fixed.likenessPoints)
    return SubjectAlignment(
      headToImage: isTrue ? .identity : map, source: isTrue ? .header : .registration,
      movedMM: movedMM, disagreementMM: distanceMM(map, led.byInformation.affine),
      similarity: likeness.similarity, specificity: likeness.specificity,
      overlap: likeness.overlap)
  }

  /// How far apart two maps take points 100 mm around the middle of the brain at most, in mm.
  private func distanceMM(_ a: Affine, _ b: Affine) -> Double {
    (0..<6).map { side in
      var point = brainMiddle
      point[side / 2] += side % 2 == 0 ? 100 : -100
      return length(a(point) - b(point))
    }.max() ?? 0
  }
}
