import Volumes

/// Bytes into which numbers are written in one byte order.
public struct ByteWriter {
  /// The bytes so far.
  public var bytes: [UInt8]
  private let order: ByteOrder

  /// `count` zero bytes.
  public init(count: Int, order: ByteOrder) {
    bytes = [UInt8](repeating: 0, count: count)
    self.order = order
  }

  /// The bytes of one integer.
  public static func bytes<T: FixedWidthInteger>(of value: T, order: ByteOrder) -> [UInt8] {
    let size = MemoryLayout<T>.size
    let rising = (0..<size).map { UInt8(truncatingIfNeeded: value >> T(8 * $0)) }
    return order == .little ? rising : rising.reversed()
  }

  /// Writes an integer at a place.
  public mutating func put<T: FixedWidthInteger>(_ value: T, at place: Int) {
    let field = Self.bytes(of: value, order: order)
    bytes.replaceSubrange(place..<place + field.count, with: field)
  }

  /// Writes a 32-bit float at a place.
  public mutating func put(float value: Double, at place: Int) {
    put(Float(value).bitPattern, at: place)
  }

  /// Writes a 64-bit float at a place.
  public mutating func put(double value: Double, at place: Int) {
    put(value.bitPattern, at: place)
  }

  /// Writes a text at a place.
  public mutating func put(text: String, at place: Int) {
    let field = Array(text.utf8)
    bytes.replaceSubrange(place..<place + field.count, with: field)
  }
}
