/// Walks over the elements in some bytes; every place is checked before it is looked at.
struct ElementReader {
  let bytes: [UInt8]

  /// Sequences in sequences are followed so far.
  static let deepest = 24
  private static let undefined = 0xFFFF_FFFF
  /// Kinds whose length takes two bytes and follows at once; all others, also those to come, take four
  /// after two that are kept free (PS3.5, table 7.1-1).
  private static let short: Set<String> = [
    "AE", "AS", "AT", "CS", "DA", "DS", "DT", "FL", "FD", "IS", "LO", "LT", "PN", "SH", "SL", "SS",
    "ST", "TM", "UI", "UL", "US",
  ]

  /// A number of 16 bits; the place must lie within the bytes.
  func u16(_ place: Int) -> UInt16 { UInt16(bytes[place]) | UInt16(bytes[place + 1]) << 8 }

  /// A number of 32 bits; the place must lie within the bytes.
  func u32(_ place: Int) -> Int { Int(u16(place)) | Int(u16(place + 2)) << 16 }

  func tag(_ place: Int) -> DICOMTag { DICOMTag(u16(place), u16(place + 2)) }

  /// The element that begins at a place.
  ///
  /// - Parameters:
  ///   - place: where.
  ///   - limit: where what it lies in ends, within the bytes.
  ///   - encoding: how it is written.
  ///   - depth: in how many sequences it lies.
  /// - Returns: the element, which ends at or before the limit.
  /// - Throws: what is wrong with the bytes.
  func element(
    at place: Int, before limit: Int, _ encoding: DICOMSyntax.Encoding, depth: Int = 0
  ) throws(DICOMDamage) -> DICOMElement {
    guard limit - place >= 8 else { throw .cut(in: nil) }
    let tag = tag(place)
    let head = try header(tag, at: place, before: limit, encoding)
    guard head.length == Self.undefined else {
      guard head.length <= limit - head.value else { throw .cut(in: tag) }
      let end = head.value + head.length
      return DICOMElement(
        tag: tag, vr: head.vr, start: place, value: head.value..<end, end: end, isUndefined: false)
    }
    let inner = head.vr == "UN" ? .implicit : encoding
    let end = try endOfItems(from: head.value, before: limit, inner, depth: depth + 1)
    return DICOMElement(
      tag: tag, vr: head.vr, start: place, value: head.value..<end, end: end + 8, isUndefined: true)
  }

  private func header(
    _ tag: DICOMTag, at place: Int, before limit: Int, _ encoding: DICOMSyntax.Encoding
  ) throws(DICOMDamage) -> (vr: String, length: Int, value: Int) {
    guard tag.group != 0xFFFE else { throw .disorder(tag) }
    if encoding == .implicit { return ("", u32(place + 4), place + 8) }
    let letters = bytes[place + 4...place + 5]
    guard letters.allSatisfy({ (65...90).contains($0) }) else { throw .noKind(tag) }
    let vr = String(decoding: letters, as: UTF8.self)
    if Self.short.contains(vr) { return (vr, Int(u16(place + 6)), place + 8) }
    guard limit - place >= 12 else { throw .cut(in: tag) }
    return (vr, u32(place + 8), place + 12)
  }

  /// The elements that fill a range, in strictly rising order.
  func elements(
    in range: Range<Int>, _ encoding: DICOMSyntax.Encoding, depth: Int = 0
  ) throws(DICOMDamage) -> [DICOMElement] {
    var found: [DICOMElement] = []
    var place = range.lowerBound
    while place < range.upperBound {
      let next = try element(at: place, before: range.upperBound, encoding, depth: depth)
      if let last = found.last, last.tag >= next.tag { throw .disorder(next.tag) }
      found.append(next)
      place = next.end
    }
    return found
  }
}

// MARK: - Sequences

extension ElementReader {
  /// The items of a sequence, each as its elements.
  func items(
    in range: Range<Int>, _ encoding: DICOMSyntax.Encoding, depth: Int
  ) throws(DICOMDamage) -> [[DICOMElement]] {
    guard depth <= Self.deepest else { throw .deep }
    var found: [[DICOMElement]] = []
    var place = range.lowerBound
    while place < range.upperBound {
      let item = try item(at: place, before: range.upperBound, encoding, depth: depth)
      found.append(item.elements)
      place = item.end
    }
    return found
  }

  private func item(
    at place: Int, before limit: Int, _ encoding: DICOMSyntax.Encoding, depth: Int
  ) throws(DICOMDamage) -> (elements: [DICOMElement], end: Int) {
    guard limit - place >= 8 else { throw .cut(in: nil) }
    guard tag(place) == .item else { throw .noItem(tag(place)) }
    let (length, start) = (u32(place + 4), place + 8)
    guard length == Self.undefined else {
      guard length <= limit - start else { throw .cut(in: .item) }
      return (try elements(in: start..<start + length, encoding, depth: depth), start + length)
    }
    return try markedItem(from: start, before: limit, encoding, depth: depth)
  }

  /// An item that ends with a mark.
  private func markedItem(
    from start: Int, before limit: Int, _ encoding: DICOMSyntax.Encoding, depth: Int
  ) throws(DICOMDamage) -> (elements: [DICOMElement], end: Int) {
    var found: [DICOMElement] = []
    var place = start
    while true {
      guard limit - place >= 8 else { throw .cut(in: .item) }
      if tag(place) == .itemEnd { return (found, place + 8) }
      let next = try element(at: place, before: limit, encoding, depth: depth)
      found.append(next)
      place = next.end
    }
  }

  /// Where the mark lies that ends a sequence of undefined length, or pixels in pieces.
  private func endOfItems(
    from start: Int, before limit: Int, _ encoding: DICOMSyntax.Encoding, depth: Int
  ) throws(DICOMDamage) -> Int {
    guard depth <= Self.deepest else { throw .deep }
    var place = start
    while true {
      guard limit - place >= 8 else { throw .cut(in: .item) }
      let (tag, length) = (tag(place), u32(place + 4))
      if tag == .sequenceEnd { return place }
      guard tag == .item else { throw .noItem(tag) }
      if length == Self.undefined {
        place = try markedItem(from: place + 8, before: limit, encoding, depth: depth).end
      } else {
        guard length <= limit - place - 8 else { throw .cut(in: .item) }
        place += 8 + length
      }
    }
  }
}
