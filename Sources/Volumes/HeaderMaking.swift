extension NiftiHeader {
  /// A new header of a single file: NIfTI-1, or NIfTI-2 where an axis is longer than 32767.
  ///
  /// The sform gets code 1 (scanner), the qform too unless the lattice is sheared; units are mm.
  init(
    grid: Grid, frames: Int, type: VoxelType, scaling: Scaling = .identity,
    byteOrder: ByteOrder = .little, description: String = ""
  ) {
    let axes = grid.dims + (frames > 1 ? [frames] : [])
    let isLarge = axes.contains { $0 > Int(Int16.max) }
    let format: Format = isLarge ? .nifti2 : .nifti1
    self.init(
      raw: [UInt8](repeating: 0, count: format.headerByteCount), byteOrder: byteOrder,
      voxelType: type, scaling: scaling, format: format)
    writeMagic()
    setContainer(isPair: false)
    fields.set(type.rawValue, at: places.datatype)
    fields.set(Int16(type.byteCount * 8), at: places.bitpix)
    setReal(scaling.slope, at: places.slope)
    setReal(scaling.intercept, at: places.intercept)
    setUnits(2)
    fields.setText(description, at: places.descrip, count: 80)
    setDims([axes.count] + axes + [Int](repeating: 1, count: 7 - axes.count))
    setGeometry(grid.toWorld)
  }

  private mutating func writeMagic() {
    if isNifti2 {
      fields.set(Int32(540), at: 0)
      raw.replaceSubrange(4..<12, with: Array("n+2\0\r\n".utf8) + [0x1a, 0x0a])
    } else {
      fields.set(Int32(348), at: 0)
      raw[38] = UInt8(ascii: "r")
      raw.replaceSubrange(344..<348, with: Array("n+1\0".utf8))
    }
  }

  mutating func setReal(_ value: Double, at place: Int, _ index: Int = 0) {
    if isNifti2 {
      fields.setDouble(value, at: place + 8 * index)
    } else {
      fields.setFloat(value, at: place + 4 * index)
    }
  }

  mutating func setCode(_ code: Int, at place: Int) {
    if isNifti2 {
      fields.set(Int32(truncatingIfNeeded: code), at: place)
    } else {
      fields.set(Int16(truncatingIfNeeded: code), at: place)
    }
  }

  private mutating func setUnits(_ code: Int32) {
    if isNifti2 { fields.set(code, at: places.units) } else { raw[places.units] = UInt8(code) }
  }

  /// States the time from one frame to the next, in milliseconds; the unit of lengths stays.
  mutating func setFrameStep(ms: Double) {
    guard format != .analyze, ms.isFinite, ms > 0 else { return }
    setReal(ms / 1000, at: places.pixdim, 4)
    setUnits(Int32(unitsCode & 0x07 | 8))
  }

  mutating func setDims(_ dims: [Int]) {
    for (index, size) in dims.enumerated() {
      if isNifti2 {
        fields.set(Int64(size), at: places.dim + 8 * index)
      } else {
        fields.set(Int16(truncatingIfNeeded: size), at: places.dim + 2 * index)
      }
    }
  }

  private mutating func setGeometry(_ toWorld: Affine) {
    let sizes = (0..<3).map { length(toWorld.column($0)) }
    let quaternion = Quaternion(of: toWorld)
    setReal(quaternion?.handedness ?? 1, at: places.pixdim)
    for axis in 0..<3 { setReal(sizes[axis], at: places.pixdim, axis + 1) }
    for axis in 4..<8 { setReal(1, at: places.pixdim, axis) }
    setCode(1, at: places.sformCode)
    setSform(toWorld)
    setCode(quaternion == nil ? 0 : 1, at: places.qformCode)
    if let quaternion { setQform(quaternion, offset: toWorld.translation) }
  }

  mutating func setSform(_ matrix: Affine) {
    for (index, row) in matrix.rows.enumerated() {
      for axis in 0..<3 { setReal(row[axis], at: places.srow, index * 4 + axis) }
      setReal(matrix.translation[index], at: places.srow, index * 4 + 3)
    }
  }

  mutating func setQform(_ quaternion: Quaternion, offset: Vector3) {
    for (index, value) in [quaternion.b, quaternion.c, quaternion.d].enumerated() {
      setReal(value, at: places.quaternion, index)
    }
    for axis in 0..<3 { setReal(offset[axis], at: places.qoffset, axis) }
  }
}
