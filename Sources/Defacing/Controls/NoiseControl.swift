import Kernels
import Volumes

/// Raises a few voxels of the head by one grey level: the smallest change that an image can suffer.
///
/// A grey level is one stored unit of an integer image, and 1/4096 of the robust range of a floating
/// point one. A voxel at the top of its type is lowered instead. Which voxels change depends on the
/// seed alone.
public struct NoiseControl: Control, Hashable, Codable {
  /// The name users type.
  public static let name = "noise"
  /// Changes whenever the result for the same input and parameters changes.
  public static let version = 1
  /// What it does, as one sentence.
  public static let summary = "Raises 5 % of the head's voxels by one grey level (seeded)."

  /// Start of the random numbers.
  public var seed: UInt64
  /// Share of the head's voxels that change, above 0 and at most 1.
  public var fraction: Double

  /// The control with its parameters.
  public init(seed: UInt64 = 7, fraction: Double = 0.05) {
    (self.seed, self.fraction) = (seed, fraction)
  }

  /// The changed image.
  public func changed(_ volume: Volume, head: Mask) throws(DefacingError) -> ControlledChange {
    guard volume.grid.dims == head.grid.dims else {
      throw DefacingError(
        .inputUnsuitable, "noise: the head mask must lie on the lattice of the image",
        remedy: "Make the mask from this image.")
    }
    guard volume.header.voxelType.isScalar else {
      throw DefacingError(
        .inputUnsuitable,
        "noise: the image stores \(volume.header.voxelType), not one real number a voxel",
        remedy: "Convert the image to a grey image first.")
    }
    var result = volume
    let places = chosen(in: head, frames: volume.frames)
    change(&result, at: places, step: try floatStep(of: volume))
    return ControlledChange(volume: result, changedVoxels: places.count)
  }

  /// Places of the voxels that change, counted over all frames.
  private func chosen(in head: Mask, frames: Int) -> [Int] {
    let random = CounterRandom(seed: seed)
    var places: [Int] = []
    for frame in 0..<frames {
      for voxel in head.voxels.indices where head.voxels[voxel] != 0 {
        let draw = random.uniform(stream: UInt64(frame), index: UInt64(voxel))
        if draw < fraction { places.append(frame * head.voxels.count + voxel) }
      }
    }
    return places
  }

  /// One grey level of a floating point image, in stored units.
  private func floatStep(of volume: Volume) throws(DefacingError) -> Double {
    guard !volume.header.voxelType.isInteger else { return 1 }
    do {
      let image = try volume.image(frame: 0)
      guard let range = robustRange(of: image.voxels.filter(\.isFinite)) else { return 1 }
      let span = Double(range.upperBound) - Double(range.lowerBound)
      return span / 4096 / abs(volume.header.scaling.slope)
    } catch {
      throw DefacingError(.inputUnsuitable, "noise: \(error.message)", remedy: error.remedy)
    }
  }

  private func change(_ volume: inout Volume, at places: [Int], step: Double) {
    let order = volume.header.byteOrder
    let type = volume.header.voxelType
    volume.bytes.withUnsafeMutableBytes { bytes in
      switch type {
      case .uint8: raise(bytes, places, order, UInt8.self)
      case .int8: raise(bytes, places, order, Int8.self)
      case .uint16: raise(bytes, places, order, UInt16.self)
      case .int16: raise(bytes, places, order, Int16.self)
      case .uint32: raise(bytes, places, order, UInt32.self)
      case .int32: raise(bytes, places, order, Int32.self)
      case .uint64: raise(bytes, places, order, UInt64.self)
      case .int64: raise(bytes, places, order, Int64.self)
      case .float32: raiseFloats(bytes, places, order, Float(step))
      case .float64: raiseDoubles(bytes, places, order, step)
      default: break
      }
    }
  }
}

/// Raises integers by one; those at the top of their type are lowered.
private func raise<Stored: FixedWidthInteger>(
  _ bytes: UnsafeMutableRawBufferPointer, _ places: [Int], _ order: ByteOrder, _ type: Stored.Type
) {
  let size = MemoryLayout<Stored>.size
  for place in places {
    let raw = bytes.loadUnaligned(fromByteOffset: place * size, as: Stored.self)
    let value = order == .little ? Stored(littleEndian: raw) : Stored(bigEndian: raw)
    let raised = value == .max ? value &- 1 : value &+ 1
    bytes.storeBytes(
      of: order == .little ? raised.littleEndian : raised.bigEndian,
      toByteOffset: place * size, as: Stored.self)
  }
}

private func raiseFloats(
  _ bytes: UnsafeMutableRawBufferPointer, _ places: [Int], _ order: ByteOrder, _ step: Float
) {
  for place in places {
    let raw = bytes.loadUnaligned(fromByteOffset: place * 4, as: UInt32.self)
    let pattern = order == .little ? UInt32(littleEndian: raw) : UInt32(bigEndian: raw)
    let raised = (Float(bitPattern: pattern) + step).bitPattern
    bytes.storeBytes(
      of: order == .little ? raised.littleEndian : raised.bigEndian, toByteOffset: place * 4,
      as: UInt32.self)
  }
}

private func raiseDoubles(
  _ bytes: UnsafeMutableRawBufferPointer, _ places: [Int], _ order: ByteOrder, _ step: Double
) {
  for place in places {
    let raw = bytes.loadUnaligned(fromByteOffset: place * 8, as: UInt64.self)
    let pattern = order == .little ? UInt64(littleEndian: raw) : UInt64(bigEndian: raw)
    let raised = (Double(bitPattern: pattern) + step).bitPattern
    bytes.storeBytes(
      of: order == .little ? raised.littleEndian : raised.bigEndian, toByteOffset: place * 8,
      as: UInt64.self)
  }
}
