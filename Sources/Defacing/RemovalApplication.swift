import Volumes

/// A volume from which something was removed, and what was written there.
public struct AppliedRemoval: Sendable {
  /// The volume; outside the removed voxels every byte is that of the original.
  public var volume: Volume
  /// Number of removed voxels of one frame.
  public var removedVoxels: Int
  /// The value that all removed voxels have now; nil where they hold noise or
  /// filtered values.
  public var value: Double?
}

extension Removal {
  /// The volume with the removed voxels filled, or filtered, in every frame; all else stays as it is,
  /// byte by byte.
  ///
  /// - Parameters:
  ///   - volume: the volume that the removal was made for, or one on the same lattice.
  ///   - head: skin and everything inside, on the same lattice; noise is drawn from outside of it.
  /// - Returns: the volume and what its removed voxels hold.
  /// - Throws: `inputUnsuitable` when the lattices differ, the voxels hold no plain numbers, or noise
  ///   is wanted and no background is in view.
  public func applied(
    to volume: Volume, head: Mask? = nil
  ) throws(DefacingError) -> AppliedRemoval {
    guard removed.grid.matches(volume.grid) else {
      throw DefacingError(
        .inputUnsuitable,
        "Removing voxels: the volume has \(lattice(volume.grid)), the removal was made for "
          + "\(lattice(removed.grid)), or they lie elsewhere in space.",
        remedy: "Deface the image itself, or resample the removal onto its lattice first.")
    }
    guard volume.header.voxelType.isScalar else {
      throw DefacingError(
        .inputUnsuitable,
        "Removing voxels: the volume stores \(volume.header.voxelType), not one real number a voxel.",
        remedy: "Convert the image to a grey image first.")
    }
    var result = volume
    if let filter {
      try replace(filter, in: &result)
      return AppliedRemoval(volume: result, removedVoxels: removed.count, value: nil)
    }
    if fill == .noise {
      let background = try BackgroundNoise(around: head, on: volume.grid, seed: seed)
      background.fill(removed, of: &result)
      return AppliedRemoval(volume: result, removedVoxels: removed.count, value: nil)
    }
    let report = result.fill(removed, with: try value(for: volume))
    return AppliedRemoval(
      volume: result, removedVoxels: report.removedVoxels, value: report.value)
  }

  /// Gives the altered voxels of every frame the values filtered from that frame.
  private func replace(_ filter: any ReplacedValues, in volume: inout Volume) throws(DefacingError)
  {
    for frame in 0..<volume.frames {
      let image: Image
      do { image = try volume.image(frame: frame) } catch {
        throw DefacingError(
          .inputUnsuitable, "Filtering voxels: a frame could not be read. \(error.message)",
          remedy: error.remedy)
      }
      volume.replace(filter.altered, with: filter.values(of: image), frame: frame)
    }
  }

  /// The value that removed voxels get.
  private func value(for volume: Volume) throws(DefacingError) -> Double {
    guard fill == .min else { return 0 }
    var smallest = Float.infinity
    for frame in 0..<volume.frames {
      let image: Image
      do { image = try volume.image(frame: frame) } catch {
        throw DefacingError(
          .inputUnsuitable,
          "Removing voxels: the smallest value could not be found. \(error.message)",
          remedy: error.remedy)
      }
      for value in image.voxels where value.isFinite && value < smallest { smallest = value }
    }
    return smallest.isFinite ? Double(smallest) : 0
  }
}

/// A lattice in words.
func lattice(_ grid: Grid) -> String {
  "\(grid.nx) × \(grid.ny) × \(grid.nz) voxels"
}
