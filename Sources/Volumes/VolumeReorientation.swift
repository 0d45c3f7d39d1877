extension Volume {
  /// The same volume with its axes exchanged and flipped to run as `code` says ("RAS"): stored
  /// numbers moved, never changed; both forms, sizes, spacings and the slice fields follow. An
  /// Analyze volume, which cannot state an orientation, becomes NIfTI-1.
  public func reoriented(to code: String) -> Volume {
    let change = Reorientation(grid, to: code)
    guard !change.isIdentity else { return self }
    let frameSize = frameByteCount
    let size = header.voxelType.byteCount
    let moved = [UInt8](unsafeUninitializedCapacity: bytes.count) { target, used in
      bytes.withUnsafeBytes { source in
        for frame in 0..<frames {
          let range = frame * frameSize..<(frame + 1) * frameSize
          change.move(
            UnsafeRawBufferPointer(rebasing: source[range]),
            to: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: target[range])),
            voxelByteCount: size)
        }
      }
      used = bytes.count
    }
    var result = Volume(
      header: header.reoriented(change, frames: frames), grid: change.target, frames: frames,
      bytes: moved, warnings: warnings)
    result.mgh = mgh
    return result
  }
}

extension NiftiHeader {
  /// The header after an exchange and flip of axes.
  func reoriented(_ change: Reorientation, frames: Int) -> NiftiHeader {
    guard format != .analyze else {
      return NiftiHeader(
        grid: change.target, frames: frames, type: voxelType, scaling: scaling,
        byteOrder: byteOrder, description: descrip)
    }
    var result = self
    let (oldQform, oldSform, oldSizes) = (qform, sform, voxelSizesMM)
    var dims = self.dims
    dims[0] = max(dims[0], 3)
    for axis in 0..<3 {
      dims[axis + 1] = change.target.dims[axis]
      result.setReal(oldSizes[change.from[axis]], at: places.pixdim, axis + 1)
    }
    result.setDims(dims)
    if sformCode > 0 {
      result.setSform(oldSform * change.targetToSource)
    } else if qformCode == 0 {
      result.setSform(change.target.toWorld)
      result.setCode(2, at: places.sformCode)
    }
    if qformCode > 0 { result.moveQform(to: oldQform * change.targetToSource) }
    result.moveSliceFields(change)
    return result
  }

  private mutating func moveQform(to matrix: Affine) {
    guard let quaternion = Quaternion(of: matrix) else { return }
    setReal(quaternion.handedness, at: places.pixdim)
    setQform(quaternion, offset: matrix.translation)
  }

  /// Frequency, phase and slice axes follow; a flip of the slice axis turns the slice order.
  private mutating func moveSliceFields(_ change: Reorientation) {
    let old = Int(dimInfo)
    var moved = old & 0xc0
    for shift in [0, 2, 4] {
      let axis = (old >> shift) & 3
      guard axis > 0, let place = change.from.firstIndex(of: axis - 1) else { continue }
      moved |= (place + 1) << shift
    }
    raw[places.dimInfo] = UInt8(moved)
    guard old >> 4 & 3 > 0, let slice = change.from.firstIndex(of: (old >> 4 & 3) - 1),
      change.isFlipped[slice]
    else { return }
    turnSliceOrder(count: change.target.dims[slice])
  }

  private mutating func turnSliceOrder(count: Int) {
    let turned = [1: 2, 2: 1, 3: 4, 4: 3, 5: 6, 6: 5][sliceCode] ?? sliceCode
    let (start, end) = (sliceStart, sliceEnd)
    if isNifti2 {
      fields.set(Int32(truncatingIfNeeded: turned), at: places.sliceCode)
    } else {
      raw[places.sliceCode] = UInt8(truncatingIfNeeded: turned)
    }
    guard end > 0 else { return }
    setSize(count - 1 - end, at: places.sliceStart)
    setSize(count - 1 - start, at: places.sliceEnd)
  }

  private mutating func setSize(_ value: Int, at place: Int) {
    if isNifti2 {
      fields.set(Int64(value), at: place)
    } else {
      fields.set(Int16(truncatingIfNeeded: value), at: place)
    }
  }
}
