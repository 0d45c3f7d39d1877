/// How one voxel axis runs in the head: along which world axis, and which way.
struct AxisDirection: Equatable, Sendable {
  /// 0 left–right, 1 back–front, 2 bottom–top.
  var worldAxis: Int
  /// Whether the index grows to the right, the front or the top.
  var isPositive: Bool

  /// R, A or S where the index grows that way; L, P or I for the other.
  var letter: Character {
    let letters: [Character] = isPositive ? ["R", "A", "S"] : ["L", "P", "I"]
    return letters[worldAxis]
  }

  init(worldAxis: Int, isPositive: Bool) {
    (self.worldAxis, self.isPositive) = (worldAxis, isPositive)
  }

  init?(letter: Character) {
    switch letter {
    case "R": self.init(worldAxis: 0, isPositive: true)
    case "L": self.init(worldAxis: 0, isPositive: false)
    case "A": self.init(worldAxis: 1, isPositive: true)
    case "P": self.init(worldAxis: 1, isPositive: false)
    case "S": self.init(worldAxis: 2, isPositive: true)
    case "I": self.init(worldAxis: 2, isPositive: false)
    default: return nil
    }
  }

  /// The three directions of a code such as "RAS", or nil if it is none of the 48.
  static func directions(of code: String) -> [AxisDirection]? {
    let directions = code.compactMap(AxisDirection.init(letter:))
    guard code.count == 3, directions.count == 3,
      Set(directions.map(\.worldAxis)).count == 3
    else { return nil }
    return directions
  }
}

extension Grid {
  /// The directions in which the three voxel indices grow, as letters: "RAS" is to the right, the
  /// front and the top. An oblique or sheared lattice gets the closest axes, each used once.
  public var axisCodes: String { String(axisDirections.map(\.letter)) }

  /// Whether `code` is one of the 48 axis codes, such as "RAS" or "PIR".
  public static func isAxisCode(_ code: String) -> Bool {
    AxisDirection.directions(of: code) != nil
  }

  /// The angle in degrees between the lattice and the axes of the head: the largest over the three
  /// voxel axes, zero for an image that is not oblique.
  public var obliquityDegrees: Double {
    let angles = axisDirections.enumerated().map { axis, direction -> Double in
      let column = toWorld.column(axis)
      let size = length(column)
      guard size > 0 else { return 0 }
      var across = column / size
      let along = abs(across[direction.worldAxis])
      across[direction.worldAxis] = 0
      return arcTangent(length(across), along) * 180 / .pi
    }
    return angles.max() ?? 0
  }

  /// The closest world axis of every voxel axis: the strongest goes first, no axis twice.
  var axisDirections: [AxisDirection] {
    var columns = (0..<3).map { closestRotation.column($0) }
    var result = [AxisDirection](repeating: .init(worldAxis: 0, isPositive: true), count: 3)
    let strengths = columns.map { column in (0..<3).map { column[$0] * column[$0] }.max() ?? 0 }
    let order = [0, 1, 2].sorted {
      strengths[$0] != strengths[$1] ? strengths[$0] > strengths[$1] : $0 < $1
    }
    var free: Set<Int> = [0, 1, 2]
    for axis in order {
      let column = columns[axis]
      let sorted = free.sorted {
        abs(column[$0]) != abs(column[$1]) ? abs(column[$0]) > abs(column[$1]) : $0 < $1
      }
      guard let best = sorted.first else { break }
      result[axis] = .init(worldAxis: best, isPositive: column[best] >= 0)
      free.remove(best)
      columns[axis] = .zero
    }
    return result
  }

  /// The orthogonal matrix closest to the axes taken at length 1: the polar factor, by Newton's
  /// iteration (Higham 1986).
  private var closestRotation: Affine {
    let sizes = voxelSizeMM
    var current = Affine(
      columns: toWorld.column(0) / sizes.x, toWorld.column(1) / sizes.y,
      toWorld.column(2) / sizes.z)
    for _ in 0..<60 {
      guard let inverse = current.inverse else { return current }
      let next = Affine(
        columns: (current.column(0) + inverse.row0) / 2, (current.column(1) + inverse.row1) / 2,
        (current.column(2) + inverse.row2) / 2)
      let change = (0..<3).map { length(next.column($0) - current.column($0)) }.max() ?? 0
      current = next
      if change < 1e-14 { break }
    }
    return current
  }
}
