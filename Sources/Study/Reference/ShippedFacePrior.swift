import Anatomy
import CFacePrior
import Volumes

/// The face prior that comes with the program, so that nobody waits while it is made: the bits that
/// `DigitalFacePrior` makes, which a test holds against each other.
enum ShippedFacePrior {
  /// Face, ears and brain as packed bytes.
  ///
  /// - Parameter prior: the prior as it is made.
  /// - Returns: one gzip member.
  /// - Throws: `badData` where memory would not do.
  static func packed(_ prior: FacePrior) throws(VolumeError) -> [UInt8] {
    let numbers = [prior.face, prior.ears, prior.brain].flatMap(\.voxels)
    return try PackedBytes.pack(
      numbers.flatMap { number in
        withUnsafeBytes(of: number.bitPattern.littleEndian) { Array($0) }
      })
  }

  /// Face, ears and brain on the grid of the prior.
  ///
  /// - Returns: the three images, or nil where the bytes are not those of the grid.
  static func images(on grid: Grid) -> (face: Image, ears: Image, brain: Image)? {
    let count = grid.voxelCount
    let packed = UnsafeRawBufferPointer(
      start: bauta_face_prior(), count: Int(bauta_face_prior_count()))
    guard let bytes = PackedBytes.unpack(packed, byteCount: 3 * count * 4) else { return nil }
    let numbers = bytes.withUnsafeBytes { bytes in
      (0..<3 * count).map { place in
        Float(
          bitPattern: UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self)))
      }
    }
    func image(_ place: Int) -> Image {
      Image(grid: grid, voxels: Array(numbers[place * count..<(place + 1) * count]))
    }
    return (image(0), image(1), image(2))
  }
}
