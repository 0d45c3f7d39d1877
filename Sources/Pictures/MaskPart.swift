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
    var taken = [UInt8](repeating: 0, count: grid.voxelCount)
    taken.withUnsafeMutableBufferPointer { to in
      voxels.withUnsafeBufferPointer { copy($0, xs, ys, zs, to: to) }
    }
    return Mask(grid: grid, voxels: taken)
  }

  private func copy(
    _ from: UnsafeBufferPointer<UInt8>, _ xs: Range<Int>, _ ys: Range<Int>, _ zs: Range<Int>,
    to: UnsafeMutableBufferPointer<UInt8>
  ) {
    let (nx, strideZ) = (grid.nx, grid.nx * grid.ny)
    var place = 0
    for z in zs {
      for y in ys {
        let row = xs.lowerBound + nx * y + strideZ * z
        // A row of a sagittal slice is a handful of voxels: a call for each would cost more.
        for x in 0..<xs.count { to[place + x] = from[row + x] }
        place += xs.count
      }
    }
  }
}
