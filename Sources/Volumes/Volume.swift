/// The order of the bytes of a number in a file.
public enum ByteOrder: String, Sendable, Codable {
  case little, big
}

/// How stored numbers become values: `value = slope * stored + intercept`.
public struct Scaling: Hashable, Sendable, Codable {
  /// The factor; never zero (a stored slope of zero, NaN or infinity means 1 and 0).
  public var slope: Double
  /// The offset, in units of the value.
  public var intercept: Double

  /// A scaling.
  public init(slope: Double = 1, intercept: Double = 0) {
    self.slope = slope
    self.intercept = intercept
  }

  /// The scaling that changes nothing.
  public static let identity = Scaling()
}

/// An image as it stands in its file: geometry, stored bytes and the untouched header.
///
/// Nothing of the file is lost: writing a volume that was not changed gives the same header and
/// the same voxel bytes. For computing, take `image(frame:)`.
public struct Volume: Sendable {
  /// The header as found, with its bytes untouched.
  public var header: NiftiHeader
  /// Where the voxels are; the affine that the header's codes prefer.
  public var grid: Grid
  /// Number of three-dimensional frames; 1 for a plain image. Axes 4 to 7 are folded into it.
  public var frames: Int
  /// The stored voxel bytes in the file's own type and byte order, x fastest, all frames.
  public var bytes: [UInt8]
  /// What was odd about the file and how it was understood, one sentence each.
  public var warnings: [String]
  /// What an MGH file held around the voxels, where the volume comes from one.
  var mgh: MGHRemains?

  /// A volume from its parts. There must be as many bytes as grid, frames and the header's type make.
  public init(
    header: NiftiHeader, grid: Grid, frames: Int, bytes: [UInt8], warnings: [String] = []
  ) {
    precondition(
      bytes.count == grid.voxelCount * frames * header.voxelType.byteCount,
      "a volume needs the bytes that its grid, frames and type make")
    self.header = header
    self.grid = grid
    self.frames = frames
    self.bytes = bytes
    self.warnings = warnings
  }

  /// Number of bytes of one frame.
  var frameByteCount: Int { grid.voxelCount * header.voxelType.byteCount }
}
