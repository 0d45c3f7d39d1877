/// The header of a NIfTI-1, NIfTI-2 or Analyze file: its bytes untouched, and what they say.
public struct NiftiHeader: Sendable {
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
}
