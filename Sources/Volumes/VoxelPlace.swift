/// Where the voxels of an image lie, with all that its header says: an image found, not yet read.
struct VoxelPlace {
  /// What the header says; the extensions of a single file are not in it yet.
  var reading: HeaderReading
  /// The file that holds the voxels.
  let source: ByteSource
  /// The first byte of the voxels in the unpacked file.
  let offset: Int
  /// Bytes of the same file that belong to the header proper; what follows them up to the voxels
  /// are extensions. Nil for a pair and for MGH.
  private let headerByteCount: Int?

  /// The most that is read between a header and its voxels: extensions are never so long.
  static let longestExtensions = 1 << 24

  /// The size of a NIfTI-2 header, the longest that there is.
  private static let longestHeader = 540

  /// Reads and checks the header of a file.
  static func header(_ path: String) throws(VolumeError) -> HeaderReading {
    try header(of: try ByteSource(path: try FileNames(path).header)).reading
  }

  private static func header(of source: ByteSource) throws(VolumeError)
    -> (reading: HeaderReading, isMGH: Bool)
  {
    let head = try source.beginning(longestHeader)
    return MGHHeader.matches(head)
      ? (try MGHHeader(head: head).reading, true) : (try HeaderReading(head: head), false)
  }

  /// Finds the voxels of a file.
  init(_ path: String) throws(VolumeError) {
    let names = try FileNames(path)
    let source = try ByteSource(path: names.header)
    var (reading, isMGH) = try Self.header(of: source)
    let size = reading.header.format.headerByteCount
    if isMGH {
      (self.source, offset, headerByteCount) = (source, MGHHeader.byteCount, nil)
    } else if names.voxels == names.header {
      offset = try Self.offset(of: &reading, smallest: size + 4, source)
      (self.source, headerByteCount) = (source, size)
    } else {
      let front = try source.beginning(size + Self.longestExtensions)
      reading.header.extensionBytes = Array(front.dropFirst(size))
      let voxels = try ByteSource(path: names.voxels)
      offset = try Self.offset(of: &reading, smallest: 0, voxels)
      (self.source, headerByteCount) = (voxels, nil)
    }
    self.reading = reading
  }

  /// Where the voxels begin. Zero in a single file was never set and means right after the header.
  private static func offset(
    of reading: inout HeaderReading, smallest: Int, _ source: ByteSource
  ) throws(VolumeError) -> Int {
    let found = reading.header.voxOffset
    if found == 0, smallest > 0 {
      reading.warnings.append("vox_offset is 0; the voxels were read from byte \(smallest) on")
      return smallest
    }
    let largest = min(source.largestSize, smallest + longestExtensions)
    guard found.isFinite, found >= Double(smallest), found <= Double(largest),
      let offset = Int(exactly: found)
    else { throw .badVoxelOffset(found, smallest: smallest) }
    return offset
  }

  /// Reads the whole image.
  func read() throws(VolumeError) -> Volume {
    let body = try source.body(skip: offset, count: reading.voxelByteCount)
    var (header, warnings, mgh) = (reading.header, reading.warnings, reading.mgh)
    if let headerByteCount { header.extensionBytes = Array(body.skipped[headerByteCount...]) }
    mgh?.footer = body.rest
    if let stepMS = mgh?.frameStepMS, reading.frames > 1 { header.setFrameStep(ms: stepMS) }
    if body.excess, mgh == nil {
      warnings.append("the file holds more bytes than its header promises; the rest was ignored")
    }
    var volume = Volume(
      header: header, grid: reading.grid, frames: reading.frames, bytes: body.bytes,
      warnings: warnings)
    volume.mgh = mgh
    return volume
  }
}
