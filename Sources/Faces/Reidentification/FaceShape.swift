import Volumes

/// A face and its forehead as depths on a coarse lattice, 2 mm apart: what faces are told apart by.
public struct FaceShape: Sendable, Hashable {
  /// y of the skin in template mm, row after row from below; not a number where there is none.
  var depths: [Float]

  /// Columns from left to right, from x = −46 mm.
  static let columns = 47
  /// Rows from below, from z = −164 mm; up to `faceRows` they are face, then forehead.
  static let rows = 95
  /// Rows up to z = −32 mm, 4 mm below the brow: alignments are not exact, and what shows of the forehead
  /// is told beside the face and not counted.
  static let faceRows = 67
  /// Number of columns that are face.
  static let faceCount = columns * faceRows
  /// Distance of neighbouring columns and rows, mm.
  static let stepMM = 2
  /// What lies farther behind the usual skin than this, in mm, is not compared: a cut lays open what is
  /// inside a head, by which scans can be linked but no face.
  static let behindMM: Float = 14
  /// What lies farther before it is not compared either: thick shells are.
  static let beforeMM: Float = 22
  /// A column that is missing counts as this far away, in mm.
  static let missingMM: Float = 20

  /// The shape of one depth map: the mean of the columns around each place.
  init(_ map: DepthMap, _ view: FaceView) {
    depths = [Float](repeating: .nan, count: Self.columns * Self.rows)
    for place in depths.indices {
      let x = -46 + Self.stepMM * (place % Self.columns) - Int(view.lowX)
      let z = -164 + Self.stepMM * (place / Self.columns) - Int(view.lowZ)
      depths[place] = Self.mean(map, view, x, z)
    }
  }

  /// A shape from its depths.
  init(depths: [Float]) { self.depths = depths }

  /// The mean of the skin at a column of the view and those of its neighbours that go on smoothly, so
  /// that the edge of a cut mixes nothing.
  private static func mean(_ map: DepthMap, _ view: FaceView, _ x: Int, _ z: Int) -> Float {
    guard x >= 0, z >= 0, x < view.columns, z < view.rows,
      let middle = map.depthMM(x + z * view.columns)
    else { return .nan }
    var (sum, count) = (0.0, 0.0)
    for row in max(0, z - 1)...min(view.rows - 1, z + 1) {
      for column in max(0, x - 1)...min(view.columns - 1, x + 1) {
        guard let depth = map.depthMM(column + row * view.columns), abs(depth - middle) < 5 else {
          continue
        }
        (sum, count) = (sum + depth, count + 1)
      }
    }
    return Float(sum / count)
  }

  /// Whether skin can lie so far before the usual skin.
  private static func isNear(_ beforeMM: Float) -> Bool {
    beforeMM > -Self.behindMM && beforeMM < Self.beforeMM
  }

  /// How many columns of the face lie where faces have their skin.
  func likeness(to usual: FaceShape) -> Int {
    (0..<Self.faceCount).count { Self.isNear(depths[$0] - usual.depths[$0]) }
  }

  /// The shape without what lies far from where faces have their skin.
  func limited(to usual: FaceShape) -> FaceShape {
    FaceShape(
      depths: zip(depths, usual.depths).map { Self.isNear($0 - $1) ? $0 : .nan })
  }

  /// For each place the middle one of the depths of several shapes; not a number where fewer than a
  /// half of them show skin.
  static func median(of shapes: [FaceShape]) -> FaceShape {
    FaceShape(
      depths: (0..<columns * rows).map { place in
        let found = shapes.map { $0.depths[place] }.filter { $0.isFinite }.sorted()
        return 2 * found.count >= shapes.count && !found.isEmpty ? found[found.count / 2] : .nan
      })
  }
}

extension FaceRecord {
  /// The shape at the threshold that shows most of a face: what an attacker would take.
  func shape(near usual: FaceShape) -> FaceShape {
    let shapes = maps.map { FaceShape($0, view).limited(to: usual) }
    let found = shapes.map { $0.likeness(to: usual) }
    guard var best = shapes.indices.first else {
      return FaceShape(depths: usual.depths.map { _ in .nan })
    }
    // A lower threshold is taken only where it shows clearly more: in noise each shows a little more.
    for index in shapes.indices where 10 * found[index] > 11 * found[best] { best = index }
    return shapes[best]
  }
}
