/// The bytes of an MGH file that a volume read from one keeps: what FreeSurfer wrote around the
/// voxels.
struct MGHRemains: Sendable {
  /// The header, 284 bytes.
  var header: [UInt8]
  /// What follows the voxels: five floats about the scan, then tags with free text.
  var footer: [UInt8] = []

  /// Bytes of the footer that hold numbers and no text.
  static let numbersByteCount = 20

  /// The repetition time in milliseconds, the first number of the footer; nil where there is none.
  var frameStepMS: Double? {
    guard footer.count >= 4 else { return nil }
    let step = HeaderBytes(bytes: Array(footer.prefix(4)), order: .big).float(at: 0)
    return step.isFinite && step > 0 ? step : nil
  }
}

extension Volume {
  /// The volume as the parts of an MGH file: a header, the voxels big-endian, a footer.
  ///
  /// Header and footer are those of the MGH file that the volume comes from, as long as size, type
  /// and place are still the same.
  ///
  /// - Throws: `unsupported` where the format cannot hold the voxels as they are: types other
  ///   than uint8, int16, uint16, int32 and float32, and a scaling.
  func mghParts() throws(VolumeError) -> [[UInt8]] {
    guard header.scaling == .identity else { throw .noMGHScaling(header.scaling) }
    let made = try MGHHeader.bytes(of: self)
    return [keptMGHHeader ?? made, bigEndianBytes, mgh?.footer ?? scanNumbers]
  }

  /// The header that the volume was read with, if it still says the same.
  private var keptMGHHeader: [UInt8]? {
    guard let kept = mgh?.header, let reading = try? MGHHeader(head: kept).reading,
      reading.grid == grid, reading.frames == frames,
      reading.header.voxelType == header.voxelType
    else { return nil }
    return kept
  }

  private var bigEndianBytes: [UInt8] {
    let size = header.voxelType.byteCount
    guard header.byteOrder == .little, size > 1 else { return bytes }
    return [UInt8](unsafeUninitializedCapacity: bytes.count) { target, used in
      bytes.withUnsafeBufferPointer { source in
        for place in 0..<source.count {
          let within = place % size
          target[place] = source[place &- within &+ size &- 1 &- within]
        }
      }
      used = bytes.count
    }
  }

  /// The footer of a series that is no MGH file yet: its repetition time, all else unknown.
  private var scanNumbers: [UInt8] {
    guard frames > 1, let stepMS = header.frameStepMS else { return [] }
    var fields = HeaderBytes(
      bytes: [UInt8](repeating: 0, count: MGHRemains.numbersByteCount), order: .big)
    fields.setFloat(stepMS, at: 0)
    return fields.bytes
  }
}

extension NiftiHeader {
  /// The time from one frame to the next in milliseconds, if the header says it.
  var frameStepMS: Double? {
    let factors = [8: 1000.0, 16: 1, 24: 0.001]
    let step = pixdim[4]
    guard let factor = factors[unitsCode & 0x38], step.isFinite, step > 0 else { return nil }
    return step * factor
  }
}

extension MGHHeader {
  /// A new header for a volume.
  static func bytes(of volume: Volume) throws(VolumeError) -> [UInt8] {
    guard let type = code(of: volume.header.voxelType) else {
      throw .noMGHType(volume.header.voxelType)
    }
    let grid = volume.grid
    var fields = HeaderBytes(bytes: [UInt8](repeating: 0, count: byteCount), order: .big)
    for (index, number) in ([1] + grid.dims + [volume.frames, type]).enumerated() {
      guard let number = Int32(exactly: number) else { throw .absurdSize(grid.dims) }
      fields.set(number, at: 4 * index)
    }
    fields.set(Int16(1), at: 28)
    let sizes = grid.voxelSizeMM
    let cosines = (0..<3).map { grid.toWorld.column($0) / sizes[$0] }
    let middle = grid.toWorld(Vector3(Double(grid.nx), Double(grid.ny), Double(grid.nz)) / 2)
    let numbers = [sizes] + cosines + [middle]
    for (index, number) in numbers.flatMap({ [$0.x, $0.y, $0.z] }).enumerated() {
      fields.setFloat(number, at: 30 + 4 * index)
    }
    return fields.bytes
  }

  private static func code(of type: VoxelType) -> Int? {
    switch type {
    case .uint8: 0
    case .int32: 1
    case .float32: 3
    case .int16: 4
    case .uint16: 10
    default: nil
    }
  }
}

extension VolumeError {
  static func noMGHType(_ type: VoxelType) -> VolumeError {
    VolumeError(
      .unsupported,
      "The voxels are \(type), but MGH holds only uint8, int16, uint16, int32 and float32.",
      remedy: "Store them as one of these types, for example float32.")
  }

  static func noMGHScaling(_ scaling: Scaling) -> VolumeError {
    VolumeError(
      .unsupported,
      "The voxels are scaled (slope \(scaling.slope), intercept \(scaling.intercept)), "
        + "but MGH has no scaling.",
      remedy: "Store the values themselves, for example as float32.")
  }
}
