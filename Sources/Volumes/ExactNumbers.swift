/// Turns stored numbers into values, as 64-bit floats. `target` has room for one a voxel.
func decodeExactly(
  _ stored: UnsafeRawBufferPointer, as type: VoxelType, order: ByteOrder, scaling: Scaling,
  into target: UnsafeMutableBufferPointer<Double>
) {
  let swap = order != .host
  switch type {
  case .uint8: decode(stored, UInt8.self, swap, target)
  case .int8: decode(stored, Int8.self, swap, target)
  case .int16: decode(stored, Int16.self, swap, target)
  case .uint16: decode(stored, UInt16.self, swap, target)
  case .int32: decode(stored, Int32.self, swap, target)
  case .uint32: decode(stored, UInt32.self, swap, target)
  case .int64: decode(stored, Int64.self, swap, target)
  case .uint64: decode(stored, UInt64.self, swap, target)
  case .float32:
    for i in 0..<target.count {
      let raw = stored.loadUnaligned(fromByteOffset: i &* 4, as: UInt32.self)
      target[i] = Double(Float(bitPattern: swap ? raw.byteSwapped : raw))
    }
  case .float64:
    for i in 0..<target.count {
      let raw = stored.loadUnaligned(fromByteOffset: i &* 8, as: UInt64.self)
      target[i] = Double(bitPattern: swap ? raw.byteSwapped : raw)
    }
  case .rgb24, .rgba32, .complex64, .complex128, .complex256, .float128: break
  }
  guard scaling != .identity else { return }
  for i in 0..<target.count { target[i] = target[i] * scaling.slope + scaling.intercept }
}

@inline(__always)
private func decode<T: FixedWidthInteger>(
  _ stored: UnsafeRawBufferPointer, _ type: T.Type, _ swap: Bool,
  _ target: UnsafeMutableBufferPointer<Double>
) {
  for i in 0..<target.count {
    let raw = stored.loadUnaligned(fromByteOffset: i &* MemoryLayout<T>.size, as: T.self)
    target[i] = Double(swap ? raw.byteSwapped : raw)
  }
}

/// Stores values with a scaling; integers nearest, halves away from zero.
func encodeExactly(
  _ values: UnsafeMutableBufferPointer<Double>, as type: VoxelType, order: ByteOrder,
  scaling: Scaling, into target: UnsafeMutableRawBufferPointer
) {
  let swap = order != .host
  switch type {
  case .uint8: encode(values, UInt8.self, swap, scaling, target)
  case .int8: encode(values, Int8.self, swap, scaling, target)
  case .int16: encode(values, Int16.self, swap, scaling, target)
  case .uint16: encode(values, UInt16.self, swap, scaling, target)
  case .int32: encode(values, Int32.self, swap, scaling, target)
  case .uint32: encode(values, UInt32.self, swap, scaling, target)
  case .int64: encode(values, Int64.self, swap, scaling, target)
  case .uint64: encode(values, UInt64.self, swap, scaling, target)
  case .float32:
    for i in 0..<values.count {
      let bits = Float(values[i]).bitPattern
      target.storeBytes(of: swap ? bits.byteSwapped : bits, toByteOffset: i &* 4, as: UInt32.self)
    }
  default:
    for i in 0..<values.count {
      let bits = values[i].bitPattern
      target.storeBytes(of: swap ? bits.byteSwapped : bits, toByteOffset: i &* 8, as: UInt64.self)
    }
  }
}

@inline(__always)
private func encode<T: FixedWidthInteger & BitwiseCopyable>(
  _ values: UnsafeMutableBufferPointer<Double>, _ type: T.Type, _ swap: Bool, _ scaling: Scaling,
  _ target: UnsafeMutableRawBufferPointer
) {
  let (low, high) = (Double(T.min), Double(T.max))
  let zero = min(max((-scaling.intercept / scaling.slope).rounded(), low), high)
  for i in 0..<values.count {
    let wanted = (values[i] - scaling.intercept) / scaling.slope
    let number: T = nearest(wanted.isNaN ? zero : wanted, low, high)
    target.storeBytes(
      of: swap ? number.byteSwapped : number, toByteOffset: i &* MemoryLayout<T>.size, as: T.self)
  }
}
