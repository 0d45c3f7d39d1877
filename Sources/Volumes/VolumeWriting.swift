extension VolumeFile {
  /// Writes a volume: the header bytes as they stand, then the voxel bytes as they stand.
  ///
  /// The file gets its name only when it is whole and on the disk. Packed files hold no time and
  /// no name, so the same volume always gives the same bytes, with any number of threads.
  ///
  /// - Parameters:
  ///   - volume: what to write.
  ///   - path: a name ending in `.nii`, `.hdr`, `.img`, `.mgh` or one of these and `.gz`, or in
  ///     `.mgz`; the ending decides. For a pair both files are written.
  ///   - overwrite: whether a file of that name may be replaced.
  ///   - level: how hard to pack, 1 (fast) to 12 (small); what lies beyond is taken as the nearest.
  ///   - parallel: how many threads may pack.
  /// - Throws: `exists`, `cannotCreate`, or `unsupported` for another ending and for what the
  ///   format cannot hold.
  public static func write(
    _ volume: Volume, to path: String, overwrite: Bool = false, level: Int = defaultLevel,
    parallel: Parallel = .serial
  ) throws(VolumeError) {
    do throws(VolumeError) {
      let target = try OutputNames(path)
      let level = min(max(level, levels.lowerBound), levels.upperBound)
      var files: [OutputFile] = []
      defer { for file in files { file.discard() } }
      for (name, parts) in try target.contents(of: volume) {
        let parts =
          target.isPacked
          ? try Deflate.gzipPieces(parts, level: level, parallel: parallel) : parts
        files.append(try OutputFile(name, overwrite: overwrite, parts: parts))
      }
      try OutputFile.commit(files.reversed(), overwrite: overwrite)
    } catch {
      throw error.at(path)
    }
  }

  /// The level of packing unless another is asked for.
  public static let defaultLevel = Deflate.level

  /// The levels of packing that there are, from fast to small.
  public static let levels = Deflate.levels

  /// The files that `write` makes under a name: two for a pair. A name that cannot be written
  /// stands for itself.
  public static func filesWritten(as path: String) -> [String] {
    guard let names = try? OutputNames(path) else { return [path] }
    return names.header == names.voxels ? [path] : [names.header, names.voxels]
  }

  /// The files that `read` takes under a name: two for a pair.
  public static func filesRead(as path: String) -> [String] {
    guard let names = try? FileNames(path) else { return [path] }
    return names.header == names.voxels ? [path] : [names.header, names.voxels]
  }

  /// Whether the ending of a name is one that can be written.
  public static func canWrite(_ path: String) -> Bool { (try? OutputNames(path)) != nil }
}

/// The names of the file or files to write.
struct OutputNames {
  /// How header and voxels are laid out.
  enum Container { case single, pair, mgh }

  /// The file with the header.
  var header: String
  /// The file with the voxels.
  var voxels: String
  var isPacked: Bool
  var container: Container

  init(_ path: String) throws(VolumeError) {
    let lower = path.lowercased()
    let isGzip = lower.hasSuffix(".gz")
    isPacked = isGzip || lower.hasSuffix(".mgz")
    let stem = isGzip ? String(path.dropLast(3)) : path
    let ending = isGzip ? String(path.suffix(3)) : ""
    let base = stem.dropLast(4)
    (header, voxels) = (path, path)
    switch stem.lowercased().suffix(4) {
    case ".nii": container = .single
    case ".mgh": container = .mgh
    case ".mgz" where !isGzip: container = .mgh
    case ".hdr": (voxels, container) = (base + ".img" + ending, .pair)
    case ".img": (header, container) = (base + ".hdr" + ending, .pair)
    default: throw VolumeError.unknownEnding()
    }
  }

  /// What goes into each file, before it is packed; the file with the header first.
  func contents(of volume: Volume) throws(VolumeError) -> [(name: String, parts: [[UInt8]])] {
    switch container {
    case .mgh: return [(header, try volume.mghParts())]
    case .single:
      let volume = volume.asSingleFile()
      return [(header, [volume.header.raw + volume.header.extensionBytes, volume.bytes])]
    case .pair:
      let volume = volume.asPair()
      let gap = [UInt8](repeating: 0, count: max(0, Int(exactly: volume.header.voxOffset) ?? 0))
      return [
        (header, [volume.header.raw + volume.header.extensionBytes]),
        (voxels, [gap, volume.bytes]),
      ]
    }
  }
}

extension VolumeError {
  static func unknownEnding() -> VolumeError {
    VolumeError(
      .unsupported,
      "The name of the output should end in .nii, .nii.gz, .hdr, .img, .mgh or .mgz.",
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
