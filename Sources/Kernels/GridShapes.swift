import Volumes

extension Grid {
  /// A grid of cubes over the same field of view, with the same axes and the same middle.
  ///
  /// The number of voxels along an axis is rounded up, so that nothing of the field of view is
  /// lost. `voxelMM` is the edge of a cube in mm.
  public func resized(toVoxelMM voxelMM: Double) -> Grid {
    resized(toVoxelMM: Vector3(repeating: voxelMM))
  }

  /// A grid of voxels of `voxelMM` along the three axes over the same field of view, with the same
  /// axes and the same middle.
  public func resized(toVoxelMM voxelMM: Vector3) -> Grid {
    precondition(voxelMM.min() > 0, "a voxel needs an edge longer than zero")
    let size = voxelSizeMM
    var counts = [0, 0, 0]
    var ratio = Vector3.zero
    for axis in 0..<3 {
      ratio[axis] = size[axis] > 0 ? voxelMM[axis] / size[axis] : 1
      let wanted = Double(dims[axis]) / ratio[axis]
      counts[axis] = max(1, Int((wanted - 1e-3).rounded(.up)))
    }
    let last = Vector3(Double(counts[0] - 1), Double(counts[1] - 1), Double(counts[2] - 1))
    let linear = Affine(
      columns: toWorld.column(0) * ratio.x, toWorld.column(1) * ratio.y,
      toWorld.column(2) * ratio.z)
    var map = linear
    map.translation = centreMM - linear.direction(last / 2)
    return Grid(nx: counts[0], ny: counts[1], nz: counts[2], toWorld: map)
  }

  /// The smallest grid of cubes along the world axes (RAS+) that holds the whole field of view,
  /// with `marginMM` more on every side.
  public func axisAligned(voxelMM: Double, marginMM: Double = 0) -> Grid {
    precondition(voxelMM > 0, "a voxel needs an edge longer than zero")
    let far = Vector3(Double(nx), Double(ny), Double(nz)) - 0.5
    var low = Vector3(repeating: .infinity)
    var high = Vector3(repeating: -.infinity)
    for bits in 0..<8 {
      let corner = toWorld(
        Vector3(
          bits & 1 == 0 ? -0.5 : far.x, bits & 2 == 0 ? -0.5 : far.y, bits & 4 == 0 ? -0.5 : far.z))
      low = pointwiseMin(low, corner)
      high = pointwiseMax(high, corner)
    }
    return Grid.box(from: low - marginMM, to: high + marginMM, voxelMM: voxelMM)
  }

  /// A grid of cubes along the world axes that covers the box between two corners in world mm; the
  /// middle of the grid is the middle of the box.
  public static func box(from low: Vector3, to high: Vector3, voxelMM: Double) -> Grid {
    let extent = (high - low) / voxelMM
    let counts = (0..<3).map { max(1, Int((extent[$0] - 1e-3).rounded(.up))) }
    let last = Vector3(Double(counts[0] - 1), Double(counts[1] - 1), Double(counts[2] - 1))
    let origin = (low + high) / 2 - last * (voxelMM / 2)
    return Grid(
      nx: counts[0], ny: counts[1], nz: counts[2],
      toWorld: .scaling(Vector3(repeating: voxelMM), translation: origin))
  }
}

/// A block of voxels of a grid, by half-open ranges of indices.
public struct VoxelBox: Sendable, Hashable {
  /// Indices along the first axis.
  public var x: Range<Int>
  /// Indices along the second axis.
  public var y: Range<Int>
  /// Indices along the third axis.
  public var z: Range<Int>

  /// A block from its ranges.
  public init(x: Range<Int>, y: Range<Int>, z: Range<Int>) {
    (self.x, self.y, self.z) = (x, y, z)
  }

  /// The block grown by a number of voxels along each axis, and cut to the grid.
  public func grown(by margin: SIMD3<Int>, within grid: Grid) -> VoxelBox {
    func grow(_ range: Range<Int>, _ step: Int, _ count: Int) -> Range<Int> {
      let low = max(0, range.lowerBound - step)
      return low..<max(low, min(count, range.upperBound + step))
    }
    return VoxelBox(
      x: grow(x, margin.x, grid.nx), y: grow(y, margin.y, grid.ny), z: grow(z, margin.z, grid.nz))
  }
}

extension Grid {
  /// The part of the lattice within a block.
  public func cropped(to box: VoxelBox) -> Grid {
    var map = toWorld
    map.translation = toWorld(
      Vector3(Double(box.x.lowerBound), Double(box.y.lowerBound), Double(box.z.lowerBound)))
    return Grid(nx: box.x.count, ny: box.y.count, nz: box.z.count, toWorld: map)
  }
}

extension Image {
  /// The part of the image within a block, on the cropped grid.
  public func cropped(to box: VoxelBox) -> Image {
    var values: [Float] = []
    values.reserveCapacity(box.x.count * box.y.count * box.z.count)
    for z in box.z {
      for y in box.y {
        let row = grid.offset(0, y, z)
        values.append(contentsOf: voxels[row + box.x.lowerBound..<row + box.x.upperBound])
      }
    }
    return Image(grid: grid.cropped(to: box), voxels: values)
  }
}

extension Mask {
  /// The smallest block that holds all inside voxels, or nil for an empty mask.
  public var boundingBox: VoxelBox? {
    var low = SIMD3(repeating: Int.max)
    var high = SIMD3(repeating: -1)
    let (nx, ny) = (grid.nx, grid.ny)
    voxels.withUnsafeBufferPointer { bytes in
      for row in 0..<(ny * grid.nz) {
        guard let span = insideSpan(bytes, row * nx, nx) else { continue }
        let (y, z) = (row % ny, row / ny)
        low = pointwiseMin(low, SIMD3(span.lowerBound, y, z))
        high = pointwiseMax(high, SIMD3(span.upperBound, y, z))
      }
    }
    guard high.x >= 0 else { return nil }
    return VoxelBox(x: low.x..<high.x + 1, y: low.y..<high.y + 1, z: low.z..<high.z + 1)
  }

  /// The part of the mask within a block, on the cropped grid.
  public func cropped(to box: VoxelBox) -> Mask {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(box.x.count * box.y.count * box.z.count)
    for z in box.z {
      for y in box.y {
        let row = grid.offset(0, y, z)
        bytes.append(contentsOf: voxels[row + box.x.lowerBound..<row + box.x.upperBound])
      }
    }
    return Mask(grid: grid.cropped(to: box), voxels: bytes)
  }

  /// Writes a part, made by `cropped(to:)` with the same block, back into the mask.
  public mutating func paste(_ part: Mask, at box: VoxelBox) {
    precondition(
      part.grid.dims == [box.x.count, box.y.count, box.z.count], "a part must fit its block")
    var index = 0
    for z in box.z {
      for y in box.y {
        let row = grid.offset(0, y, z)
        voxels.replaceSubrange(
          row + box.x.lowerBound..<row + box.x.upperBound,
          with: part.voxels[index..<index + box.x.count])
        index += box.x.count
      }
    }
  }
}

/// First and last inside voxel of a row, or nil where there is none.
private func insideSpan(
  _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int
) -> ClosedRange<Int>? {
  var first = 0
  while first < count && bytes[start + first] == 0 { first += 1 }
  guard first < count else { return nil }
  var last = count - 1
  while bytes[start + last] == 0 { last -= 1 }
  return first...last
}
