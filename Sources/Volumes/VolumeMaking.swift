extension Volume {
  /// A new volume of one frame that holds an image.
  ///
  /// Floats are stored as they are. Integers are stored as they are where every value is an
  /// integer that the type can hold; otherwise slope and intercept spread the range of values over
  /// the range of the type. NaN becomes the stored number nearest to zero.
  ///
  /// - Parameters:
  ///   - image: values and lattice.
  ///   - type: a type with one real number a voxel.
  ///   - description: free text of at most 80 bytes for the header.
  public init(image: Image, type: VoxelType, description: String = "") {
    precondition(type.isScalar, "an image is stored with one real number a voxel")
    let scaling = Scaling.fitting(image.voxels, type: type)
    self.init(
      header: NiftiHeader(
        grid: image.grid, frames: 1, type: type, scaling: scaling, description: description),
      grid: image.grid, frames: 1, bytes: encode(image.voxels, as: type, scaling: scaling))
  }

  /// A new volume of as many frames as another one, each made from one of its frames; the time from one
  /// to the next stays.
  ///
  /// - Parameters:
  ///   - series: where the frames come from.
  ///   - type: a type with one real number a voxel; integers are scaled by the range of all frames.
  ///   - description: free text of at most 80 bytes for the header.
  ///   - change: makes a frame of the new volume; all must lie on one grid.
  /// - Throws: what reading a frame throws, and `badData` where memory would not do.
  public init(
    series: Volume, type: VoxelType, description: String = "", _ change: (Image) -> Image
  ) throws(VolumeError) {
    precondition(type.isScalar, "an image is stored with one real number a voxel")
    let first = change(try series.image(frame: 0))
    let count = first.voxels.count
    try MemoryLimit.check(count * series.frames * (4 + type.byteCount))
    var values = first.voxels
    values.reserveCapacity(count * series.frames)
    for frame in 1..<max(1, series.frames) {
      let next = change(try series.image(frame: frame))
      precondition(next.voxels.count == count, "the frames of a series lie on one grid")
      values += next.voxels
    }
    let scaling = Scaling.fitting(values, type: type)
    var header = NiftiHeader(
      grid: first.grid, frames: series.frames, type: type, scaling: scaling,
      description: description)
    if series.frames > 1, let step = series.header.frameStepMS { header.setFrameStep(ms: step) }
    self.init(
      header: header, grid: first.grid, frames: series.frames,
      bytes: encode(values, as: type, scaling: scaling))
  }

  /// A new volume of one frame that holds a mask, as uint8.
  public init(mask: Mask) {
    self.init(
      header: NiftiHeader(grid: mask.grid, frames: 1, type: .uint8),
      grid: mask.grid, frames: 1, bytes: mask.voxels)
  }
}

extension Scaling {
  /// The scaling with which the values fit into the type.
  static func fitting(_ values: [Float], type: VoxelType) -> Scaling {
    guard type.isInteger else { return .identity }
    var (low, high) = (Double.infinity, -Double.infinity)
    var areIntegers = true
    for value in values where value.isFinite {
      low = min(low, Double(value))
      high = max(high, Double(value))
      areIntegers = areIntegers && isWhole(value)
    }
    return fitting(low: low, high: high, areIntegers: areIntegers, type: type)
  }

  /// The scaling with which values from `low` to `high` fit into an integer type.
  static func fitting(low: Double, high: Double, areIntegers: Bool, type: VoxelType) -> Scaling {
    guard let limits = type.integerLimits else { return .identity }
    guard low <= high else { return .identity }
    if areIntegers && low >= limits.lowerBound && high <= limits.upperBound { return .identity }
    let span = limits.upperBound - limits.lowerBound
    let slope = Double(Float((high - low) / span))
    guard slope > 0 else { return Scaling(slope: 1, intercept: Double(Float(low))) }
    return Scaling(slope: slope, intercept: Double(Float(low - limits.lowerBound * slope)))
  }
}

