extension VolumeFile {
  /// Writes a volume: the header bytes as they stand, then the voxel bytes as they stand.
  ///
  /// The file gets its name only when it is whole and on the disk. Packed files hold no time and
  /// no name, so the same volume always gives the same bytes.
  ///
  /// - Parameters:
  ///   - volume: what to write.
  ///   - path: a name ending in `.nii`, `.nii.gz`, `.hdr`, `.img`, `.hdr.gz` or `.img.gz`; the
  ///     ending decides. For a pair both files are written.
  ///   - overwrite: whether a file of that name may be replaced.
  /// - Throws: `exists`, `cannotCreate`, or `unsupported` for another ending.
  public static func write(_ volume: Volume, to path: String, overwrite: Bool = false)
    throws(VolumeError)
  {
    let target = try OutputNames(path)
    let volume = target.isPair ? volume.asPair() : volume.asSingleFile()
    let front = volume.header.raw + volume.header.extensionBytes
    let packed = target.isPacked
    guard target.isPair else {
      let parts =
        packed ? [try Deflate.gzip([front, volume.bytes])] : [front, volume.bytes]
      let file = try OutputFile(path, overwrite: overwrite, parts: parts)
      return try file.commit(overwrite: overwrite)
    }
    let gap = [UInt8](repeating: 0, count: max(0, Int(volume.header.voxOffset)))
    let headerParts = packed ? [try Deflate.gzip([front])] : [front]
    let voxelParts = packed ? [try Deflate.gzip([gap, volume.bytes])] : [gap, volume.bytes]
    let header = try OutputFile(target.header, overwrite: overwrite, parts: headerParts)
    let voxels: OutputFile
    do throws(VolumeError) {
      voxels = try OutputFile(target.voxels, overwrite: overwrite, parts: voxelParts)
      try voxels.commit(overwrite: overwrite)
    } catch {
      header.discard()
      throw error
    }
    try header.commit(overwrite: overwrite)
  }
}

/// The names of the file or files to write.
struct OutputNames {
  var header: String
  var voxels: String
  var isPacked: Bool
  var isPair: Bool { header != voxels }

  init(_ path: String) throws(VolumeError) {
    let lower = path.lowercased()
    isPacked = lower.hasSuffix(".gz")
    let stem = isPacked ? String(path.dropLast(3)) : path
    let ending = isPacked ? String(path.suffix(3)) : ""
    let base = stem.dropLast(4)
    switch stem.lowercased().suffix(4) {
    case ".nii": (header, voxels) = (path, path)
    case ".hdr": (header, voxels) = (path, base + ".img" + ending)
    case ".img": (header, voxels) = (base + ".hdr" + ending, path)
    default: throw VolumeError.unknownEnding().at(path)
    }
  }
}

extension VolumeError {
  static func unknownEnding() -> VolumeError {
    VolumeError(
      .unsupported, "The name of the output should end in .nii, .nii.gz, .hdr or .img.",
      remedy: "Choose such a name.")
  }
}

extension Volume {
  /// The volume for a `.nii` file.
  func asSingleFile() -> Volume {
    guard header.isPair else { return self }
    var result = self
    if header.format == .analyze {
      result.header = NiftiHeader(
        grid: grid, frames: frames, type: header.voxelType, scaling: header.scaling,
        byteOrder: header.byteOrder, description: header.descrip)
      return result
    }
    if result.header.extensionBytes.count < 4 { result.header.extensionBytes = [0, 0, 0, 0] }
    while result.header.extensionBytes.count % 16 != 4 {
      result.header.extensionBytes.append(0)
    }
    result.header.setContainer(isPair: false)
    return result
  }

  /// The volume for a `.hdr` and an `.img` file.
  func asPair() -> Volume {
    guard !header.isPair else { return self }
    var result = self
    result.header.setContainer(isPair: true)
    return result
  }
}

extension NiftiHeader {
  /// Changes the magic word and `vox_offset`, and nothing else.
  mutating func setContainer(isPair: Bool) {
    let letter = UInt8(ascii: isPair ? "i" : "+")
    raw[isNifti2 ? 5 : 345] = letter
    let offset = isPair ? 0 : raw.count + extensionBytes.count
    if isNifti2 {
      fields.set(Int64(offset), at: places.voxOffset)
    } else {
      fields.setFloat(Double(offset), at: places.voxOffset)
    }
  }
}
