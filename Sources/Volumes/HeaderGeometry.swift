extension HeaderReading {
  /// Voxel indices to world mm: the sform if its code is positive, else the qform, else the
  /// voxel sizes with the middle of the lattice at the origin and x running to the left.
  static func affine(of header: NiftiHeader, dims: [Int], warnings: inout [String])
    throws(VolumeError) -> Affine
  {
    report(on: header, usesQform: header.qformCode > 0, warnings: &warnings)
    let sizes = header.voxelSizesMM
    let sform: Affine? = header.sformCode > 0 ? header.sform : nil
    let qform: Affine? = header.qformCode > 0 ? header.qform : nil
    if let sform, let qform { compare(sform, qform, dims: dims, warnings: &warnings) }
    if let sform { return try checked(sform, named: "sform") }
    if let qform { return try checked(qform, named: "qform") }
    if header.format == .analyze { return analyzeAffine(of: header, dims: dims, sizes: sizes) }
    warnings.append(
      "orientation unknown: neither qform nor sform has a code; "
        + "axes were taken as left, front, top from the middle of the image")
    return centred(dims: dims, sizes: sizes)
  }

  private static func centred(dims: [Int], sizes: Vector3) -> Affine {
    let middle = Vector3(Double(dims[0] - 1), Double(dims[1] - 1), Double(dims[2] - 1)) / 2
    let flipped = Vector3(-sizes.x, sizes.y, sizes.z)
    return .scaling(flipped, translation: -middle * flipped)
  }

  /// Analyze as SPM writes it: x to the left, the origin (counted from 1) where it is sensible.
  private static func analyzeAffine(of header: NiftiHeader, dims: [Int], sizes: Vector3) -> Affine {
    let origin = (0..<3).map { Int(header.fields.integer(Int16.self, at: 253 + 2 * $0)) }
    let sensible =
      origin.contains { $0 != 0 }
      && zip(origin, dims).allSatisfy { $0 > -$1 && $0 < 2 * $1 }
    guard sensible else { return centred(dims: dims, sizes: sizes) }
    let centre = Vector3(Double(origin[0] - 1), Double(origin[1] - 1), Double(origin[2] - 1))
    let flipped = Vector3(-sizes.x, sizes.y, sizes.z)
    return .scaling(flipped, translation: -centre * flipped)
  }

  /// Says which voxel sizes had to be repaired, and that a quaternion was too long.
  private static func report(
    on header: NiftiHeader, usesQform: Bool, warnings: inout [String]
  ) {
    for axis in 0..<min(3, header.dims[0]) {
      let (found, taken) = (header.pixdim[axis + 1], header.voxelSizesMM[axis])
      guard found != taken else { continue }
      warnings.append(
        "pixdim[\(axis + 1)] is \(found), which is no voxel size; \(taken) mm was taken")
    }
    if usesQform, header.quaternionSquare > 1 + 1e-6 {
      warnings.append("the quaternion of the qform is longer than 1; it was scaled to length 1")
    }
  }

  /// No image has smaller or larger voxels, and no header can hold much smaller or larger ones.
  static let believableMM = 1e-9...1e9

  static func checked(_ affine: Affine, named name: String) throws(VolumeError) -> Affine {
    guard affine.isFinite else { throw .affineNotFinite(name) }
    let lengths = (0..<3).map { length(affine.column($0)) }
    let box = lengths[0] * lengths[1] * lengths[2]
    guard affine.inverse != nil, abs(affine.determinant) > 1e-6 * box else {
      throw .affineDegenerate(name)
    }
    for (axis, size) in lengths.enumerated() where !believableMM.contains(size) {
      throw .voxelSizeUnbelievable(name, axis: axis + 1, sizeMM: size)
    }
    return affine
  }

  /// Says so where the two forms put a corner of the image more than 1 mm apart.
  private static func compare(
    _ sform: Affine, _ qform: Affine, dims: [Int], warnings: inout [String]
  ) {
    let grid = Grid(nx: dims[0], ny: dims[1], nz: dims[2], toWorld: sform)
    let apart = grid.corners.map { length(sform($0) - qform($0)) }.max() ?? 0
    guard apart.isNaN || apart > 1 else { return }
    let distance = apart < 1e9 ? "\(Double(Int(apart * 10)) / 10)" : "very many"
    warnings.append(
      "qform and sform disagree by up to \(distance) mm at the corners; the sform was taken")
  }
}
