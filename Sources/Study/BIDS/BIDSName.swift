/// The name of a file of a BIDS dataset: entities, suffix and ending (BIDS 1.11, "File names").
struct BIDSName: Sendable, Hashable {
  /// `sub-01`, `ses-1`, `acq-mprage` …, in the order of the name, parted into key and label.
  var entities: [Entity]
  /// The kind of data, such as `T1w`.
  var suffix: String
  /// From the first point on, such as `.nii.gz`.
  var ending: String

  /// One pair of a name.
  struct Entity: Sendable, Hashable {
    var key: String
    var label: String
    var text: String { "\(key)-\(label)" }
  }

  /// The parts of a name; nil where it is not one of BIDS with a subject.
  init?(_ name: String) {
    guard let point = name.firstIndex(of: "."), point != name.startIndex else { return nil }
    var parts = name[..<point].split(separator: "_", omittingEmptySubsequences: false)
    guard let suffix = parts.popLast(), !suffix.isEmpty, Self.isAlphanumeric(suffix) else {
      return nil
    }
    var entities: [Entity] = []
    for part in parts {
      let pair = part.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2, Self.isAlphanumeric(pair[0]), !pair[1].isEmpty else { return nil }
      entities.append(Entity(key: String(pair[0]), label: String(pair[1])))
    }
    guard entities.first?.key == "sub" else { return nil }
    (self.entities, self.suffix) = (entities, String(suffix))
    ending = String(name[point...])
  }

  /// The entities as they stand in the name, with a low line behind each.
  var prefix: String { entities.map { $0.text + "_" }.joined() }

  /// The name.
  var text: String { prefix + suffix + ending }

  /// The name of the mask of what was removed from this image. Entities that BIDS does not allow in
  /// such a name, such as `echo`, become part of the label that says the modality, so that the masks
  /// of two images never come to one name.
  var defaceMask: BIDSName {
    var mask = self
    let kept = entities.filter { Self.ofMasks.contains($0.key) }
    let folded = entities.filter { !Self.ofMasks.contains($0.key) && $0.key != "mod" }
    let label = Self.modality(suffix, entities: folded.map(\.text))
    mask.entities = kept + [Entity(key: "mod", label: label)]
    (mask.suffix, mask.ending) = ("defacemask", ".nii.gz")
    return mask
  }

  /// The label of `mod` for an image of a suffix with some entities that a mask cannot carry.
  static func modality(_ suffix: String, entities: [String]) -> String {
    suffix + entities.joined().filter { $0.isLetter || $0.isNumber }
  }

  /// The entities that the name of a mask may hold before `mod`.
  private static let ofMasks = ["sub", "ses", "task", "acq", "ce", "rec", "run"]

  private static func isAlphanumeric(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy {
        ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
      }
  }
}
