/// The stored number that comes nearest to a value, as bytes.
struct StoredValue {
  /// The bytes of one voxel in the byte order asked for.
  var bytes: [UInt8]
  /// The stored number; for colours and complex numbers that of the first part.
  var stored: Double
  /// Whether the number lay beyond what the type can hold and the nearest limit was taken.
  var isClamped: Bool

  /// The number for a value after scaling. NaN is kept by floats and becomes 0 otherwise.
  init(nearest value: Double, type: VoxelType, order: ByteOrder, scaling: Scaling) {
    let wanted = (value - scaling.intercept) / scaling.slope
    switch type {
    case .uint8: self.init(wanted, UInt8.self, order)
    case .int8: self.init(wanted, Int8.self, order)
    case .int16: self.init(wanted, Int16.self, order)
    case .uint16: self.init(wanted, UInt16.self, order)
    case .int32: self.init(wanted, Int32.self, order)
    case .uint32: self.init(wanted, UInt32.self, order)
    case .int64: self.init(wanted, Int64.self, order)
    case .uint64: self.init(wanted, UInt64.self, order)
    case .float32, .complex64: self.init(float: wanted, order, parts: type.byteCount / 4)
    case .float64, .complex128: self.init(double: wanted, order, parts: type.byteCount / 8)
    case .rgb24, .rgba32:
      self.init(value, UInt8.self, order)
      bytes = [UInt8](repeating: bytes[0], count: type.byteCount)
    case .float128, .complex256:
      self.init(
        bytes: [UInt8](repeating: 0, count: type.byteCount), stored: 0, isClamped: wanted != 0)
    }
  }

  private init(bytes: [UInt8], stored: Double, isClamped: Bool) {
    (self.bytes, self.stored, self.isClamped) = (bytes, stored, isClamped)
  }

  private init<T: FixedWidthInteger>(_ wanted: Double, _ type: T.Type, _ order: ByteOrder) {
    let nearest = wanted.isNaN ? 0 : wanted.rounded()
    let number = T(exactly: nearest) ?? (nearest < 0 ? T.min : T.max)
    let ordered = order == .little ? number.littleEndian : number.bigEndian
    let isOutside = T(exactly: nearest) == nil || wanted.isNaN
    self.init(
      bytes: withUnsafeBytes(of: ordered) { Array($0) }, stored: Double(number),
      isClamped: isOutside)
  }

  private init(float wanted: Double, _ order: ByteOrder, parts: Int) {
    let limit = Double(Float.greatestFiniteMagnitude)
    let clamped = wanted.isFinite ? min(max(wanted, -limit), limit) : wanted
    var block = HeaderBytes(bytes: [UInt8](repeating: 0, count: 4 * parts), order: order)
    block.setFloat(clamped, at: 0)
    self.init(
      bytes: block.bytes, stored: Double(Float(clamped)),
      isClamped: clamped != wanted && wanted.isFinite)
  }

  private init(double wanted: Double, _ order: ByteOrder, parts: Int) {
    var block = HeaderBytes(bytes: [UInt8](repeating: 0, count: 8 * parts), order: order)
    block.setDouble(wanted, at: 0)
    self.init(bytes: block.bytes, stored: wanted, isClamped: false)
  }
}
