/// Elements that can hold another copy of the face, or that nobody outside a vendor can look into.
public enum OtherPicture: String, Sendable, CaseIterable, Codable {
  /// Planes of graphics over the image, 60xx.
  case overlay = "overlay planes"
  /// A small picture of the image, (0088,0200).
  case icon = "icon images"
  /// Private elements of more than 4 KB.
  case privateElement = "private elements of more than 4 KB"
  /// Sequences in which one of these lies, at any depth.
  case sequence = "sequences that hold a picture or a large private element"
  /// What fills up the end of a file, (FFFC,FFFC).
  case padding = "padding behind the data"

  /// Private elements larger than this go, since they can hold a picture.
  static let largestPrivateBytes = 4096

  /// What an element of a data set is to be taken out as; nil where it stays.
  static func of(_ element: DICOMElement, in file: DICOMFile) throws(DICOMDamage) -> OtherPicture? {
    if let plain = plain(element) { return plain }
    if element.tag == .trailingPadding { return .padding }
    guard element.tag != .pixelData else { return nil }
    return try holdsPicture(element, in: file, depth: 1) ? .sequence : nil
  }

  private static func plain(_ element: DICOMElement) -> OtherPicture? {
    if element.tag.isOverlay { return .overlay }
    if element.tag == .iconImage { return .icon }
    let isLarge = element.value.count > largestPrivateBytes
    return element.tag.isPrivate && isLarge ? .privateElement : nil
  }

  /// Whether something of the kind lies in an element that is a sequence.
  private static func holdsPicture(
    _ element: DICOMElement, in file: DICOMFile, depth: Int
  ) throws(DICOMDamage) -> Bool {
    guard let items = try items(of: element, in: file, depth: depth) else {
      return isOpaque(element, in: file)
    }
    for inner in items.joined() {
      let isPixels = [.pixelData, .floatPixels, .doublePixels].contains(inner.tag)
      if isPixels || plain(inner) != nil { return true }
      if try holdsPicture(inner, in: file, depth: depth + 1) { return true }
    }
    return false
  }

  /// Whether nobody can say what an element holds: values in pieces, or much that begins as a sequence
  /// does and is none.
  private static func isOpaque(_ element: DICOMElement, in file: DICOMFile) -> Bool {
    element.isUndefined
      || isLikeSequence(element, in: file) && element.value.count > largestPrivateBytes
  }

  /// The items of a sequence; nil where an element is none.
  private static func items(
    of element: DICOMElement, in file: DICOMFile, depth: Int
  ) throws(DICOMDamage) -> [[DICOMElement]]? {
    let reader = ElementReader(bytes: file.bytes)
    let range = element.value
    if element.vr == "SQ" {
      return try reader.items(in: range, file.syntax.encoding, depth: depth)
    }
    guard isLikeSequence(element, in: file) else { return nil }
    // Where the file does not say what it is, its elements are implicit, and some writers err.
    if let items = try? reader.items(in: range, .implicit, depth: depth) { return items }
    return try? reader.items(in: range, .explicit, depth: depth)
  }

  private static func isLikeSequence(_ element: DICOMElement, in file: DICOMFile) -> Bool {
    guard element.vr.isEmpty || element.vr == "UN", element.value.count >= 8 else { return false }
    return ElementReader(bytes: file.bytes).tag(element.value.lowerBound) == .item
  }
}
