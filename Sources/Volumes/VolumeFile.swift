/// Reading and writing of image files: NIfTI-1, NIfTI-2, Analyze 7.5 and MGH, packed or not.
public enum VolumeFile {
  /// Reads a file whole.
  ///
  /// - Parameter path: a `.nii`, `.nii.gz`, `.hdr`, `.img` (also packed), `.mgh` or `.mgz` file.
  ///   Whether it is packed is told by its bytes.
  /// - Throws: `VolumeError` with the path; nothing is allocated that the size of the file does
  ///   not make believable.
  public static func read(_ path: String) throws(VolumeError) -> Volume {
    do throws(VolumeError) {
      return try readAnything(path)
    } catch {
      throw error.at(path)
    }
  }

  /// Reads and checks the header alone, however big the file is.
  public static func readHeader(_ path: String) throws(VolumeError) -> HeaderReading {
    do throws(VolumeError) {
      return try readHeaderOfAnything(path)
    } catch {
      throw error.at(path)
    }
  }

  private static func readAnything(_ path: String) throws(VolumeError) -> Volume {
    let names = try FileNames(path)
    let source = try ByteSource(path: names.header)
    let head = try source.beginning(540)
    var reading = try HeaderReading(head: head)
    let size = reading.header.format.headerByteCount
    if names.voxels == names.header {
      let offset = try voxelOffset(
        of: reading.header, smallest: size + 4, largest: source.largestSize)
      let found = try source.body(skip: offset, count: reading.voxelByteCount)
      reading.header.extensionBytes = Array(found.skipped[size...])
      return volume(reading, bytes: found.body, excess: found.excess)
    }
    reading.header.extensionBytes = Array(try source.beginning(source.largestSize).dropFirst(size))
    let voxels = try ByteSource(path: names.voxels)
    let offset = try voxelOffset(of: reading.header, smallest: 0, largest: voxels.largestSize)
    let found = try voxels.body(skip: offset, count: reading.voxelByteCount)
    return volume(reading, bytes: found.body, excess: found.excess)
  }

  private static func readHeaderOfAnything(_ path: String) throws(VolumeError) -> HeaderReading {
    let names = try FileNames(path)
    return try HeaderReading(head: try ByteSource(path: names.header).beginning(540))
  }

  private static func voxelOffset(of header: NiftiHeader, smallest: Int, largest: Int)
    throws(VolumeError) -> Int
  {
    let found = header.voxOffset
    guard found.isFinite, found >= Double(smallest), found <= Double(largest),
      found == found.rounded(.towardZero)
    else { throw .badVoxelOffset(found, smallest: smallest) }
    return Int(found)
  }

  private static func volume(_ reading: HeaderReading, bytes: [UInt8], excess: Bool) -> Volume {
    var warnings = reading.warnings
    if excess {
      warnings.append("the file holds more bytes than its header promises; the rest was ignored")
    }
    return Volume(
      header: reading.header, grid: reading.grid, frames: reading.frames, bytes: bytes,
      warnings: warnings)
  }
}
