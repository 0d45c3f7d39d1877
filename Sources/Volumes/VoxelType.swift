/// How one voxel is stored, with the NIfTI datatype code as raw value.
public enum VoxelType: Int16, Sendable, CaseIterable, Codable {
  case uint8 = 2
  case int16 = 4
  case int32 = 8
  case float32 = 16
  case complex64 = 32
  case float64 = 64
  case rgb24 = 128
  case int8 = 256
  case uint16 = 512
  case uint32 = 768
  case int64 = 1024
  case uint64 = 1280
  case float128 = 1536
  case complex128 = 1792
  case complex256 = 2048
  case rgba32 = 2304

  /// Bytes of one stored voxel.
  public var byteCount: Int {
    switch self {
    case .uint8, .int8: 1
    case .int16, .uint16: 2
    case .rgb24: 3
    case .int32, .uint32, .float32, .rgba32: 4
    case .int64, .uint64, .float64, .complex64: 8
    case .float128, .complex128: 16
    case .complex256: 32
    }
  }

  /// Whether the type holds one real number a voxel that Bauta computes with.
  public var isScalar: Bool {
    switch self {
    case .complex64, .complex128, .complex256, .rgb24, .rgba32, .float128: false
    default: true
    }
  }

  /// Whether the type holds integers.
  public var isInteger: Bool { isScalar && self != .float32 && self != .float64 }
}
