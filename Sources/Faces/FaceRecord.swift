import Volumes

/// What an image shows of a face: depth maps of the skin from the front at several thresholds, and
/// how much of each zone lies in the field of view.
///
/// Small enough to keep (about 200 kB as JSON); grading a defaced image, rendering and
/// re-identification need nothing else of the image.
public struct FaceRecord: Sendable, Hashable, Codable {
  /// The lattice of columns.
  public var view: FaceView
  /// The intensity at which the skin was looked for first: 0.35 of Otsu's threshold of the voxels
  /// above the air.
  public var skinThreshold: Double
  /// The value of the air, from which intensities count; nil where air is near zero, as usual.
  public var airLevel: Double?
  /// Depth maps at falling thresholds; the first at `skinThreshold` itself.
  public var maps: [DepthMap]
  /// For each zone the share of its columns that the field of view shows.
  public var coverage: [FaceZone: Double]
  /// Millimetres of the subject to one mm along y in the template's space.
  public var subjectMMPerDepthMM: Double

  /// Whether it is a record of this version's view with all its columns, as one that was read from a
  /// file may not be.
  public var isSound: Bool {
    view == .standard && !maps.isEmpty && maps.allSatisfy { $0.hundredths.count == view.count }
      && subjectMMPerDepthMM.isFinite && skinThreshold.isFinite
  }
}

/// The lattice of columns through which a face is seen, in template mm.
public struct FaceView: Sendable, Hashable, Codable {
  /// Columns from left to right.
  public var columns: Int
  /// Rows from below.
  public var rows: Int
  /// x of the leftmost column.
  public var lowX: Double
  /// z of the lowest row.
  public var lowZ: Double
  /// y of the foremost point looked at.
  public var highY: Double
  /// y of the rearmost point looked at.
  public var lowY: Double

  /// The view that all records use: 1 mm apart, from below the chin to the hairline.
  public static let standard = FaceView(
    columns: 131, rows: 206, lowX: -65, lowZ: -170, highY: 130, lowY: 0)

  /// Number of columns in all.
  public var count: Int { columns * rows }

  /// x of a column, template mm.
  public func x(_ place: Int) -> Double { lowX + Double(place % columns) }

  /// z of a column, template mm.
  public func z(_ place: Int) -> Double { lowZ + Double(place / columns) }

  /// Number of points along a column, 1 mm apart.
  var depths: Int { Int(highY - lowY) + 1 }

  /// The lattice of all points: first axis x, second z, third y from the rear.
  var grid: Grid {
    Grid(
      nx: columns, ny: rows, nz: depths,
      toWorld: Affine(
        columns: Vector3(1, 0, 0), Vector3(0, 0, 1), Vector3(0, 1, 0),
        translation: Vector3(lowX, lowY, lowZ)))
  }
}
