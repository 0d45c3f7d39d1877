extension VolumeFile {
  /// Reads some slices along the third voxel axis of one frame. Of a file that is not packed no
  /// other voxels are read; a packed one is unpacked as far as the last slice, but not kept.
  ///
  /// - Parameters:
  ///   - path: as for `read`.
  ///   - slices: the slices, counted from zero; at least one.
  ///   - frame: counted from zero.
  /// - Returns: a volume of these slices where they lie in the world, its header made anew.
  /// - Throws: `VolumeError` with the path; `badData` for slices or a frame that are not there.
  public static func readSlices(_ path: String, _ slices: Range<Int>, frame: Int = 0)
    throws(VolumeError) -> Volume
  {
    do throws(VolumeError) {
      return try VoxelPlace(path).read(slices: slices, frame: frame)
    } catch {
      throw error.at(path)
    }
  }
}

extension VoxelPlace {
  /// Number of bytes of one slice.
  var sliceByteCount: Int {
    reading.grid.nx * reading.grid.ny * reading.header.voxelType.byteCount
  }

  fileprivate func read(slices: Range<Int>, frame: Int) throws(VolumeError) -> Volume {
    var grid = reading.grid
    guard frame >= 0, frame < reading.frames else { throw .noFrame(frame, of: reading.frames) }
    guard slices.lowerBound >= 0, slices.upperBound <= grid.nz, !slices.isEmpty else {
      throw .noSlices(slices, of: grid.nz)
    }
    let skipped = (frame * grid.nz + slices.lowerBound) * sliceByteCount
    let count = slices.count * sliceByteCount
    let expected = offset + skipped + count
    try source.checkBelievable(expected)
    let stream = try source.stream()
    guard try stream.skip(offset + skipped) else { throw stream.ended(expected: expected) }
    let bytes = try stream.bytes(count)
    guard bytes.count == count else { throw stream.ended(expected: expected) }
    grid.toWorld.translation = grid.toWorld(Vector3(0, 0, Double(slices.lowerBound)))
    grid.nz = slices.count
    let header = NiftiHeader(
      grid: grid, frames: 1, type: reading.header.voxelType, scaling: reading.header.scaling,
      byteOrder: reading.header.byteOrder)
    return Volume(
      header: header, grid: grid, frames: 1, bytes: bytes, warnings: reading.warnings)
  }
}

extension VolumeError {
  static func noSlices(_ slices: Range<Int>, of count: Int) -> VolumeError {
    VolumeError(
      .badData,
      "Slices \(slices.lowerBound) to \(slices.upperBound - 1) were asked for, but the image has "
        + "slices 0 to \(count - 1).",
      remedy: "Choose some of its slices.")
  }
}
