/// Elements as bytes, little-endian.
struct ElementWriting {
  var encoding: DICOMSyntax.Encoding

  /// An element whose value is a text, filled up to an even number of bytes.
  func text(_ tag: DICOMTag, _ vr: String, _ text: String) -> [UInt8] {
    var value = Array(text.utf8)
    if !value.count.isMultiple(of: 2) { value.append(vr == "UI" ? 0 : 0x20) }
    return element(tag, vr, value)
  }

  /// An element of several values with backslashes between, in the bytes of the file's own characters.
  func element(_ tag: DICOMTag, _ vr: String, _ values: [[UInt8]]) -> [UInt8] {
    let value = Array(values.joined(separator: "\\".utf8))
    return element(tag, vr, value.count.isMultiple(of: 2) ? value : value + [0x20])
  }

  /// An element with a value of an even number of bytes.
  ///
  /// - Parameters:
  ///   - tag: its name.
  ///   - vr: two letters that say what kind of value it is; a value too long for its kind is written as
  ///     of unknown kind (PS3.5, 6.2.2).
  ///   - value: the value.
  /// - Returns: the whole element.
  func element(_ tag: DICOMTag, _ vr: String, _ value: [UInt8]) -> [UInt8] {
    let name = Self.u16(tag.group) + Self.u16(tag.element)
    guard encoding == .explicit else { return name + Self.u32(value.count) + value }
    let isLong = ["SQ", "UN", "OB", "OW"].contains(vr)
    guard !isLong, value.count <= 0xFFFE else {
      return name + Array((isLong ? vr : "UN").utf8) + [0, 0] + Self.u32(value.count) + value
    }
    return name + Array(vr.utf8) + Self.u16(UInt16(value.count)) + value
  }

  /// An item of a sequence.
  static func item(_ elements: [UInt8]) -> [UInt8] {
    u16(DICOMTag.item.group) + u16(DICOMTag.item.element) + u32(elements.count) + elements
  }

  static func u16(_ number: UInt16) -> [UInt8] { [UInt8(number & 0xFF), UInt8(number >> 8)] }

  static func u32(_ number: Int) -> [UInt8] {
    u16(UInt16(truncatingIfNeeded: number)) + u16(UInt16(truncatingIfNeeded: number >> 16))
  }
}
