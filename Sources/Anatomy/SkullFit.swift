import Kernels
import Volumes

/// Brings one surface onto another by robust least squares: the vault of the skull by its outer
/// face, the base of the skull by the brain that lies in it.
///
/// Each point is compared with the nearest one of the reference along the mean of both normals
/// (Rusinkiewicz S, ACM Trans Graph 2019;38:85): two points of one sphere then have no distance,
/// however far apart, so that the spacing of the points does not change sizes. Points that disagree
/// lose their weight (Tukey's biweight). Heads differ little in shape, so a map that stretches the
/// axes unequally costs a little, and so does a turn against the alignment of the brain; common size
/// and shift are free.
struct SkullFit {
  /// Subject world mm to template world mm.
  private(set) var subjectToTemplate: Affine
  private var vault: SurfacePairs
  private var base: SurfacePairs

  /// Middle of the head in the template's world, about which is turned and stretched.
  private static let middle = Vector3(0, -20, 0)
  /// Number of places over which the shapes of two vaults differ independently, about.
  private static let vaultPlaces = 60.0
  /// The same for the base.
  private let basePlaces: Double
  /// Standard deviations among heads of the stretch of one axis against the others, and of skews.
  private static let shapeSD = (stretch: 0.03, skew: 0.02)
  /// Points further apart than this many robust standard deviations have no say: the biweight's usual
  /// constant, for 95 % efficiency.
  private static let cutSD = 4.685
  /// Two skulls are never taken to agree better than this, in mm.
  private static let leastSpreadMM = 0.5
  /// A step, in mm, below which the fit has settled.
  private static let settledMM = 0.01

  /// How far, in radians, a head may turn against the alignment that it started from.
  private static let turnSD = 0.015
  private let firstTurn: Affine

  /// Nil where there is nothing to compare. `turn` is the map whose turn is trusted.
  init?(vault: SurfacePairs, base: SurfacePairs, basePlaces: Double, start: Affine, turn: Affine) {
    guard start.isFinite, !vault.isEmpty else { return nil }
    (self.vault, self.base, self.basePlaces, subjectToTemplate) = (vault, base, basePlaces, start)
    firstTurn = turn.polarTurn
    self.vault.match(everywhere: true, start)
    self.base.match(everywhere: true, start)
  }

  /// Fits seven, then twelve numbers, matching the points anew each time.
  ///
  /// - Parameter freedoms: for each fit whether all twelve are free.
  mutating func run(freedoms: [Bool] = [false, true]) {
    for isFree in freedoms {
      for _ in 0..<60 {
        guard let movedMM = step(isFree: isFree) else { return }
        if movedMM < Self.settledMM { break }
      }
    }
  }

  /// What is left between the vaults.
  var figures: SurfacePairs.Figures { vault.figures(subjectToTemplate) }
}

// MARK: - One step

extension SkullFit {
  /// One Gauss–Newton step; how far it moves the head at most, in mm. Nil where it cannot be taken.
  private mutating func step(isFree: Bool) -> Double? {
    vault.match(everywhere: false, subjectToTemplate)
    base.match(everywhere: false, subjectToTemplate)
    var normal = SymmetricMatrix(order: isFree ? 12 : 7)
    var right = [Double](repeating: 0, count: normal.order)
    add(vault, Self.vaultPlaces, to: &normal, &right, isFree: isFree)
    add(base, basePlaces, to: &normal, &right, isFree: isFree)
    addTurn(to: &normal, &right)
    if isFree { addShape(to: &normal, &right) }
    for k in 0..<normal.order { normal[k, k] += 1e-9 * normal[k, k] + 1e-12 }
    guard let change = normal.solved(right) else { return nil }
    return move(change, isFree: isFree)
  }

