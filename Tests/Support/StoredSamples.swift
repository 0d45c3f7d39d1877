import Volumes

/// Numbers that a voxel type can hold, with the bytes that hold them.
public struct StoredSamples {
  /// What the numbers are.
  public let numbers: [Double]
  /// Their bytes, one number after another.
  public let bytes: [UInt8]

  /// The limits of the type and some numbers between, `count` in all; nil for types without one
  /// real number a voxel.
  public init?(of type: VoxelType, order: ByteOrder, count: Int) {
    switch type {
    case .uint8: self.init(UInt8.self, order, count)
    case .int8: self.init(Int8.self, order, count)
    case .int16: self.init(Int16.self, order, count)
    case .uint16: self.init(UInt16.self, order, count)
    case .int32: self.init(Int32.self, order, count)
    case .uint32: self.init(UInt32.self, order, count)
    case .int64: self.init(Int64.self, order, count)
    case .uint64: self.init(UInt64.self, order, count)
    case .float32:
      self.init(real: [0, 1.5, -2.25, 3.4e38, .nan, 1e-40, -.infinity], count) {
        ByteWriter.bytes(of: Float($0).bitPattern, order: order)
      }
    case .float64:
      self.init(real: [0, 1.5, -2.25, 1e300, .nan, 1e-300, -.infinity], count) {
        ByteWriter.bytes(of: $0.bitPattern, order: order)
      }
    default: return nil
    }
  }

  private init<T: FixedWidthInteger>(_ type: T.Type, _ order: ByteOrder, _ count: Int) {
    let chosen: [T] = [T.min, T.max, 0, 1, T.max / 3, T.min / 3, 100]
    let cycle = (0..<count).map { chosen[$0 % chosen.count] }
    numbers = cycle.map { Double($0) }
    bytes = cycle.flatMap { ByteWriter.bytes(of: $0, order: order) }
  }

  private init(real chosen: [Double], _ count: Int, _ encode: (Double) -> [UInt8]) {
    numbers = (0..<count).map { chosen[$0 % chosen.count] }
    bytes = numbers.flatMap(encode)
  }
}
