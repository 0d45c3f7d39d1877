extension Image {
  /// Every so-manieth voxel, so that no axis has more than `side`: what a preview of the file shows.
  ///
  /// - Parameter side: the most voxels along an axis, at least 1.
  /// - Returns: an image on its own coarse lattice.
  public func coarse(side: Int) -> Image {
    CoarseLattice(grid, side: max(1, side)).picture(of: self)
  }
}

/// Every so-manieth voxel of a lattice along each axis.
struct CoarseLattice {
  /// The lattice of the voxels taken.
  let grid: Grid
  private let steps: [Int]

  /// So many voxels left out that at most `side` remain along each axis.
  init(_ fine: Grid, side: Int) {
    steps = fine.dims.map { max(1, ($0 + side - 1) / side) }
    let counts = zip(fine.dims, steps).map { ($0 + $1 - 1) / $1 }
    let stretch = Affine.scaling(Vector3(Double(steps[0]), Double(steps[1]), Double(steps[2])))
    grid = Grid(
      nx: counts[0], ny: counts[1], nz: counts[2], toWorld: fine.toWorld * stretch)
  }

  /// The picture of an image.
  func picture(of fine: Image) -> Image {
    var image = Image(grid: grid)
    image.voxels.withUnsafeMutableBufferPointer { coarse in
      fine.voxels.withUnsafeBufferPointer { take(from: $0, of: fine.grid, into: coarse) }
    }
    return image
  }

  private func take(
    from fine: UnsafeBufferPointer<Float>, of fineGrid: Grid,
    into coarse: UnsafeMutableBufferPointer<Float>
  ) {
    let step = steps[0]
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        let row = fineGrid.offset(0, y * steps[1], z * steps[2])
        let place = grid.offset(0, y, z)
        for x in 0..<grid.nx { coarse[place + x] = fine[row + x * step] }
      }
    }
  }

  /// The picture of a volume that is in memory.
  func picture(of volume: Volume, frame: Int) -> Image {
    let sliceByteCount = volume.frameByteCount / volume.grid.nz
    var image = Image(grid: grid)
    volume.bytes.withUnsafeBytes { bytes in
      for slice in 0..<grid.nz {
        let start = frame * volume.frameByteCount + slice * steps[2] * sliceByteCount
        let stored = UnsafeRawBufferPointer(rebasing: bytes[start..<start + sliceByteCount])
        put(stored, VoxelLayout(volume.header, rowLength: volume.grid.nx), slice, into: &image)
      }
    }
    return image
  }

  /// The picture of an image in its file; nil when cancelled.
  func picture(of place: VoxelPlace, frame: Int, isCancelled: () -> Bool) throws(VolumeError)
    -> Image?
  {
    let (fine, size) = (place.reading.grid, place.sliceByteCount)
    let expected = place.offset + size * fine.nz * (frame + 1)
    try place.source.checkBelievable(expected)
    let stream = try place.source.stream()
    guard try stream.skip(place.offset + size * fine.nz * frame) else {
      throw stream.ended(expected: expected)
    }
    var image = Image(grid: grid)
    for slice in 0..<grid.nz {
      if isCancelled() { return nil }
      guard try stream.skip(slice == 0 ? 0 : (steps[2] - 1) * size) else {
        throw stream.ended(expected: expected)
      }
      let stored = try stream.bytes(size)
      guard stored.count == size else { throw stream.ended(expected: expected) }
      stored.withUnsafeBytes {
        put($0, VoxelLayout(place.reading.header, rowLength: fine.nx), slice, into: &image)
      }
    }
    return image
  }

  /// Takes one slice of the fine lattice over.
  private func put(
    _ stored: UnsafeRawBufferPointer, _ layout: VoxelLayout, _ slice: Int, into image: inout Image
  ) {
    let size = layout.byteCount
    var row = [UInt8](repeating: 0, count: grid.nx * size)
    image.voxels.withUnsafeMutableBufferPointer { voxels in
      for y in 0..<grid.ny {
        let start = y * steps[1] * layout.rowLength * size
        for x in 0..<grid.nx {
          let from = start + x * steps[0] * size
          for byte in 0..<size { row[x * size + byte] = stored[from + byte] }
        }
        let place = grid.offset(0, y, slice)
        let sink = UnsafeMutableBufferPointer(rebasing: voxels[place..<place + grid.nx])
        row.withUnsafeBytes { layout.decodePicture($0, into: sink) }
      }
    }
  }
}

/// How voxels are stored, as far as decoding them needs it.
struct VoxelLayout {
  let type: VoxelType
  let order: ByteOrder
  let scaling: Scaling
  /// Number of voxels of a row.
  let rowLength: Int

  init(_ header: NiftiHeader, rowLength: Int) {
    (type, order, scaling) = (header.voxelType, header.byteOrder, header.scaling)
    self.rowLength = rowLength
  }

  var byteCount: Int { type.byteCount }

  /// The values of stored voxels, luminance for colours.
  func decodePicture(
    _ stored: UnsafeRawBufferPointer, into target: UnsafeMutableBufferPointer<Float>
  ) {
    if type.isScalar {
      decode(stored, as: type, order: order, scaling: scaling, into: target)
    } else {
      decodeLuminance(stored, voxelByteCount: byteCount, into: target)
    }
  }
}
