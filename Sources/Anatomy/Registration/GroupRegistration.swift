import Kernels
import Volumes

/// Brings several images of one head, of any contrasts, into one frame.
///
/// Every image is aligned with every other one, in both directions, by a rigid map; then the maps of
/// all images to a common frame are sought that agree best with all of these, by least squares over
/// the errors of the loops (``LoopClosure``). A pair that went wrong betrays itself by the others.
///
/// - Parameters:
///   - images: two or more images of one frame each.
///   - frame: where the common frame lies.
///   - parallel: how many threads; the result does not depend on it.
/// - Returns: the maps, the pairs and their loop errors; its `verdict` says whether it can be believed.
/// - Throws: `.inputUnsuitable` for an image without structure or less than two of them;
///   `.registrationFailed` where the pairs that can be believed do not connect all images.
public func registerGroup(
  _ images: [Image], frame: GroupAlignment.Frame = .first, parallel: Parallel = .serial
) throws(AnatomyError) -> GroupAlignment {
  guard images.count > 1 else {
    throw AnatomyError(
      .inputUnsuitable, "A group of at least two images was expected; there is \(images.count).")
  }
  var moving: [(image: PreparedImage, levels: ResolutionPyramid)] = []
  for (index, image) in images.enumerated() {
    let prepared = try PreparedImage(image, role: ordinal(index))
    moving.append((prepared, ResolutionPyramid(prepared, parallel: parallel)))
  }
  var pairs: [GroupAlignment.Pair] = []
  var centre = Vector3.zero
  for (place, image) in images.enumerated() {
    let head = try FixedHead(image, brain: nil, parallel: parallel)
    if place == 0 { centre = head.starts.fixedCentre }
    for other in images.indices where other != place {
      let search = AlignmentSearch(
        fixed: head, moving: moving[other].image, movingLevels: moving[other].levels,
        freedom: .rigid, cost: .localCorrelation, parallel: parallel)
      pairs.append(
        GroupAlignment.Pair(
          fixed: place, moving: other, alignment: try search.nearest(), loopErrorMM: 0))
    }
  }
  return try closed(pairs, count: images.count, frame: frame, centre: centre)
}

/// The group whose maps agree best with all pairs.
private func closed(
  _ pairs: [GroupAlignment.Pair], count: Int, frame: GroupAlignment.Frame, centre: Vector3
) throws(AnatomyError) -> GroupAlignment {
  let links = pairs.filter(\.isBelieved).map { pair in
    LoopClosure.Link(
      from: pair.fixed, to: pair.moving, map: pair.alignment.fixedToMoving,
      weight: pair.alignment.specificity)
  }
  guard
    let maps = LoopClosure(count: count, links: links, centre: centre)?
      .solved(inTheMiddle: frame == .middle)
  else { throw unconnected(pairs, count: count) }
  var result = GroupAlignment(commonToImage: maps, pairs: pairs)
  for (place, pair) in pairs.enumerated() {
    result.pairs[place].loopErrorMM = LoopClosure.errorMM(
      from: maps[pair.fixed], to: maps[pair.moving], pair.alignment.fixedToMoving, centre)
  }
  return result
}

private func unconnected(_ pairs: [GroupAlignment.Pair], count: Int) -> AnatomyError {
  let lost = (0..<count).filter { image in
    !pairs.contains { ($0.fixed == image || $0.moving == image) && $0.isBelieved }
  }
  let which =
    lost.isEmpty
    ? "the images fall into parts that do not fit each other"
    : lost.map { "the \(ordinal($0))" }.joined(separator: ", ") + " fits none of the others"
  return AnatomyError(
    .registrationFailed, "All images of a group should show one head, but \(which).",
    remedy: "Look at the images, and leave out what is of another head or shows none.")
}

private func ordinal(_ place: Int) -> String {
  let names = ["first", "second", "third", "fourth", "fifth", "sixth"]
  return place < names.count ? names[place] : "\(place + 1)th"
}

extension AlignmentSearch {
  /// The alignment that the headers lead to, where it leaves no doubt; else the one that is found by a
  /// search everywhere.
  fileprivate func nearest() throws(AnatomyError) -> ImageAlignment {
    let start = Pose(.identity, about: fixed.starts.fixedCentre)
    if let led = led(from: start) {
      let near = alignment(at: led.byCorrelation, other: led.byInformation)
      if near.specificity >= ImageAlignment.soundSpecificity, near.verdict.grade == .good {
        return near
      }
    }
    var found = try believableTurn()
    found.disagreementMM = disagreementMM(of: found)
    return found
  }
}
