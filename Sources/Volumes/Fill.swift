/// What became of the removed voxels of a volume.
public struct FillReport: Hashable, Sendable, Codable {
  /// Number of removed voxels of one frame.
  public var removedVoxels: Int
  /// Number of frames in which they were removed: all.
  public var frames: Int
  /// The value that was asked for.
  public var requested: Double
  /// The number that the removed voxels now hold in the file.
  public var stored: Double
  /// The value that this number means.
  public var value: Double
  /// Whether the file's type cannot hold the value and the nearest limit was taken.
  public var isClamped: Bool
}

extension Volume {
  /// Gives every voxel of `removed`, in every frame, the stored number whose value comes nearest
  /// to `fill`. All other bytes, the type, the scaling and the header stay as they are.
  ///
  /// - Parameters:
  ///   - removed: a mask with as many voxels along each axis as the volume.
  ///   - fill: the value, after scaling. Colours take it in every channel, complex numbers as
  ///     their real part; 128-bit floats can only take zero.
  /// - Returns: how many voxels were removed, and what they hold now.
  @discardableResult
  public mutating func fill(_ removed: Mask, with fill: Double) -> FillReport {
    precondition(removed.grid.dims == grid.dims, "the mask must lie on the lattice of the volume")
    let scaling = header.scaling
    let value = StoredValue(
      nearest: fill, type: header.voxelType, order: header.byteOrder, scaling: scaling)
    let frameSize = frameByteCount
    let count = frames
    bytes.withUnsafeMutableBytes { target in
      for frame in 0..<count {
        let part = target[frame * frameSize..<(frame + 1) * frameSize]
        overwrite(UnsafeMutableRawBufferPointer(rebasing: part), removed.voxels, value.bytes)
      }
    }
    return FillReport(
      removedVoxels: removed.count, frames: frames, requested: fill, stored: value.stored,
      value: value.stored * scaling.slope + scaling.intercept, isClamped: value.isClamped)
  }
}

/// Puts the bytes of `value` wherever the mask is set.
private func overwrite(
  _ target: UnsafeMutableRawBufferPointer, _ mask: [UInt8], _ value: [UInt8]
) {
  guard let base = target.baseAddress else { return }
  let size = value.count
  mask.withUnsafeBufferPointer { mask in
    value.withUnsafeBytes { value in
      guard let source = value.baseAddress else { return }
      for voxel in 0..<mask.count where mask[voxel] != 0 {
        (base + voxel * size).copyMemory(from: source, byteCount: size)
      }
    }
  }
}
