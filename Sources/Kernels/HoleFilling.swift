import Volumes

extension Mask {
  /// The mask with its holes filled: outside voxels from which no path through faces of outside
  /// voxels leads to the border of the field of view.
  public func holesFilled() -> Mask {
    let outside = inverted.components(.faces)
    var open = [Bool](repeating: false, count: outside.count + 1)
    for index in borderOffsets(grid) { open[Int(outside.labels[index])] = true }
    var result = self
    for index in voxels.indices where outside.labels[index] > 0 {
      if !open[Int(outside.labels[index])] { result.voxels[index] = 1 }
    }
    return result
  }

  /// The mask with the holes of every slice filled, the slices standing across `axis` (0, 1 or 2).
  ///
  /// A hole of a slice reaches its border by no path through sides of outside pixels.
  public func holesFilled(inSlicesAcross axis: Int) -> Mask {
    precondition((0..<3).contains(axis), "a grid has the axes 0, 1 and 2")
    var result = self
    result.voxels.withUnsafeMutableBufferPointer { voxels in
      guard let voxels = voxels.baseAddress else { return }
      switch axis {
      case 0: fillSlicesAcrossRows(voxels, grid.nx, rows: grid.ny * grid.nz, columns: grid.ny)
      case 1:
        let slice = SliceOfRows(width: grid.nx, count: grid.nz, stride: grid.nx * grid.ny)
        for y in 0..<grid.ny { slice.fill(voxels + y * grid.nx) }
      default:
        let slice = SliceOfRows(width: grid.nx, count: grid.ny, stride: grid.nx)
        for z in 0..<grid.nz { slice.fill(voxels + z * grid.nx * grid.ny) }
      }
    }
    return result
  }
}

/// The places in a buffer of the voxels on the six faces of the field of view.
private func borderOffsets(_ grid: Grid) -> [Int] {
  var result: [Int] = []
  for z in 0..<grid.nz {
    for y in 0..<grid.ny {
      if z == 0 || y == 0 || z == grid.nz - 1 || y == grid.ny - 1 {
        for x in 0..<grid.nx { result.append(grid.offset(x, y, z)) }
      } else if grid.nx > 0 {
        result.append(grid.offset(0, y, z))
        result.append(grid.offset(grid.nx - 1, y, z))
      }
    }
  }
  return result
}
