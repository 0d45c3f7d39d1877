extension Volume {
  /// The values of one frame, slope and intercept applied, as Float32; NaN stays NaN.
  ///
  /// - Parameter frame: counted from zero; axes 5 to 7 follow the fourth.
  /// - Returns: the values on the grid of the volume.
  /// - Throws: `unsupported` for colours, complex numbers and 128-bit floats; `badData` for a
  ///   frame that is not there.
  public func image(frame: Int = 0) throws(VolumeError) -> Image {
    guard header.voxelType.isScalar else { throw .noScalar(header.voxelType) }
    guard frame >= 0, frame < frames else { throw .noFrame(frame, of: frames) }
    let count = grid.voxelCount
    try MemoryLimit.check(4 * count)
    let voxels = [Float](unsafeUninitializedCapacity: count) { target, used in
      target.baseAddress.map { adviseLargePages($0, 4 * count) }
      bytes.withUnsafeBytes { stored in
        let first = frame * frameByteCount
        let frameBytes = UnsafeRawBufferPointer(
          rebasing: stored[first..<first + frameByteCount])
        decode(
          frameBytes, as: header.voxelType, order: header.byteOrder, scaling: header.scaling,
          into: target)
      }
      used = count
    }
    return Image(grid: grid, voxels: voxels)
  }
}

/// Turns stored numbers into values. `target` has room for one float a voxel.
func decode(
  _ stored: UnsafeRawBufferPointer, as type: VoxelType, order: ByteOrder, scaling: Scaling,
  into target: UnsafeMutableBufferPointer<Float>
) {
  guard let source = stored.baseAddress, let sink = target.baseAddress else { return }
  let count = stored.count / type.byteCount
  let swap = order != .host
  switch type {
  case .uint8: decodeIntegers(source, UInt8.self, swap, scaling, sink, count)
  case .int8: decodeIntegers(source, Int8.self, swap, scaling, sink, count)
  case .int16: decodeIntegers(source, Int16.self, swap, scaling, sink, count)
  case .uint16: decodeIntegers(source, UInt16.self, swap, scaling, sink, count)
  case .int32: decodeIntegers(source, Int32.self, swap, scaling, sink, count)
  case .uint32: decodeIntegers(source, UInt32.self, swap, scaling, sink, count)
  case .int64: decodeIntegers(source, Int64.self, swap, scaling, sink, count)
  case .uint64: decodeIntegers(source, UInt64.self, swap, scaling, sink, count)
  case .float32: decodeFloats(source, swap, scaling, sink, count)
  case .float64: decodeDoubles(source, swap, scaling, sink, count)
  case .rgb24, .rgba32, .complex64, .complex128, .complex256, .float128: break
  }
}

extension ByteOrder {
  /// The order of the machine that this runs on.
  static var host: ByteOrder { Int16(1).littleEndian == 1 ? .little : .big }
}

@inline(__always)
private func decodeIntegers<T: FixedWidthInteger>(
  _ source: UnsafeRawPointer, _ type: T.Type, _ swap: Bool, _ scaling: Scaling,
  _ sink: UnsafeMutablePointer<Float>, _ count: Int
) {
  let size = MemoryLayout<T>.size
  if scaling == .identity {
    if swap {
      for i in 0..<count {
        let raw = source.loadUnaligned(fromByteOffset: i &* size, as: T.self)
        sink[i] = Float(raw.byteSwapped)
      }
    } else {
      for i in 0..<count {
        sink[i] = Float(source.loadUnaligned(fromByteOffset: i &* size, as: T.self))
      }
    }
    return
  }
  let (slope, intercept) = (scaling.slope, scaling.intercept)
  for i in 0..<count {
    let raw = source.loadUnaligned(fromByteOffset: i &* size, as: T.self)
    sink[i] = Float(Double(swap ? raw.byteSwapped : raw) * slope + intercept)
  }
}

private func decodeFloats(
  _ source: UnsafeRawPointer, _ swap: Bool, _ scaling: Scaling,
  _ sink: UnsafeMutablePointer<Float>, _ count: Int
) {
  let plain = scaling == .identity
  let (slope, intercept) = (scaling.slope, scaling.intercept)
  for i in 0..<count {
    let raw = source.loadUnaligned(fromByteOffset: i &* 4, as: UInt32.self)
    let value = Float(bitPattern: swap ? raw.byteSwapped : raw)
    sink[i] = plain ? value : Float(Double(value) * slope + intercept)
  }
}

private func decodeDoubles(
  _ source: UnsafeRawPointer, _ swap: Bool, _ scaling: Scaling,
  _ sink: UnsafeMutablePointer<Float>, _ count: Int
) {
  let plain = scaling == .identity
  let (slope, intercept) = (scaling.slope, scaling.intercept)
  for i in 0..<count {
    let raw = source.loadUnaligned(fromByteOffset: i &* 8, as: UInt64.self)
    let value = Double(bitPattern: swap ? raw.byteSwapped : raw)
    sink[i] = Float(plain ? value : value * slope + intercept)
  }
}
