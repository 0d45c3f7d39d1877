/// Walks over the bytes of a file of big-endian numbers, and never beyond them.
struct AtlasBytes {
  private let bytes: UnsafeRawBufferPointer
  private(set) var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// How many bytes are left.
  var left: Int { bytes.count - position }

  /// Passes over bytes; nil where there are not as many.
  mutating func skip(_ count: Int) -> Void? {
    guard count >= 0, count <= left else { return nil }
    position += count
    return ()
  }

  /// The next whole number of four bytes; nil at the end.
  mutating func int() -> Int? {
    guard left >= 4 else { return nil }
    let value = bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)
    position += 4
    return Int(Int32(bitPattern: UInt32(bigEndian: value)))
  }

  /// The next number of one byte; nil at the end.
  mutating func byte() -> Int? {
    guard left >= 1 else { return nil }
    position += 1
    return Int(bytes[position - 1])
  }

  /// The next real number; nil at the end.
  mutating func float() -> Float? {
    int().map { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) }
  }
}
