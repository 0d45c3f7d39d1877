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

  /// All starts, most usual first.
  func poses(movingHead: [Vector3], movingGrid: Grid) -> [Pose] {
    let places = distinct(
      [fixedCentre] + middles(of: movingHead) + [movingGrid.centreMM], within: movingGrid)
    return turns.flatMap { turn in
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

  /// None, ±25° and ±50° about each axis, and ±35° about two axes at once.
  private var turns: [Affine] {
    let degrees = Double.pi / 180
    var result = [Affine.identity]
    for axis in 0..<3 {
      for angle in [-50.0, -25, 25, 50] {
        var turn = Vector3.zero
        turn[axis] = angle * degrees
        result.append(rotation(turn))
      }
      for signs in [(1.0, 1.0), (1, -1), (-1, 1), (-1, -1)] {
        var turn = Vector3.zero
        turn[axis] = signs.0 * 30 * degrees
        turn[(axis + 1) % 3] = signs.1 * 30 * degrees
        result.append(rotation(turn))
      }
    }
    return result
  }
}
