import Glibc

/// Files in memory that a parser is let loose on.
enum Scratch {
  private static let folder: String = {
    let path = "/dev/shm/bauta-fuzz-\(getpid())"
    mkdir(path, 0o700)
    return path
  }()

  /// Writes the files, reads the named one, and does with it all that the program may do.
  static func use(_ files: [String: [UInt8]], reading name: String) {
    for (name, bytes) in files { write(bytes, to: "\(folder)/\(name)") }
    let path = "\(folder)/\(name)"
    if let reading = try? VolumeFile.readHeader(path) { _ = reading.info }
    let whole = try? VolumeFile.read(path)
    checkParts(path, whole)
    guard let volume = whole else { return }
    _ = volume.info
    guard volume.bytes.count < 1 << 18 else { return }
    for frame in [0, volume.frames - 1, volume.frames] { _ = try? volume.image(frame: frame) }
    _ = try? volume.picture()
    for type in [VoxelType.uint8, .int32, .float64] { _ = try? volume.stored(as: type).info }
    for code in ["RAS", "PIR"] { _ = volume.reoriented(to: code).info }
    checkFidelity(volume)
    checkFidelity(volume.scrubbed().volume)
    try? VolumeFile.write(volume, to: "\(folder)/out.mgz", overwrite: true)
  }

  /// A preview and a slice are read, or refused, whatever the whole file is.
  private static func checkParts(_ path: String, _ whole: Volume?) {
    guard let reading = try? ProgressiveReading(path) else {
      return precondition(whole == nil, "a file was read whose header is refused")
    }
    guard reading.reading.voxelByteCount < 1 << 18 else { return }
    _ = try? reading.preview(frame: reading.reading.frames - 1, side: 3)
    let last = reading.reading.grid.nz - 1
    let slice = try? VolumeFile.readSlices(path, last..<last + 1)
    precondition(whole == nil || slice != nil, "a slice of a sound file cannot be read")
  }

  /// What was read and is written unchanged is read again as the same bytes.
  private static func checkFidelity(_ volume: Volume) {
    let path = "\(folder)/out.nii"
    do throws(VolumeError) {
      try VolumeFile.write(volume, to: path, overwrite: true)
      let again = try VolumeFile.read(path)
      precondition(again.bytes == volume.bytes, "other voxels were read than were written")
      precondition(again.grid.dims == volume.grid.dims, "another size was read than was written")
    } catch {
      preconditionFailure("a volume that was read cannot be written and read: \(error.message)")
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "w") else { return }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }
}
