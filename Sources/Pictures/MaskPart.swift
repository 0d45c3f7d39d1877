import Kernels
import Volumes

extension Mask {
  /// The part of a mask that lies around a grid, so that a slice costs no pass over the whole.
  ///
  /// Two voxels more are taken on each side, so that the mask is seen on the grid as before.
  ///
  /// - Parameter grid: where it is to be seen.
  /// - Returns: a mask on a smaller lattice in the same place; nil where nothing of it lies there.
  func part(around grid: Grid) -> Mask? {
    guard let back = self.grid.fromWorld, voxels.count == self.grid.voxelCount else { return self }
    let map = back * grid.toWorld
    let corners = (0..<8).map { corner in
      map(
        Vector3(
          corner & 1 == 0 ? 0 : Double(grid.nx - 1), corner & 2 == 0 ? 0 : Double(grid.ny - 1),
          corner & 4 == 0 ? 0 : Double(grid.nz - 1)))
    }
    let ranges = self.grid.dims.enumerated().map { axis, count in
      Self.range(corners.map { $0[axis] }, of: count)
    }
    return ranges.contains { $0.isEmpty } ? nil : part(ranges[0], ranges[1], ranges[2])
  }

  private static func range(_ places: [Double], of count: Int) -> Range<Int> {
    guard let low = places.min(), let high = places.max(), low.isFinite, high.isFinite else {
      return 0..<count
    }
    let ends = [low - 2, high + 3].map { Int(max(0, min(Double(count), $0))) }
    return ends[0]..<max(ends[0], ends[1])
  }

  private func part(_ xs: Range<Int>, _ ys: Range<Int>, _ zs: Range<Int>) -> Mask {
    var grid = grid
    (grid.nx, grid.ny, grid.nz) = (xs.count, ys.count, zs.count)
    grid.toWorld.translation = self.grid.toWorld(
      Vector3(Double(xs.lowerBound), Double(ys.lowerBound), Double(zs.lowerBound)))
    var taken: [UInt8] = []
    taken.reserveCapacity(grid.voxelCount)
    for z in zs {
      for y in ys {
        let row = self.grid.offset(xs.lowerBound, y, z)
        taken.append(contentsOf: voxels[row..<row + xs.count])
      }
    }
    return Mask(grid: grid, voxels: taken)
  }
}
