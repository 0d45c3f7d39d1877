/// Numbers and texts in a block of bytes of one byte order; every place is checked.
struct HeaderBytes: Sendable {
  var bytes: [UInt8]
  var order: ByteOrder

  /// The integer of type `T` at byte `place`, or zero beyond the end.
  func integer<T: FixedWidthInteger>(_ type: T.Type, at place: Int) -> T {
    guard place >= 0, place + MemoryLayout<T>.size <= bytes.count else { return 0 }
    let value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: T.self) }
    return order == .little ? T(littleEndian: value) : T(bigEndian: value)
  }

  /// The 32-bit float at byte `place`, as Double.
  func float(at place: Int) -> Double {
    Double(Float(bitPattern: integer(UInt32.self, at: place)))
  }

  /// The 64-bit float at byte `place`.
  func double(at place: Int) -> Double {
    Double(bitPattern: integer(UInt64.self, at: place))
  }

  /// The text in `count` bytes from `place`, up to the first zero byte, without blanks at its end.
  func text(at place: Int, count: Int) -> String {
    guard place >= 0, place < bytes.count else { return "" }
    let field = bytes[place..<min(bytes.count, place + count)].prefix { $0 != 0 }
    var text = String(decoding: field, as: UTF8.self)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  /// Writes an integer at byte `place`.
  mutating func set<T: FixedWidthInteger>(_ value: T, at place: Int) {
    let stored = order == .little ? value.littleEndian : value.bigEndian
    bytes.withUnsafeMutableBytes { $0.storeBytes(of: stored, toByteOffset: place, as: T.self) }
  }

  /// Writes a 32-bit float at byte `place`.
  mutating func setFloat(_ value: Double, at place: Int) {
    set(Float(value).bitPattern, at: place)
  }

  /// Writes a 64-bit float at byte `place`.
  mutating func setDouble(_ value: Double, at place: Int) {
    set(value.bitPattern, at: place)
  }

  /// Writes a text of at most `count` bytes at `place`, padded with zero bytes.
  mutating func setText(_ text: String, at place: Int, count: Int) {
    let field = Array(text.utf8.prefix(count))
    for index in 0..<count { bytes[place + index] = index < field.count ? field[index] : 0 }
  }
}
