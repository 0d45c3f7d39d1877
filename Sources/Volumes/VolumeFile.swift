/// Reading and writing of image files: NIfTI-1, NIfTI-2 and Analyze 7.5, packed or not, and
/// reading of MGH.
public enum VolumeFile {
  /// Reads a file whole.
  ///
  /// - Parameter path: a `.nii`, `.nii.gz`, `.hdr`, `.img` (also packed), `.mgh` or `.mgz` file.
  ///   Whether it is packed is told by its bytes.
  /// - Returns: the volume, with what was odd about the file in its warnings.
  /// - Throws: `VolumeError` with the path; nothing is allocated that the size of the file does
  ///   not make believable.
  public static func read(_ path: String) throws(VolumeError) -> Volume {
    do throws(VolumeError) {
      let names = try FileNames(path)
      let source = try ByteSource(path: names.header)
      let head = try source.beginning(longestHeader)
      if MGHHeader.matches(head) { return try readMGH(source, head: head) }
      let reading = try HeaderReading(head: head)
      return names.voxels == names.header
        ? try readSingle(source, reading) : try readPair(source, reading, voxels: names.voxels)
    } catch {
      throw error.at(path)
    }
  }

  /// Reads and checks the header alone, however big the file is. Extensions are not read.
  public static func readHeader(_ path: String) throws(VolumeError) -> HeaderReading {
    do throws(VolumeError) {
      let head = try ByteSource(path: try FileNames(path).header).beginning(longestHeader)
      return MGHHeader.matches(head)
        ? try MGHHeader(head: head).reading : try HeaderReading(head: head)
    } catch {
      throw error.at(path)
    }
  }

  /// The size of a NIfTI-2 header, the longest that there is.
  private static let longestHeader = 540

  /// The most that is read of a header file after the header: extensions are never so long.
  private static let longestExtensions = 1 << 24

  private static func readSingle(_ source: ByteSource, _ reading: HeaderReading)
    throws(VolumeError) -> Volume
  {
    var reading = reading
    let size = reading.header.format.headerByteCount
    let offset = try voxelOffset(
      of: &reading, smallest: size + 4, largest: source.largestSize)
    let found = try source.body(skip: offset, count: reading.voxelByteCount)
    reading.header.extensionBytes = Array(found.skipped[size...])
    return volume(reading, bytes: found.body, excess: found.excess)
  }

  private static func readPair(_ source: ByteSource, _ reading: HeaderReading, voxels path: String)
    throws(VolumeError) -> Volume
  {
    var reading = reading
    let size = reading.header.format.headerByteCount
    let whole = try source.beginning(size + longestExtensions)
    reading.header.extensionBytes = Array(whole.dropFirst(size))
    let voxels = try ByteSource(path: path)
    let offset = try voxelOffset(of: &reading, smallest: 0, largest: voxels.largestSize)
    let found = try voxels.body(skip: offset, count: reading.voxelByteCount)
    return volume(reading, bytes: found.body, excess: found.excess)
  }

  private static func readMGH(_ source: ByteSource, head: [UInt8]) throws(VolumeError) -> Volume {
    let reading = try MGHHeader(head: head).reading
    let found = try source.body(skip: MGHHeader.byteCount, count: reading.voxelByteCount)
    return volume(reading, bytes: found.body, excess: false)
  }

  /// Where the voxels begin. Zero in a single file was never set and means right after the header.
  private static func voxelOffset(
    of reading: inout HeaderReading, smallest: Int, largest: Int
  ) throws(VolumeError) -> Int {
    let found = reading.header.voxOffset
    if found == 0, smallest > 0 {
      reading.warnings.append("vox_offset is 0; the voxels were read from byte \(smallest) on")
      return smallest
    }
    guard found.isFinite, found >= Double(smallest), found <= Double(largest),
      let offset = Int(exactly: found)
    else { throw .badVoxelOffset(found, smallest: smallest) }
    return offset
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
