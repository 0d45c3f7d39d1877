/// An exchange and flip of voxel axes that leaves every voxel where it is in the head.
struct Reorientation {
  let source: Grid
  /// The lattice with the new axis order.
  let target: Grid
  /// For every new axis, the axis that it was.
  let from: [Int]
  /// For every new axis, whether it runs the other way.
  let isFlipped: [Bool]

  /// The exchange that makes a lattice run as one of the 48 axis codes says.
  init(_ source: Grid, to code: String) {
    guard let wanted = AxisDirection.directions(of: code) else {
      preconditionFailure("\(code) is not an axis code such as RAS")
    }
    let have = source.axisDirections
    let from = wanted.map { want in
      have.firstIndex { $0.worldAxis == want.worldAxis } ?? want.worldAxis
    }
    let isFlipped = (0..<3).map { have[from[$0]].isPositive != wanted[$0].isPositive }
    var start = Vector3.zero
    var columns = [Vector3](repeating: .zero, count: 3)
    for axis in 0..<3 {
      let old = source.toWorld.column(from[axis])
      columns[axis] = isFlipped[axis] ? -old : old
      if isFlipped[axis] { start[from[axis]] = Double(source.dims[from[axis]] - 1) }
    }
    let dims = from.map { source.dims[$0] }
    self.source = source
    self.from = from
    self.isFlipped = isFlipped
    target = Grid(
      nx: dims[0], ny: dims[1], nz: dims[2],
      toWorld: Affine(
        columns: columns[0], columns[1], columns[2], translation: source.toWorld(start)))
  }

  /// Whether nothing changes.
  var isIdentity: Bool { from == [0, 1, 2] && !isFlipped.contains(true) }

  /// New voxel indices to old voxel indices.
  var targetToSource: Affine {
    var columns = [Vector3](repeating: .zero, count: 3)
    var start = Vector3.zero
    for axis in 0..<3 {
      columns[axis][from[axis]] = isFlipped[axis] ? -1 : 1
      if isFlipped[axis] { start[from[axis]] = Double(source.dims[from[axis]] - 1) }
    }
    return Affine(columns: columns[0], columns[1], columns[2], translation: start)
  }

  /// Moves the voxels of one frame, `size` bytes each.
  func move(
    _ old: UnsafeRawBufferPointer, to new: UnsafeMutableRawBufferPointer, voxelByteCount size: Int
  ) {
    guard let source = old.baseAddress, let sink = new.baseAddress else { return }
    let strides = [1, self.source.nx, self.source.nx * self.source.ny]
    let steps = (0..<3).map { strides[from[$0]] * (isFlipped[$0] ? -size : size) }
    let first = (0..<3).reduce(0) { place, axis in
      isFlipped[axis] ? place + (target.dims[axis] - 1) * strides[from[axis]] * size : place
    }
    var written = sink
    for z in 0..<target.nz {
      for y in 0..<target.ny {
        let row = source + (first + y * steps[1] + z * steps[2])
        moveRow(row, step: steps[0], to: written, count: target.nx, size: size)
        written += target.nx * size
      }
    }
  }
}

/// Copies every `step` bytes one voxel into a row without gaps.
private func moveRow(
  _ source: UnsafeRawPointer, step: Int, to sink: UnsafeMutableRawPointer, count: Int, size: Int
) {
  if step == size {
    sink.copyMemory(from: source, byteCount: count * size)
    return
  }
  switch size {
  case 1: moveNumbers(UInt8.self, source, step, sink, count)
  case 2: moveNumbers(UInt16.self, source, step, sink, count)
  case 4: moveNumbers(UInt32.self, source, step, sink, count)
  case 8: moveNumbers(UInt64.self, source, step, sink, count)
  default:
    for i in 0..<count {
      (sink + i &* size).copyMemory(from: source + i &* step, byteCount: size)
    }
  }
}

@inline(__always)
private func moveNumbers<T: FixedWidthInteger>(
  _ type: T.Type, _ source: UnsafeRawPointer, _ step: Int, _ sink: UnsafeMutableRawPointer,
  _ count: Int
) {
  let size = MemoryLayout<T>.size
  for i in 0..<count {
    let value = source.loadUnaligned(fromByteOffset: i &* step, as: T.self)
    sink.storeBytes(of: value, toByteOffset: i &* size, as: T.self)
  }
}

extension Grid {
  /// The same lattice with its axes exchanged and flipped to run as `code` says ("RAS"); every
  /// voxel stays where it is in the world.
  public func reoriented(to code: String) -> Grid { Reorientation(self, to: code).target }
}

extension Image {
  /// The same image with its axes exchanged and flipped to run as `code` says ("RAS"); exact, and
  /// every voxel stays where it is in the world.
  public func reoriented(to code: String) -> Image {
    let change = Reorientation(grid, to: code)
    return change.isIdentity ? self : Image(grid: change.target, voxels: moved(voxels, change))
  }

  /// Undoes `reoriented(to:)`: the axes run as those of `original`, whose lattice it must be.
  public func reoriented(back original: Grid) -> Image {
    let result = reoriented(to: original.axisCodes)
    precondition(result.grid.matches(original), "the image does not lie on that lattice")
    return Image(grid: original, voxels: result.voxels)
  }
}

extension Mask {
  /// The same mask with its axes exchanged and flipped to run as `code` says ("RAS").
  public func reoriented(to code: String) -> Mask {
    let change = Reorientation(grid, to: code)
    return change.isIdentity ? self : Mask(grid: change.target, voxels: moved(voxels, change))
  }

  /// Undoes `reoriented(to:)`: the axes run as those of `original`, whose lattice it must be.
  public func reoriented(back original: Grid) -> Mask {
    let result = reoriented(to: original.axisCodes)
    precondition(result.grid.matches(original), "the mask does not lie on that lattice")
    return Mask(grid: original, voxels: result.voxels)
  }
}

private func moved<T: BitwiseCopyable>(_ voxels: [T], _ change: Reorientation) -> [T] {
  [T](unsafeUninitializedCapacity: voxels.count) { target, used in
    voxels.withUnsafeBytes {
      change.move(
        $0, to: UnsafeMutableRawBufferPointer(target), voxelByteCount: MemoryLayout<T>.size)
    }
    used = voxels.count
  }
}
