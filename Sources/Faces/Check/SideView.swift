import Volumes

/// The lattice of columns through which one side of a head is seen, in template mm: 2 mm apart, each
/// running outwards along x in steps of 1 mm from the midline.
public struct SideView: Sendable, Hashable, Codable {
  /// Columns from the rear to the front.
  public var columns: Int
  /// Rows from below.
  public var rows: Int
  /// y of the rearmost column.
  public var lowY: Double
  /// z of the lowest row.
  public var lowZ: Double
  /// Distance between neighbouring columns and rows.
  public var stepMM: Double
  /// How far outwards the columns reach.
  public var reachMM: Double

  /// The view that all records use.
  public static let standard = SideView(
    columns: 104, rows: 106, lowY: -80, lowZ: -170, stepMM: 2, reachMM: 110)

  /// Number of columns in all.
  public var count: Int { columns * rows }

  /// y of a column, template mm.
  public func y(_ place: Int) -> Double { lowY + stepMM * Double(place % columns) }

  /// z of a column, template mm.
  public func z(_ place: Int) -> Double { lowZ + stepMM * Double(place / columns) }

  /// The lattice of all points of one side: first axis y, second z, third outwards.
  func grid(_ side: HeadSide) -> Grid {
    Grid(
      nx: columns, ny: rows, nz: Int(reachMM) + 1,
      toWorld: Affine(
        columns: Vector3(0, stepMM, 0), Vector3(0, 0, stepMM), Vector3(side.sign, 0, 0),
        translation: Vector3(0, lowY, lowZ)))
  }

  /// Whether a column shows the pinna or what lies beside it: ears of real heads lie up to 40 mm
  /// behind those of digital ones.
  func isEar(y: Double, z: Double) -> Bool { y > -55 && y <= 12 && z > -95 && z <= -12 }

  /// Whether a column shows the face in profile.
  func isProfile(y: Double, z: Double) -> Bool { y > 35 && z <= -28 && z > -165 }
}

/// One side of a head.
public enum HeadSide: String, Sendable, Hashable, Codable, CaseIterable {
  case left, right

  /// The direction of the side along x.
  var sign: Double { self == .right ? 1 : -1 }
}

extension HeadSide: CodingKeyRepresentable {}
