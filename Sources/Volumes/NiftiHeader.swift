/// The header of a NIfTI-1, NIfTI-2 or Analyze file: its bytes untouched, and what they say.
public struct NiftiHeader: Sendable {
  /// Which layout the header has.
  public enum Format: String, Sendable, Codable {
    /// NIfTI-1, 348 bytes.
    case nifti1
    /// NIfTI-2, 540 bytes.
    case nifti2
    /// Analyze 7.5, 348 bytes without a magic word.
    case analyze

    /// Number of bytes of the header.
    public var headerByteCount: Int { self == .nifti2 ? 540 : 348 }
  }

  /// The header as found in the file: 348 bytes (NIfTI-1, Analyze) or 540 (NIfTI-2).
  public var raw: [UInt8]
  /// Everything between the header and the voxels: the extension flag and the extensions.
  public var extensionBytes: [UInt8]
  /// The order of the bytes of every number in header and voxels.
  public var byteOrder: ByteOrder
  /// How a voxel is stored.
  public var voxelType: VoxelType
  /// How stored numbers become values.
  public var scaling: Scaling
  /// Which layout the header has.
  public var format: Format

  /// A header from its parts, which must agree with `raw`.
  public init(
    raw: [UInt8], extensionBytes: [UInt8] = [0, 0, 0, 0], byteOrder: ByteOrder,
    voxelType: VoxelType, scaling: Scaling = .identity, format: Format
  ) {
    precondition(raw.count == format.headerByteCount, "a header has the size of its format")
    self.raw = raw
    self.extensionBytes = extensionBytes
    self.byteOrder = byteOrder
    self.voxelType = voxelType
    self.scaling = scaling
    self.format = format
  }

  /// The bytes with the means to read and write numbers in them.
  var fields: HeaderBytes {
    get { HeaderBytes(bytes: raw, order: byteOrder) }
    set { raw = newValue.bytes }
  }

  /// Whether the fields lie as in NIfTI-2.
  var isNifti2: Bool { format == .nifti2 }
}
