import Volumes

/// Whether a field of view can hold a head.
public enum HeadExtent {
  /// The sides of a field of view, in mm, that can hold a head.
  public static let sidesMM = 80.0...600.0

  /// What is wrong with the field of view of a grid, or nil where a head can be in it.
  ///
  /// Everything that works on heads asks first: with a voxel size that a damaged header made up, work
  /// on lattices in mm would take memory and time without bound.
  ///
  /// - Parameters:
  ///   - dims: numbers of voxels.
  ///   - voxelSizeMM: distances between neighbouring voxels, mm.
  /// - Returns: the sentence, or nil.
  public static func mistake(dims: [Int], voxelSizeMM: [Double]) -> String? {
    let extents = zip(dims, voxelSizeMM).map { Double($0) * $1 }
    if extents.allSatisfy(sidesMM.contains) { return nil }
    let found = extents.map { $0.isFinite && $0 < 1e9 ? "\(Int($0))" : "\($0)" }
    return "a head needs a field of view of \(Int(sidesMM.lowerBound)) to "
      + "\(Int(sidesMM.upperBound)) mm a side, found \(found.joined(separator: " × ")) mm"
  }

  /// Throws `.inputUnsuitable` where no head can be in the field of view of a grid.
  static func check(_ grid: Grid) throws(AnatomyError) {
    let size = grid.voxelSizeMM
    guard let mistake = mistake(dims: grid.dims, voxelSizeMM: [size.x, size.y, size.z]) else {
      return
    }
    throw AnatomyError(
      .inputUnsuitable, mistake, remedy: "Check the voxel size in the header with 'bauta info'.")
  }
}
