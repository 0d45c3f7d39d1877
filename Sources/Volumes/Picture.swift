extension VoxelType {
  /// Whether the type can be shown: real numbers and colours, but no complex numbers.
  public var isPicture: Bool { isScalar || self == .rgb24 || self == .rgba32 }
}

extension Volume {
  /// One frame for looking at: the values of `image(frame:)`, and for colours their luminance,
  /// 0 to 255 (Rec. 601 weights; the fourth channel of RGBA is not used). Not for computing.
  ///
  /// - Parameter frame: counted from zero.
  /// - Returns: the values on the grid of the volume.
  /// - Throws: `unsupported` for complex numbers and 128-bit floats; `badData` for a frame that is
  ///   not there.
  public func picture(frame: Int = 0) throws(VolumeError) -> Image {
    guard header.voxelType.isPicture else { throw .noPicture(header.voxelType) }
    guard !header.voxelType.isScalar else { return try image(frame: frame) }
    guard frame >= 0, frame < frames else { throw .noFrame(frame, of: frames) }
    var image = Image(grid: grid)
    bytes.withUnsafeBytes { stored in
      let first = frame * frameByteCount
      image.voxels.withUnsafeMutableBufferPointer { target in
        decodeLuminance(
          UnsafeRawBufferPointer(rebasing: stored[first..<first + frameByteCount]),
          voxelByteCount: header.voxelType.byteCount, into: target)
      }
    }
    return image
  }
}

/// The luminance of colours whose first three bytes are red, green and blue (Rec. 601).
func decodeLuminance(
  _ stored: UnsafeRawBufferPointer, voxelByteCount size: Int,
  into target: UnsafeMutableBufferPointer<Float>
) {
  guard let source = stored.baseAddress, let sink = target.baseAddress else { return }
  for voxel in 0..<min(target.count, stored.count / size) {
    let place = source + voxel &* size
    let red = Float(place.load(as: UInt8.self))
    let green = Float(place.load(fromByteOffset: 1, as: UInt8.self))
    let blue = Float(place.load(fromByteOffset: 2, as: UInt8.self))
    sink[voxel] = 0.299 * red + 0.587 * green + 0.114 * blue
  }
}

extension VolumeError {
  static func noPicture(_ type: VoxelType) -> VolumeError {
    VolumeError(
      .unsupported,
      "The voxels are \(type), and only images with real numbers or colours can be shown.",
      remedy: "Convert the image to a greyscale image, for example the magnitude.")
  }
}
