/// The header of a FreeSurfer MGH or MGZ file: 284 bytes, always big-endian.
struct MGHHeader {
  static let byteCount = 284
  /// What the header says, with a NIfTI header made from it.
  let reading: HeaderReading

  /// Whether the first number is the version of MGH: 1, big-endian.
  static func matches(_ head: [UInt8]) -> Bool { head.prefix(4) == [0, 0, 0, 1] }

  /// Reads and checks a header from the first bytes of a file.
  init(head: [UInt8]) throws(VolumeError) {
    guard head.count >= Self.byteCount else {
      throw .shortHeader(found: head.count, expected: Self.byteCount)
    }
    let fields = HeaderBytes(bytes: head, order: .big)
    let sizes = (0..<4).map { Int(fields.integer(Int32.self, at: 4 + 4 * $0)) }
    for (name, size) in zip(["width", "height", "depth", "nframes"], sizes) where size < 1 {
      throw .badMGHSize(name, size)
    }
    let type = try Self.voxelType(Int(fields.integer(Int32.self, at: 20)))
    try HeaderReading.checkByteCount(sizes, type: type)
    let toWorld = try HeaderReading.checked(
      Self.toWorld(fields, sizes: sizes), named: "geometry of the MGH header")
    let grid = Grid(nx: sizes[0], ny: sizes[1], nz: sizes[2], toWorld: toWorld)
    let isPlaced = fields.integer(Int16.self, at: 28) > 0
    reading = HeaderReading(
      header: NiftiHeader(grid: grid, frames: sizes[3], type: type, byteOrder: .big),
      grid: grid, frames: sizes[3],
      warnings: isPlaced
        ? [] : ["orientation unknown: the MGH header states none; coronal slices were assumed"],
      mgh: MGHRemains(header: Array(head.prefix(Self.byteCount))))
  }

  private static func voxelType(_ code: Int) throws(VolumeError) -> VoxelType {
    switch code {
    case 0: return .uint8
    case 1: return .int32
    case 3: return .float32
    case 4: return .int16
    case 10: return .uint16
    default: throw .unknownMGHType(code)
    }
  }

  /// Spacings times direction cosines, with the centre voxel (size / 2) at the stated point.
  private static func toWorld(_ fields: HeaderBytes, sizes: [Int]) -> Affine {
    let numbers: [Double]
    if fields.integer(Int16.self, at: 28) > 0 {
      numbers = (0..<15).map { fields.float(at: 30 + 4 * $0) }
    } else {
      numbers = [1, 1, 1, -1, 0, 0, 0, 0, -1, 0, 1, 0, 0, 0, 0]
    }
    let columns = (0..<3).map { axis -> Vector3 in
      let place = 3 + 3 * axis
      return Vector3(numbers[place], numbers[place + 1], numbers[place + 2]) * numbers[axis]
    }
    let linear = Affine(columns: columns[0], columns[1], columns[2])
    let middle = Vector3(Double(sizes[0]), Double(sizes[1]), Double(sizes[2])) / 2
    var result = linear
    result.translation =
      Vector3(numbers[12], numbers[13], numbers[14]) - linear.direction(middle)
    return result
  }
}

extension VolumeError {
  static func badMGHSize(_ name: String, _ size: Int) -> VolumeError {
    VolumeError(
      .badData, "The MGH header is damaged: \(name) should be at least 1 but is \(size).",
      remedy: "Copy or convert the image again.")
  }

  static func unknownMGHType(_ code: Int) -> VolumeError {
    VolumeError(
      .unsupported, "The MGH header names voxel type \(code); 0, 1, 3, 4 or 10 was expected.",
      remedy: "Convert the image with mri_convert, for example to float.")
  }
}
