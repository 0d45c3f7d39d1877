import Volumes

/// The poses from which the search begins: several places for the middle of the fixed head, each
/// with turns about every axis.
struct StartingPoses {
  /// The middle of the fixed head, world mm.
  var fixedCentre: Vector3
  /// From its lowest to its highest point along z, in mm.
  var fixedHeightMM: Double

  init?(fixedHead: [Vector3]) {
    guard let centre = centroid(fixedHead) else { return nil }
    fixedCentre = centre
    let heights = fixedHead.map(\.z).sorted()
    fixedHeightMM = heights[heights.count * 99 / 100] - heights[heights.count / 100]
  }

  /// Which turns of the head are tried.
  enum Turns: Sendable {
    /// A head roughly upright, as a true header says.
    case upright
    /// A head in any of the 24 ways that a wrong header can turn it by quarter turns.
    case anyQuarter
  }

  /// The largest number of places, hence of starts without a turn, which come first.
  let placeLimit = 9

  /// All starts, most usual first.
  func poses(movingHead: [Vector3], movingGrid: Grid, turns: Turns) -> [Pose] {
    let places = distinct(
      [fixedCentre] + middles(of: movingHead) + [movingGrid.centreMM], within: movingGrid)
    return rotations(turns).flatMap { turn in
      places.map { place in
        var map = turn
        map.translation = place - turn.direction(fixedCentre)
        return Pose(map, about: fixedCentre)
      }
    }
  }

  /// The middle of the whole moving foreground, of as much of its top as the fixed head is high (so
  /// that neck and shoulders do not count), and places above and below.
  private func middles(of head: [Vector3]) -> [Vector3] {
    guard let whole = centroid(head) else { return [] }
    let heights = head.map(\.z).sorted()
    let top = heights[min(heights.count - 1, heights.count * 995 / 1000)]
    let upper = centroid(head.filter { $0.z > top - fixedHeightMM }) ?? whole
    let steps = [0.0, 40, -40, 80]
    return [upper] + steps.map { whole + Vector3(0, 0, $0) }
      + [whole + Vector3(0, 35, 0), whole + Vector3(0, -35, 0)]
  }

  private func distinct(_ places: [Vector3], within grid: Grid) -> [Vector3] {
    var kept: [Vector3] = []
    for place in places {
      guard let voxel = grid.fromWorld?(place), voxel.min() > 0,
        voxel.x < Double(grid.nx), voxel.y < Double(grid.ny), voxel.z < Double(grid.nz)
      else { continue }
      if kept.allSatisfy({ length($0 - place) > 12 }) { kept.append(place) }
    }
    return kept.isEmpty ? [grid.centreMM] : kept
  }

  private func rotations(_ turns: Turns) -> [Affine] {
    switch turns {
    case .upright: tilts([-50, -25, 25, 50], pairedBy: 30)
    case .anyQuarter:
      quarterTurns.flatMap { quarter in tilts([-30, 30], pairedBy: nil).map { quarter * $0 } }
    }
  }

  /// None, then one about each axis by each of `degrees`, then about two axes at once.
  private func tilts(_ degrees: [Double], pairedBy pair: Double?) -> [Affine] {
    let unit = Double.pi / 180
    var result = [Affine.identity]
    for axis in 0..<3 {
      for angle in degrees {
        var turn = Vector3.zero
        turn[axis] = angle * unit
        result.append(rotation(turn))
      }
      guard let pair else { continue }
      for signs in [(1.0, 1.0), (1, -1), (-1, 1), (-1, -1)] {
        var turn = Vector3.zero
        turn[axis] = signs.0 * pair * unit
        turn[(axis + 1) % 3] = signs.1 * pair * unit
        result.append(rotation(turn))
      }
    }
    return result
  }

  /// The 24 rotations of a cube.
  private var quarterTurns: [Affine] {
    let units = [Vector3(1, 0, 0), Vector3(0, 1, 0), Vector3(0, 0, 1)]
    let signed = units + units.map { -$0 }
    return signed.flatMap { first in
      signed.filter { dot(first, $0) == 0 }.map { Affine(columns: first, $0, cross(first, $0)) }
    }
  }
}
