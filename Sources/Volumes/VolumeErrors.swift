// Every sentence about a file that cannot be read or written, in one place.

extension VolumeError {
  static func shortHeader(found: Int, expected: Int) -> VolumeError {
    found == 0
      ? VolumeError(
        .badData, "The file is empty.", remedy: "Copy or convert the image again.")
      : VolumeError(
        .badData,
        "The header is cut off: \(expected) bytes were expected, but the file has \(found).",
        remedy: "Copy or convert the image again.")
  }

  static func badMagic(_ bytes: [UInt8]) -> VolumeError {
    VolumeError(
      .badData,
      "This is not a NIfTI-2 file: the magic word n+2 or ni2 was expected, "
        + "but the bytes are \(hex(bytes)).",
      remedy: "Convert the image to NIfTI.")
  }

  static func notNifti(firstBytes: [UInt8]) -> VolumeError {
    VolumeError(
      .badData,
      "This is not a NIfTI file: it should begin with its header size, 348 or 540, "
        + "but its first bytes are \(hex(firstBytes)).",
      remedy: "Convert the image to NIfTI, for example with dcm2niix.")
  }

  static func unknownDatatype(_ code: Int) -> VolumeError {
    VolumeError(
      .unsupported,
      "The header names datatype \(code); one of the codes of NIfTI, such as 4 or 16, was expected.",
      remedy: "Convert the image again, for example to int16.")
  }

  static func badAxisCount(_ count: Int) -> VolumeError {
    VolumeError(
      .badData,
      "The header is damaged: dim[0], the number of axes, should be 1 to 7 but is \(count).",
      remedy: "Copy or convert the image again.")
  }

  static func badAxisLength(axis: Int, length: Int) -> VolumeError {
    VolumeError(
      .badData,
      "The header is damaged: dim[\(axis)] should be at least 1 but is \(length).",
      remedy: "Copy or convert the image again.")
  }

  static func absurdSize(_ sizes: [Int]) -> VolumeError {
    let text = sizes.map(String.init).joined(separator: " × ")
    return VolumeError(
      .badData, "The header is damaged: it promises \(text) voxels, more than any file holds.",
      remedy: "Copy or convert the image again.")
  }

  static func affineNotFinite(_ name: String) -> VolumeError {
    VolumeError(
      .badData, "The \(name) contains numbers that are not finite, so the position is unknown.",
      remedy: "Repair the header or convert the image again.")
  }

  static func affineDegenerate(_ name: String) -> VolumeError {
    VolumeError(
      .badData, "The \(name) is degenerate: its three axes do not span space.",
      remedy: "Repair the header or convert the image again.")
  }

  static func voxelSizeUnbelievable(_ name: String, axis: Int, sizeMM: Double) -> VolumeError {
    VolumeError(
      .badData,
      "The \(name) makes voxels of \(sizeMM) mm along axis \(axis); "
        + "between 1e-09 and 1e+09 mm was expected.",
      remedy: "Repair the header or convert the image again.")
  }

  static func badVoxelOffset(_ found: Double, smallest: Int) -> VolumeError {
    VolumeError(
      .badData,
      "The header is damaged: vox_offset should be at least \(smallest) "
        + "and lie within the file, but is \(found).",
      remedy: "Copy or convert the image again.")
  }

  static func truncated(found: Int, expected: Int) -> VolumeError {
    VolumeError(
      .badData,
      "The file is cut off: the header promises \(expected) bytes, but there are only \(found).",
      remedy: "Copy or download the image again.")
  }

  static func unbelievable(packed: Int, expected: Int) -> VolumeError {
    VolumeError(
      .badData,
      "The file is cut off or its header is damaged: the header promises \(expected) bytes, "
        + "which \(packed) compressed bytes cannot hold.",
      remedy: "Copy or download the image again.")
  }

  static func tooLarge(_ byteCount: Int, limit: Int) -> VolumeError {
    let (wanted, left) = (byteCount >> 20, max(0, limit) >> 20)
    return VolumeError(
      .unsupported,
      "The image takes \(wanted) MB of memory, but this process may only take \(left) MB more.",
      remedy: "Raise the limit, use a machine with more memory, or make the image smaller.")
  }

  static func gzipCut(found: Int) -> VolumeError {
    VolumeError(
      .badData, "The compressed data are cut off: they end after \(found) unpacked bytes.",
      remedy: "Copy or download the image again.")
  }

  static func gzipCorrupt(after found: Int, reason: String) -> VolumeError {
    VolumeError(
      .badData, "The compressed data are damaged after \(found) unpacked bytes: \(reason).",
      remedy: "Copy or download the image again.")
  }

  static func noScalar(_ type: VoxelType) -> VolumeError {
    VolumeError(
      .unsupported,
      "The voxels are \(type), and only images with one real number a voxel can be processed.",
      remedy: "Convert the image to a greyscale image, for example the magnitude.")
  }

  static func noFrame(_ frame: Int, of count: Int) -> VolumeError {
    VolumeError(
      .badData, "Frame \(frame) was asked for, but the image has frames 0 to \(count - 1).",
      remedy: "Choose one of its frames.")
  }

  private static func hex(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined(separator: " ")
  }

  /// The same error with the file that it concerns.
  func at(_ path: String) -> VolumeError {
    var error = self
    error.path = error.path ?? path
    return error
  }
}
