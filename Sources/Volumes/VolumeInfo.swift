/// What there is to say about a volume without its voxels, for people and for JSON.
public struct VolumeInfo: Hashable, Sendable, Codable {
  /// Numbers of voxels along the three axes.
  public var dims: [Int]
  /// Number of three-dimensional frames.
  public var frames: Int
  /// Distances in mm between neighbouring voxels along the three axes.
  public var voxelSizeMM: [Double]
  /// The layout: nifti1, nifti2, analyze or mgh.
  public var format: String
  /// How a voxel is stored, such as int16.
  public var datatype: String
  /// The order of the bytes: little or big.
  public var byteOrder: String
  /// The directions of the voxel axes, such as RAS.
  public var axes: String
  /// The largest angle between the lattice and the axes of the head, in degrees.
  public var obliqueDegrees: Double
  /// The factor from stored number to value.
  public var slope: Double
  /// The offset from stored number to value.
  public var intercept: Double
  /// The code of the qform.
  public var qformCode: Int
  /// The qform: four rows, voxel indices to mm; absent where its code is 0.
  public var qform: [[Double]]?
  /// The code of the sform.
  public var sformCode: Int
  /// The sform: four rows, voxel indices to mm; absent where its code is 0.
  public var sform: [[Double]]?
  /// The free texts of the header that are not empty, by the names of their fields.
  public var freeText: [String: String]
  /// What was odd and how it was understood.
  public var warnings: [String]

  enum CodingKeys: String, CodingKey {
    case dims, frames, format, datatype, axes, slope, intercept, qform, sform, warnings
    case voxelSizeMM = "voxel_size_mm"
    case byteOrder = "byte_order"
    case obliqueDegrees = "oblique_degrees"
    case qformCode = "qform_code"
    case sformCode = "sform_code"
    case freeText = "free_text"
  }

  /// What a header says.
  public init(_ reading: HeaderReading) {
    let (header, grid) = (reading.header, reading.grid)
    let size = grid.voxelSizeMM
    dims = grid.dims
    frames = reading.frames
    voxelSizeMM = [size.x, size.y, size.z]
    format = reading.mgh == nil ? header.format.rawValue : "mgh"
    datatype = "\(header.voxelType)"
    byteOrder = header.byteOrder.rawValue
    axes = grid.axisCodes
    obliqueDegrees = grid.obliquityDegrees
    (slope, intercept) = (header.scaling.slope, header.scaling.intercept)
    (qformCode, sformCode) = (header.qformCode, header.sformCode)
    qform = header.qformCode > 0 ? Self.finiteRows(header.qform) : nil
    sform = header.sformCode > 0 ? Self.finiteRows(header.sform) : nil
    freeText = header.freeText
    warnings = reading.warnings
  }

  /// The four rows of a matrix, or nil where a number is not finite (JSON has no such numbers).
  private static func finiteRows(_ affine: Affine) -> [[Double]]? {
    guard affine.isFinite else { return nil }
    let shift = affine.translation
    return zip(affine.rows, [shift.x, shift.y, shift.z]).map { [$0.x, $0.y, $0.z, $1] }
      + [[0, 0, 0, 1]]
  }
}

extension NiftiHeader {
  /// The free texts that are not empty, by the names of their fields.
  public var freeText: [String: String] {
    var texts: [String: String] = [:]
    for (name, place) in freeTextFields {
      let text = fields.text(at: place.lowerBound, count: place.count)
      if !text.isEmpty { texts[name] = text }
    }
    return texts
  }
}

extension HeaderReading {
  /// What the header says, for people and for JSON.
  public var info: VolumeInfo { VolumeInfo(self) }
}

extension Volume {
  /// What there is to say about the volume without its voxels.
  public var info: VolumeInfo {
    VolumeInfo(
      HeaderReading(header: header, grid: grid, frames: frames, warnings: warnings, mgh: mgh))
  }
}
