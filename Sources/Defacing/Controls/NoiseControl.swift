import Anatomy
import Kernels
import Volumes

/// One grey level more in a few voxels of the head, chosen by a seed.
///
/// A grey level is one stored unit for integers; for floats it is 1/255 of the robust range (2 % to
/// 98 %) of the image. A voxel that already holds the largest number of its type stays.
public struct NoiseControl: Control, Hashable, Codable {
  /// The name users type.
  public static let name = "noise"
  /// Changes whenever the result for the same input and parameters changes.
  public static let version = 1
  /// One sentence.
  public static let summary = "Adds one grey level to 5 % of the head's voxels, chosen by a seed."

  /// Share of the head's voxels that change, 0…1.
  public var share: Double
  /// Chooses the voxels.
  public var seed: UInt64

  /// The control with its parameters.
  public init(share: Double = 0.05, seed: UInt64 = 1) {
    (self.share, self.seed) = (share, seed)
  }

  /// The changed volume; see `Control`.
  public func applied(to volume: Volume, frame: Frame) throws(DefacingError) -> Volume {
    guard frame.head.grid.matches(volume.grid) else {
      throw DefacingError(
        .inputUnsuitable,
        "Adding noise: the head mask must lie on the lattice of the volume, which has "
          + "\(lattice(volume.grid)); it has \(lattice(frame.head.grid)), or lies elsewhere.",
        remedy: "Make the head mask from this image.")
    }
    guard volume.header.voxelType.isScalar, (0...1).contains(share) else {
      throw DefacingError(
        .inputUnsuitable,
        "Adding noise: voxels of one real number and a share from 0 to 1 are needed; found "
          + "\(volume.header.voxelType) and \(share).")
    }
    var result = volume
    let unit = StoredUnit(of: volume, image: frame.image)
    let random = CounterRandom(seed: seed)
    let count = volume.grid.voxelCount
    result.bytes.withUnsafeMutableBufferPointer { bytes in
      for index in 0..<count where frame.head.voxels[index] != 0 {
        for time in 0..<volume.frames {
          let place = UInt64(index + time * count)
          guard random.uniform(index: place) < share else { continue }
          unit.add(to: bytes, at: (index + time * count) * unit.size)
        }
      }
    }
    return result
  }
}

/// One grey level of a volume in its stored form.
private struct StoredUnit {
  let type: VoxelType
  let isLittle: Bool
  /// What is added to floats, in stored units.
  let step: Double

  init(of volume: Volume, image: Image) {
    type = volume.header.voxelType
    isLittle = volume.header.byteOrder == .little
    let range = robustRange(of: image).map { $0.upperBound - $0.lowerBound } ?? 0
    step = range / 255 / volume.header.scaling.slope
  }

  /// Bytes of a stored voxel.
  var size: Int { type.byteCount }

  func add(to bytes: UnsafeMutableBufferPointer<UInt8>, at start: Int) {
    let pattern = read(bytes, start)
    switch type {
    case .float32:
      let value = Float(bitPattern: UInt32(truncatingIfNeeded: pattern))
      write((value + Float(step)).bitPattern, bytes, start)
    case .float64:
      write((Double(bitPattern: pattern) + step).bitPattern, bytes, start)
    case .uint8, .uint16, .uint32, .uint64:
      if pattern != UInt64.max >> UInt64(64 - 8 * size) { write(pattern + 1, bytes, start) }
    default:
      if pattern != UInt64.max >> UInt64(65 - 8 * size) { write(pattern &+ 1, bytes, start) }
    }
  }

  private func read(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int) -> UInt64 {
    (0..<size).reduce(0) { sum, k in
      sum | UInt64(bytes[start + k]) << UInt64(8 * (isLittle ? k : size - 1 - k))
    }
  }

  private func write<T: FixedWidthInteger>(
    _ pattern: T, _ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int
  ) {
    for k in 0..<size {
      let shift = 8 * (isLittle ? k : size - 1 - k)
      bytes[start + k] = UInt8(truncatingIfNeeded: pattern >> T(truncatingIfNeeded: shift))
    }
  }
}
