/// What the header of a file says, checked: everything about a volume except its voxels.
public struct HeaderReading: Sendable {
  /// The header as found.
  public var header: NiftiHeader
  /// Where the voxels are.
  public var grid: Grid
  /// Number of three-dimensional frames.
  public var frames: Int
  /// What was odd about the header and how it was understood, one sentence each.
  public var warnings: [String]
  /// The bytes of an MGH header, where it is one.
  var mgh: MGHRemains?

  /// Number of voxel bytes that the header promises, all frames.
  var voxelByteCount: Int { grid.voxelCount * frames * header.voxelType.byteCount }
}

extension HeaderReading {
  /// Reads and checks a header from the first bytes of a file.
  ///
  /// - Parameter head: the first 540 bytes, or all that the file has.
  /// - Throws: `badData` or `unsupported` with a sentence about the first thing that is wrong.
  init(head: [UInt8]) throws(VolumeError) {
    let (format, order) = try Self.recognise(head)
    guard head.count >= format.headerByteCount else {
      throw .shortHeader(found: head.count, expected: format.headerByteCount)
    }
    var warnings: [String] = []
    var header = NiftiHeader(
      raw: Array(head.prefix(format.headerByteCount)), byteOrder: order, voxelType: .uint8,
      format: format)
    header.voxelType = try Self.voxelType(of: header, warnings: &warnings)
    header.scaling = Self.scaling(of: header, warnings: &warnings)
    let sizes = try Self.sizes(of: header)
    try Self.checkByteCount(sizes, type: header.voxelType)
    let toWorld = try Self.affine(of: header, dims: sizes, warnings: &warnings)
    self.init(
      header: header,
      grid: Grid(nx: sizes[0], ny: sizes[1], nz: sizes[2], toWorld: toWorld),
      frames: sizes[3...].reduce(1, *), warnings: warnings)
  }

  /// The format and byte order, from the size that the header states and its magic word.
  static func recognise(_ head: [UInt8]) throws(VolumeError) -> (NiftiHeader.Format, ByteOrder) {
    if let other = OtherFormat.recognised(in: head) { throw .otherFormat(other) }
    guard head.count >= 4 else { throw .shortHeader(found: head.count, expected: 348) }
    for order in [ByteOrder.little, .big] {
      let size = HeaderBytes(bytes: head, order: order).integer(Int32.self, at: 0)
      if size == 348 { return (hasMagic1(head) ? .nifti1 : .analyze, order) }
      if size == 540 {
        guard hasMagic2(head) else { throw .badMagic(Array(head.dropFirst(4).prefix(8))) }
        return (.nifti2, order)
      }
    }
    throw .notNifti(firstBytes: Array(head.prefix(4)))
  }

  private static func hasMagic1(_ head: [UInt8]) -> Bool {
    guard head.count >= 348 else { return false }
    let magic = Array(head[344..<348])
    return magic == Array("n+1\0".utf8) || magic == Array("ni1\0".utf8)
  }

  private static func hasMagic2(_ head: [UInt8]) -> Bool {
    guard head.count >= 12 else { return true }
    let magic = Array(head[4..<8])
    return magic == Array("n+2\0".utf8) || magic == Array("ni2\0".utf8)
  }

  private static func voxelType(of header: NiftiHeader, warnings: inout [String])
    throws(VolumeError) -> VoxelType
  {
    let code = header.datatypeCode
    guard let type = Int16(exactly: code).flatMap(VoxelType.init(rawValue:)) else {
      throw .unknownDatatype(code)
    }
    if header.bitpix != type.byteCount * 8 {
      warnings.append(
        "bitpix says \(header.bitpix) bits a voxel, but \(type) has \(type.byteCount * 8); "
          + "the datatype was believed")
    }
    return type
  }

  /// The seven lengths, those beyond `dim[0]` taken as 1.
  private static func sizes(of header: NiftiHeader) throws(VolumeError) -> [Int] {
    let dims = header.dims
    guard (1...7).contains(dims[0]) else { throw .badAxisCount(dims[0]) }
    var sizes = [Int](repeating: 1, count: 7)
    for axis in 1...dims[0] {
      guard dims[axis] > 0 else { throw .badAxisLength(axis: axis, length: dims[axis]) }
      sizes[axis - 1] = dims[axis]
    }
    return sizes
  }

  static func checkByteCount(_ sizes: [Int], type: VoxelType) throws(VolumeError) {
    var total = type.byteCount
    for size in sizes {
      let (product, overflow) = total.multipliedReportingOverflow(by: size)
      guard !overflow, product < 1 << 46 else { throw .absurdSize(sizes) }
      total = product
    }
  }
}
