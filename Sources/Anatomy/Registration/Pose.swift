import Volumes

/// A map of the fixed world to the moving world as the optimiser sees it.
///
/// `q = map(u)` with `u = (p - centre) / radius` for a fixed point `p` in mm, so that all twelve
/// numbers of `map` are moving millimetres of similar weight.
struct Pose: Sendable {
  var map: Affine
  var centre: Vector3

  /// The radius in mm that makes a fixed point one of about unit length.
  static let radiusMM = 50.0

  /// A pose from fixed world → moving world.
  init(_ affine: Affine, about centre: Vector3) {
    self.centre = centre
    self.map = affine * Affine.scaling(Vector3(repeating: Pose.radiusMM), translation: centre)
  }

  /// Fixed world → moving world, mm.
  var affine: Affine {
    let factor = 1 / Pose.radiusMM
    return map
      * Affine.scaling(Vector3(repeating: factor), translation: centre * -factor)
  }

  /// How far, at most, points within the radius lie apart under two poses, in mm.
  func distanceMM(to other: Pose) -> Double {
    var sum = 0.0
    for axis in 0..<3 {
      let d = map.column(axis) - other.map.column(axis)
      sum += dot(d, d)
    }
    let shift = map.translation - other.map.translation
    return (sum + dot(shift, shift)).squareRoot()
  }
}

// MARK: - Moves

extension Pose {
  /// The derivatives of the twelve numbers (row by row: linear, then translation) with respect to
  /// each free number of a small move.
  func tangents(_ freedom: DegreesOfFreedom) -> [[Double]] {
    if freedom == .affine {
      return (0..<12).map { k in (0..<12).map { $0 == k ? 1 : 0 } }
    }
    let axes = [Vector3(1, 0, 0), Vector3(0, 1, 0), Vector3(0, 0, 1)]
    var result: [[Double]] = []
    for axis in axes {
      result.append(
        flattened((0..<3).map { cross(axis, map.column($0)) }, .zero))
    }
    for axis in axes { result.append(flattened([.zero, .zero, .zero], axis)) }
    let columns = (0..<3).map { map.column($0) }
    switch freedom {
    case .similarity: result.append(flattened(columns, .zero))
    case .scaled:
      for axis in 0..<3 {
        result.append(flattened((0..<3).map { $0 == axis ? columns[$0] : .zero }, .zero))
      }
    case .rigid, .affine: break
    }
    return result
  }

  /// The pose after a move by the free numbers.
  func moved(_ step: [Double], _ freedom: DegreesOfFreedom) -> Pose {
    var result = self
    if freedom == .affine {
      result.map.row0 += Vector3(step[0], step[1], step[2])
      result.map.row1 += Vector3(step[4], step[5], step[6])
      result.map.row2 += Vector3(step[8], step[9], step[10])
      result.map.translation += Vector3(step[3], step[7], step[11])
      return result
    }
    var scales = Vector3(repeating: 1)
    if freedom == .similarity { scales = Vector3(repeating: exponential(step[6])) }
    if freedom == .scaled {
      scales = Vector3(exponential(step[6]), exponential(step[7]), exponential(step[8]))
    }
    let turn = rotation(Vector3(step[0], step[1], step[2]))
    let columns = (0..<3).map { turn.direction(map.column($0) * scales[$0]) }
    result.map = Affine(
      columns: columns[0], columns[1], columns[2],
      translation: map.translation + Vector3(step[3], step[4], step[5]))
    return result
  }

  private func flattened(_ columns: [Vector3], _ shift: Vector3) -> [Double] {
    (0..<3).flatMap { row in
      [columns[0][row], columns[1][row], columns[2][row], shift[row]]
    }
  }
}