extension VoxelType {
  /// The smallest and largest number of an integer type, in the range where Double is exact.
  var integerLimits: ClosedRange<Double>? {
    switch self {
    case .uint8: 0...255
    case .int8: -128...127
    case .int16: -32768...32767
    case .uint16: 0...65535
    case .int32: -2147483648...2147483647
    case .uint32: 0...4294967295
    case .int64: -9007199254740992...9007199254740992
    case .uint64: 0...9007199254740992
    default: nil
    }
  }
}

/// Stores values, little-endian, with a scaling.
func encode(_ values: [Float], as type: VoxelType, scaling: Scaling) -> [UInt8] {
  switch type {
  case .uint8: encodeIntegers(values, UInt8.self, scaling)
  case .int8: encodeIntegers(values, Int8.self, scaling)
  case .int16: encodeIntegers(values, Int16.self, scaling)
  case .uint16: encodeIntegers(values, UInt16.self, scaling)
  case .int32: encodeIntegers(values, Int32.self, scaling)
  case .uint32: encodeIntegers(values, UInt32.self, scaling)
  case .int64: encodeIntegers(values, Int64.self, scaling)
  case .uint64: encodeIntegers(values, UInt64.self, scaling)
  case .float32: encodeFloats(values)
  default: encodeDoubles(values)
  }
}

/// Whether a finite number has no fraction; from 2²³ on no Float has one.
@inline(__always)
private func isWhole(_ value: Float) -> Bool {
  abs(value) >= 8_388_608 || Float(Int32(value)) == value
}

@inline(__always)
private func encodeIntegers<T: FixedWidthInteger & BitwiseCopyable>(
  _ values: [Float], _ type: T.Type, _ scaling: Scaling
) -> [UInt8] {
  let (low, high) = (Double(T.min), Double(T.max))
  let zero = min(max((-scaling.intercept / scaling.slope).rounded(), low), high)
  let size = MemoryLayout<T>.size
  return [UInt8](unsafeUninitializedCapacity: values.count * size) { target, used in
    let sink = UnsafeMutableRawBufferPointer(target)
    values.withUnsafeBufferPointer { values in
      for i in 0..<values.count {
        let wanted = (Double(values[i]) - scaling.intercept) / scaling.slope
        let stored: T = nearest(wanted.isNaN ? zero : wanted, low, high)
        sink.storeBytes(of: stored.littleEndian, toByteOffset: i &* size, as: T.self)
      }
    }
    used = values.count * size
  }
}

/// The nearest integer of a type with these limits, halves away from zero.
@inline(__always)
func nearest<T: FixedWidthInteger>(_ number: Double, _ low: Double, _ high: Double) -> T {
  guard number > low else { return T.min }
  guard number < high else { return T.max }
  let shifted = number < 0 ? number - 0.5 : number + 0.5
  return shifted >= high ? T.max : shifted <= low ? T.min : T(shifted)
}

private func encodeFloats(_ values: [Float]) -> [UInt8] {
  [UInt8](unsafeUninitializedCapacity: values.count * 4) { target, used in
    let sink = UnsafeMutableRawBufferPointer(target)
    values.withUnsafeBufferPointer { values in
      for i in 0..<values.count {
        let bits = values[i].bitPattern.littleEndian
        sink.storeBytes(of: bits, toByteOffset: i &* 4, as: UInt32.self)
      }
    }
    used = values.count * 4
  }
}

private func encodeDoubles(_ values: [Float]) -> [UInt8] {
  [UInt8](unsafeUninitializedCapacity: values.count * 8) { target, used in
    let sink = UnsafeMutableRawBufferPointer(target)
    values.withUnsafeBufferPointer { values in
      for i in 0..<values.count {
        let bits = Double(values[i]).bitPattern.littleEndian
        sink.storeBytes(of: bits, toByteOffset: i &* 8, as: UInt64.self)
      }
    }
    used = values.count * 8
  }
}
