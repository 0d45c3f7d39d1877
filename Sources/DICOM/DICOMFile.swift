/// A file as PS3.10 describes it: a preamble, the header of the file and a data set.
public struct DICOMFile: Sendable {
  /// All its bytes.
  public let bytes: [UInt8]
  /// The elements of the header of the file, group 0002.
  public let meta: [DICOMElement]
  /// The elements of the data set, in rising order.
  public let elements: [DICOMElement]
  let syntax: DICOMSyntax

  /// Where the first element lies, behind 128 bytes and the letters DICM.
  static let firstPlace = 132

  /// Whether these first bytes are those of such a file.
  static func isDICOM(_ head: [UInt8]) -> Bool {
    head.count >= firstPlace && head[128..<132].elementsEqual("DICM".utf8)
  }

  /// Reads the elements of a file.
  init(_ bytes: [UInt8]) throws(DICOMDamage) {
    guard Self.isDICOM(bytes) else { throw DICOMDamage(sentence: "is no DICOM file") }
    let reader = ElementReader(bytes: bytes)
    self.bytes = bytes
    meta = try Self.meta(reader)
    let start = meta.last?.end ?? Self.firstPlace
    let name = meta.first { $0.tag == .transferSyntax }
      .map { Self.trimmed(bytes[$0.value]) }
    guard let name, !name.isEmpty else {
      throw DICOMDamage(sentence: "does not say how it is written (0002,0010)")
    }
    guard let syntax = DICOMSyntax.named(name) else {
      throw DICOMDamage(sentence: "is \(DICOMSyntax.refusal(of: name))")
    }
    self.syntax = syntax
    elements = try reader.elements(in: start..<bytes.count, syntax.encoding)
  }

  /// The header of the file, which is always explicit and little-endian.
  private static func meta(_ reader: ElementReader) throws(DICOMDamage) -> [DICOMElement] {
    var found: [DICOMElement] = []
    var place = firstPlace
    let end = reader.bytes.count
    while end - place >= 8, reader.u16(place) == 0x0002 {
      let next = try reader.element(at: place, before: end, .explicit)
      if let last = found.last, last.tag >= next.tag { throw .disorder(next.tag) }
      found.append(next)
      place = next.end
    }
    return found
  }
}

// MARK: - Values

extension DICOMFile {
  /// The element of the data set with this tag.
  func element(_ tag: DICOMTag) -> DICOMElement? { elements.first { $0.tag == tag } }

  /// A text without the blanks that fill it up; nil where there is none.
  func text(_ tag: DICOMTag) -> String? {
    guard let element = element(tag), !element.isUndefined else { return nil }
    let text = Self.trimmed(bytes[element.value])
    return text.isEmpty ? nil : text
  }

  /// Texts with backslashes between.
  func texts(_ tag: DICOMTag) -> [String] {
    text(tag)?.split(separator: "\\", omittingEmptySubsequences: false)
      .map { Self.trimmed(Array($0.utf8)[...]) } ?? []
  }

  /// Texts with backslashes between, as the bytes of the file's own characters.
  func values(_ tag: DICOMTag) -> [[UInt8]] {
    guard let element = element(tag), !element.isUndefined else { return [] }
    let whole = Self.bare(bytes[element.value])
    guard !whole.isEmpty else { return [] }
    return whole.split(separator: UInt8(ascii: "\\"), omittingEmptySubsequences: false)
      .map(Array.init)
  }

  /// Decimal numbers, as many as expected and all finite; nil otherwise.
  func numbers(_ tag: DICOMTag, count: Int) -> [Double]? {
    let numbers = texts(tag).compactMap { Double($0) }.filter(\.isFinite)
    return numbers.count == count && texts(tag).count == count ? numbers : nil
  }

  /// A binary number of 16 bits.
  func number(_ tag: DICOMTag) -> Int? {
    guard let element = element(tag), element.value.count == 2 else { return nil }
    return Int(ElementReader(bytes: bytes).u16(element.value.lowerBound))
  }

  /// Whether an element is there and holds something.
  func isFilled(_ tag: DICOMTag) -> Bool {
    element(tag).map { $0.isUndefined ? !$0.value.isEmpty : text(tag) != nil } ?? false
  }

  static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bare(bytes), as: UTF8.self)
  }

  /// Without the blanks and zeros at both ends.
  private static func bare(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isBlank: (UInt8) -> Bool = { $0 == 0 || $0 == 0x20 }
    let end = bytes.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? bytes.startIndex
    return bytes[(bytes[..<end].firstIndex { !isBlank($0) } ?? end)..<end]
  }
}