  /// Adds the pairs of one side, together as good as `count` independent ones.
  private func add(
    _ side: SurfacePairs, _ count: Double, to normal: inout SymmetricMatrix,
    _ right: inout [Double], isFree: Bool
  ) {
    let pairs = side.pairs(subjectToTemplate).filter { $0.weight > 0 }
    let total = pairs.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return }
    let left = pairs.map { abs($0.residual) }.sorted()
    let spread = max(Self.leastSpreadMM, 1.4826 * left[left.count / 2])
    let unit = count / (total * spread * spread)
    for pair in pairs {
      let u = pair.residual / (Self.cutSD * spread)
      guard abs(u) < 1 else { continue }
      let weight = unit * pair.weight * (1 - u * u) * (1 - u * u)
      let row = Self.slopes(pair, isFree: isFree)
      normal.addOuterProduct(row, weight: weight)
      for k in row.indices { right[k] += weight * row[k] * pair.residual }
    }
  }

  /// How the residual of a pair changes: shift, turn, stretch (common, or xx yy zz xy xz yz).
  private static func slopes(_ pair: SurfacePairs.Pair, isFree: Bool) -> [Double] {
    let (p, n) = (pair.place - middle, pair.normal)
    let turn = cross(p, n)
    let row = [n.x, n.y, n.z, turn.x, turn.y, turn.z]
    if !isFree { return row + [(p * n).sum()] }
    return row + [
      n.x * p.x, n.y * p.y, n.z * p.z, n.x * p.y + n.y * p.x, n.x * p.z + n.z * p.x,
      n.y * p.z + n.z * p.y,
    ]
  }

  /// Adds the cost of a turn against the first alignment: an ovoid nods easily.
  private func addTurn(to normal: inout SymmetricMatrix, _ right: inout [Double]) {
    let weight = 1 / (Self.turnSD * Self.turnSD)
    let turn = subjectToTemplate.polarTurn * firstTurn.transposedLinear
    let now = [
      turn.row2.y - turn.row1.z, turn.row0.z - turn.row2.x, turn.row1.x - turn.row0.y,
    ]
    for axis in 0..<3 {
      normal[3 + axis, 3 + axis] += weight
      right[3 + axis] -= weight * now[axis] / 2
    }
  }

  /// Adds the cost of a stretch that differs among the axes; the stretch so far is that of the map.
  private func addShape(to normal: inout SymmetricMatrix, _ right: inout [Double]) {
    let weight = 1 / (Self.shapeSD.stretch * Self.shapeSD.stretch)
    let skewWeight = 1 / (Self.shapeSD.skew * Self.shapeSD.skew)
    let stretch = subjectToTemplate.leftStretch
    let mean = (stretch.row0.x + stretch.row1.y + stretch.row2.z) / 3
    let now = [
      stretch.row0.x / mean - 1, stretch.row1.y / mean - 1, stretch.row2.z / mean - 1,
      stretch.row0.y / mean, stretch.row0.z / mean, stretch.row1.z / mean,
    ]
    for a in 0..<3 {
      var row = [Double](repeating: 0, count: 12)
      for b in 0..<3 { row[6 + b] = (a == b ? 2.0 : -1.0) / 3 }
      normal.addOuterProduct(row, weight: weight)
      for b in 0..<3 { right[6 + b] -= weight * row[6 + b] * now[a] }
      normal[9 + a, 9 + a] += skewWeight
      right[9 + a] -= skewWeight * now[3 + a]
    }
  }

  private mutating func move(_ d: [Double], isFree: Bool) -> Double? {
    let turn = rotation(Vector3(d[3], d[4], d[5]))
    let e = isFree ? Array(d[6...]) : [d[6], d[6], d[6], 0, 0, 0]
    let stretch = Affine(
      row0: Vector3(1 + e[0], e[3], e[4]), row1: Vector3(e[3], 1 + e[1], e[5]),
      row2: Vector3(e[4], e[5], 1 + e[2]), translation: .zero)
    let change =
      Affine.translation(Self.middle + Vector3(d[0], d[1], d[2])) * turn * stretch
      * .translation(-Self.middle)
    guard change.isFinite, change.determinant > 0.1, change.determinant < 10 else { return nil }
    let moved = [
      Vector3(75, 0, 0), Vector3(-75, 0, 0), Vector3(0, 95, 0), Vector3(0, -95, 0),
      Vector3(0, 0, 75), Vector3(0, 0, -75),
    ].map { length(change(Self.middle + $0) - Self.middle - $0) }.max()
    subjectToTemplate = change * subjectToTemplate
    return moved
  }
}

extension Affine {
  /// The transposed linear part; no shift.
  var transposedLinear: Affine {
    Affine(columns: row0, row1, row2)
  }

  /// The rotation R of the linear part's polar form A = V R, by Newton's iteration.
  fileprivate var polarTurn: Affine {
    var turn = self
    turn.translation = .zero
    for _ in 0..<30 {
      guard let inverse = turn.inverse?.transposedLinear else { return .identity }
      turn.row0 = (turn.row0 + inverse.row0) / 2
      turn.row1 = (turn.row1 + inverse.row1) / 2
      turn.row2 = (turn.row2 + inverse.row2) / 2
    }
    return turn
  }

  /// The symmetric stretch V of the linear part's polar form A = V R.
  fileprivate var leftStretch: Affine {
    var linear = self
    linear.translation = .zero
    return linear * polarTurn.transposedLinear
  }
}
