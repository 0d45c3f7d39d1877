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
    let counts = grid.dims
    let strides = [1, grid.nx, grid.nx * grid.ny]
    let (u, v) = axis == 0 ? (1, 2) : axis == 1 ? (0, 2) : (0, 1)
    for slice in 0..<counts[axis] {
      fillSlice(
        &result.voxels, start: slice * strides[axis],
        Sides(nu: counts[u], nv: counts[v], strideU: strides[u], strideV: strides[v]))
    }
    return result
  }
}

/// A slice of a buffer: numbers of pixels along its sides and the steps between them.
private struct Sides {
  let nu: Int
  let nv: Int
  let strideU: Int
  let strideV: Int
}

/// Fills what cannot be reached from the sides of one slice.
private func fillSlice(_ voxels: inout [UInt8], start: Int, _ sides: Sides) {
  var reached = [Bool](repeating: false, count: sides.nu * sides.nv)
  var waiting: [Int] = []
  func visit(_ u: Int, _ v: Int) {
    guard u >= 0 && v >= 0 && u < sides.nu && v < sides.nv else { return }
    let place = u + sides.nu * v
    guard !reached[place], voxels[start + u * sides.strideU + v * sides.strideV] == 0 else {
      return
    }
    reached[place] = true
    waiting.append(place)
  }
  for u in 0..<sides.nu {
    visit(u, 0)
    visit(u, sides.nv - 1)
  }
  for v in 0..<sides.nv {
    visit(0, v)
    visit(sides.nu - 1, v)
  }
  while let place = waiting.popLast() {
    let (u, v) = (place % sides.nu, place / sides.nu)
    visit(u - 1, v)
    visit(u + 1, v)
    visit(u, v - 1)
    visit(u, v + 1)
  }
  for place in reached.indices where !reached[place] {
    voxels[start + place % sides.nu * sides.strideU + place / sides.nu * sides.strideV] = 1
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
