import Anatomy
import Kernels
import Volumes

extension Gate {
  /// Whether the place of a head in another image of the same person can be believed.
  ///
  /// - Parameter alignment: how the head lies in the other image.
  /// - Returns: gates for how surely the place is known, how exactly, and by how much of the brain.
  public static func alignment(_ alignment: SubjectAlignment) -> [Gate] {
    let sure = 100 * alignment.specificity
    let least = 100 * SubjectAlignment.leastSpecificity
    let seen = 100 * alignment.overlap
    return [
      Gate(
        name: "alignment-sure", value: sure, warnBelow: 45, failBelow: least,
        sentence:
          "\(GateFigures.text(sure, apartFrom: [least, 45])) % of the brain's parts fit the image on which the face was "
          + "found better in place than anywhere near; at least \(figures(least, 0)) % must."),
      Gate(
        name: "alignment-exact", value: alignment.disagreementMM, warnAbove: 3, failAbove: 5,
        sentence: "Two measures of likeness place the head "
          + "\(GateFigures.text(alignment.disagreementMM, decimals: 1, apartFrom: [3, 5])) mm apart; at most 5 mm may be, half of the usual distance kept from the brain, 3 mm "
          + "without a warning."),
      Gate(
        name: "alignment-moved", value: alignment.movedMM, warnAbove: 40,
        sentence:
          "The image puts the head \(GateFigures.text(alignment.movedMM, apartFrom: [40])) mm from where its header "
          + "does; beyond 40 mm the header is wrong, the head was laid anew or it is another "
          + "person's: look at the image."),
      Gate(
        name: "alignment-seen", value: seen, failBelow: 8,
        sentence:
          "\(GateFigures.text(seen, apartFrom: [8])) % of the brain lie in the field of view; below 8 % no "
          + "place can be believed."),
    ]
  }

  /// How much of a head, as an image itself shows it, lies where there should be air.
  ///
  /// Fails where the image shows another head, or the same one elsewhere than was believed.
  ///
  /// - Parameters:
  ///   - own: the head that the image itself shows.
  ///   - imageToHead: world mm of the image to those of `head`.
  ///   - head: the head where it is expected.
  /// - Returns: the gate, or nil where the fields of view hardly meet.
  public static func headOutside(
    own: Mask, through imageToHead: Affine, head: Mask
  ) -> Gate? {
    guard let toVoxel = head.grid.fromWorld else { return nil }
    let grown = head.dilated(byMM: 10)
    let map = toVoxel * imageToHead
    var (seen, outside) = (0, 0)
    forEachInside(own) { point in
      let p = map(point) + 0.5
      guard p.min() >= 0, p.x < Double(grown.grid.nx), p.y < Double(grown.grid.ny),
        p.z < Double(grown.grid.nz)
      else { return }
      seen += 1
      if !grown[Int(p.x), Int(p.y), Int(p.z)] { outside += 1 }
    }
    guard seen > 1000 else { return nil }
    let share = 100 * Double(outside) / Double(seen)
    return Gate(
      name: "head-outside", value: share, warnAbove: 2, failAbove: 6,
      sentence:
        "\(GateFigures.text(share, decimals: 1, apartFrom: [2, 6])) % of the head that this image shows lie more than 10 mm "
        + "outside the head on which the face was found; at most 6 % may, 2 % without a warning.")
  }
}
