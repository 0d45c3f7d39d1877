extension Volume {
  /// The same values stored as another type, all frames. The rest of the header stays: lattice,
  /// forms, units, intent, slice fields, texts and extensions.
  ///
  /// Numbers are carried as 64-bit floats. Integers are stored as they are where every value is an
  /// integer that the type can hold; otherwise slope and intercept spread the range of the values
  /// over the range of the type. NaN becomes the stored number nearest to zero.
  ///
  /// - Parameter type: a type with one real number a voxel.
  /// - Returns: the volume in its new type, in the same byte order.
  /// - Throws: `unsupported` for colours, complex numbers and 128-bit floats, and for more than
  ///   memory holds.
  public func stored(as type: VoxelType) throws(VolumeError) -> Volume {
    guard header.voxelType.isScalar else { throw .noScalar(header.voxelType) }
    guard type.isScalar else { throw .noScalar(type) }
    guard type != header.voxelType else { return self }
    try MemoryLimit.check(grid.voxelCount * frames * type.byteCount)
    let scaling = type.isInteger ? ValueRange(of: self).scaling(for: type) : .identity
    guard scaling.slope.isFinite, scaling.intercept.isFinite else { throw .noScalingFits(type) }
    var result = self
    result.header = header.format == .analyze ? asSingleFile().header : header
    result.header.setType(type, scaling: scaling)
    result.bytes = recoded(as: type, scaling: scaling, order: result.header.byteOrder)
    return result
  }

  /// Voxels that are carried at once.
  private static let runLength = 4096

  /// Calls `body` with the values of one run of voxels after another, all frames.
  fileprivate func forEachRun(_ body: (UnsafeMutableBufferPointer<Double>, Int) -> Void) {
    let count = grid.voxelCount * frames
    let size = header.voxelType.byteCount
    withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.runLength) { values in
      bytes.withUnsafeBytes { stored in
        for start in stride(from: 0, to: count, by: Self.runLength) {
          let run = min(Self.runLength, count - start)
          let piece = UnsafeRawBufferPointer(rebasing: stored[start * size..<(start + run) * size])
          let target = UnsafeMutableBufferPointer(rebasing: values[..<run])
          decodeExactly(
            piece, as: header.voxelType, order: header.byteOrder, scaling: header.scaling,
            into: target)
          body(target, start)
        }
      }
    }
  }

  private func recoded(as type: VoxelType, scaling: Scaling, order: ByteOrder) -> [UInt8] {
    let size = type.byteCount
    let total = grid.voxelCount * frames * size
    return [UInt8](unsafeUninitializedCapacity: total) { target, used in
      let sink = UnsafeMutableRawBufferPointer(target)
      forEachRun { values, start in
        let piece = sink[start * size..<(start + values.count) * size]
        encodeExactly(
          values, as: type, order: order, scaling: scaling,
          into: UnsafeMutableRawBufferPointer(rebasing: piece))
      }
      used = total
    }
  }
}

/// What the values of a volume range over.
private struct ValueRange {
  var low = Double.infinity
  var high = -Double.infinity
  var areIntegers = true

  init(of volume: Volume) {
    var range = self
    volume.forEachRun { values, _ in
      for value in values where value.isFinite {
        range.low = min(range.low, value)
        range.high = max(range.high, value)
        range.areIntegers =
          range.areIntegers && (abs(value) >= 9e15 || Double(Int64(value)) == value)
      }
    }
    self = range
  }

  init() {}

  /// The scaling with which the values fit into an integer type.
  func scaling(for type: VoxelType) -> Scaling {
    Scaling.fitting(low: low, high: high, areIntegers: areIntegers, type: type)
  }
}

extension NiftiHeader {
  /// Changes datatype, bits and scaling, and nothing else.
  mutating func setType(_ type: VoxelType, scaling: Scaling) {
    (voxelType, self.scaling) = (type, scaling)
    fields.set(type.rawValue, at: places.datatype)
    fields.set(Int16(type.byteCount * 8), at: places.bitpix)
    setReal(scaling.slope, at: places.slope)
    setReal(scaling.intercept, at: places.intercept)
  }
}

extension VolumeError {
  static func noScalingFits(_ type: VoxelType) -> VolumeError {
    VolumeError(
      .unsupported,
      "The values range too far to be stored as \(type): no slope of 32 bits spans them.",
      remedy: "Store them as float64.")
  }
}
