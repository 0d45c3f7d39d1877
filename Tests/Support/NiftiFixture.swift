import Volumes

/// An image file put together byte by byte from the layouts in nifti1.h, nifti2.h and Analyze 7.5,
/// without any code of the module that reads it. Every field can be spoilt.
public struct NiftiFixture: Sendable {
  /// nifti1, nifti2 or analyze.
  public var format = NiftiHeader.Format.nifti1
  /// The order of the bytes of every number.
  public var order = ByteOrder.little
  /// Whether header and voxels are in two files.
  public var isPair = false
  /// NIfTI datatype code.
  public var datatype: Int16 = 4
  /// Bits of a voxel.
  public var bitpix: Int16 = 16
  /// All of `dim`; the first is the number of axes.
  public var dim: [Int] = [3, 2, 3, 4, 1, 1, 1, 1]
  /// All of `pixdim`.
  public var pixdim: [Double] = [1, 2, 3, 4, 1, 1, 1, 1]
  /// The code of the qform.
  public var qformCode = 0
  /// b, c, d and the three offsets.
  public var qform: [Double] = [0, 0, 0, 0, 0, 0]
  /// The code of the sform.
  public var sformCode = 1
  /// The three rows.
  public var sform: [Double] = [2, 0, 0, -10, 0, 3, 0, -20, 0, 0, 4, -30]
  /// The slope.
  public var slope = 0.0
  /// The intercept.
  public var intercept = 0.0
  /// Where the voxels begin; nil means right after header and extensions.
  public var voxOffset: Double?
  /// Free texts by place.
  public var texts: [Int: String] = [:]
  /// The four flag bytes and the extensions.
  public var extensions: [UInt8] = [0, 0, 0, 0]
  /// The voxel bytes.
  public var voxels = [UInt8](repeating: 0, count: 48)

  /// An int16 image of 2 × 3 × 4 zeros, 2 × 3 × 4 mm, RAS.
  public init() {}

  /// A fixture with some things changed.
  public init(_ change: (inout NiftiFixture) -> Void) {
    self.init()
    change(&self)
  }

  /// Header, extensions and voxels as one file.
  public var file: [UInt8] { header + extensions + voxels }

  /// The header alone.
  public var header: [UInt8] {
    switch format {
    case .nifti1: narrow(magic: isPair ? "ni1" : "n+1")
    case .analyze: narrow(magic: nil)
    case .nifti2: wide()
    }
  }

  private func narrow(magic: String?) -> [UInt8] {
    var out = ByteWriter(count: 348, order: order)
    out.put(Int32(348), at: 0)
    for (index, size) in dim.enumerated() {
      out.put(Int16(truncatingIfNeeded: size), at: 40 + 2 * index)
    }
    out.put(datatype, at: 70)
    out.put(bitpix, at: 72)
    for (index, size) in pixdim.enumerated() { out.put(float: size, at: 76 + 4 * index) }
    let offset = isPair || magic == nil ? 0 : Double(348 + extensions.count)
    out.put(float: voxOffset ?? offset, at: 108)
    out.put(float: slope, at: 112)
    out.put(float: intercept, at: 116)
    if let magic {
      out.put(Int16(qformCode), at: 252)
      out.put(Int16(sformCode), at: 254)
      for (index, number) in qform.enumerated() { out.put(float: number, at: 256 + 4 * index) }
      for (index, number) in sform.enumerated() { out.put(float: number, at: 280 + 4 * index) }
      out.put(text: magic, at: 344)
    }
    for (place, text) in texts { out.put(text: text, at: place) }
    return out.bytes
  }

  private func wide() -> [UInt8] {
    var out = ByteWriter(count: 540, order: order)
    out.put(Int32(540), at: 0)
    out.put(text: isPair ? "ni2" : "n+2", at: 4)
    out.bytes.replaceSubrange(8..<12, with: [0x0d, 0x0a, 0x1a, 0x0a])
    out.put(datatype, at: 12)
    out.put(bitpix, at: 14)
    for (index, size) in dim.enumerated() { out.put(Int64(size), at: 16 + 8 * index) }
    for (index, size) in pixdim.enumerated() { out.put(double: size, at: 104 + 8 * index) }
    out.put(Int64(voxOffset ?? (isPair ? 0 : Double(540 + extensions.count))), at: 168)
    out.put(double: slope, at: 176)
    out.put(double: intercept, at: 184)
    out.put(Int32(qformCode), at: 344)
    out.put(Int32(sformCode), at: 348)
    for (index, number) in qform.enumerated() { out.put(double: number, at: 352 + 8 * index) }
    for (index, number) in sform.enumerated() { out.put(double: number, at: 400 + 8 * index) }
    for (place, text) in texts { out.put(text: text, at: place) }
    return out.bytes
  }
}
