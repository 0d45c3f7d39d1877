import Volumes

/// How a growing mass pushes the brain aside: along the rays from its middle, least at the skull.
///
/// Told backwards, from where tissue is now to where it was, in the head's own space; the map folds
/// nowhere.
struct MassEffect: Sendable {
  /// The middle of the mass, in signed mm.
  let centre: Vector3
  /// Farther away nothing moves.
  let reachMM: Float
  /// The largest displacement, about 0.45 of the reach away from the middle.
  let largestMM: Float

  /// Tissue so close to the skull is held back.
  private static let holdMM: Float = 20

  /// Whether any of the places may have moved.
  @inline(__always)
  func reaches(_ p: Places) -> Bool { any(away(p).square .< reachMM * reachMM) }

  @inline(__always)
  private func away(_ p: Places) -> Places {
    p.from(Float(centre.x), Float(centre.y), Float(centre.z))
  }

  /// Where the tissue at signed places came from; `inner` is the distance to the inner table.
  @inline(__always)
  func origin(of p: Places, inner: Lanes) -> Places {
    let way = away(p)
    let near = greatest(1 - way.square * (1 / (reachMM * reachMM)), 0)
    let depth = unit(inner * (-1 / MassEffect.holdMM))
    let hold = depth * depth * (3 - 2 * depth)
    // r (1 - r²/R²)² is at most 0.2862 R.
    let pull = near * near * hold * (largestMM / (0.2862 * reachMM))
    return Places(x: p.x - way.x * pull, y: p.y - way.y * pull, z: p.z - way.z * pull)
  }

  /// How strongly the mass presses, from 1 at its middle to 0 at its reach.
  @inline(__always)
  func pressure(_ p: Places) -> Lanes {
    let near = greatest(1 - away(p).square * (1 / (reachMM * reachMM)), 0)
    return least(near * 1.4, 1)
  }
}
