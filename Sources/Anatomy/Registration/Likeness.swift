import Volumes

/// How alike two aligned images are, judged against the same images a little displaced.
///
/// Smooth images explain each other somewhat wherever they are put. So each block of the fixed image
/// is compared in place and at fourteen places 16 mm away; only what the place adds is counted.
struct Likeness {
  /// The root of the moving variance explained beyond the displaced ones: 0 (unlike) to 1.
  var similarity: Double
  /// Fraction of the blocks that fit better in place than at every displaced place, 0…1.
  var specificity: Double
  /// Number of blocks of equal weight that would tell as much.
  var blocks: Double
  /// Fraction of the samples in the moving field of view, 0…1.
  var overlap: Double

  private static let distanceMM = 16.0

  init(of moving: PreparedImage, _ level: ImageLevel, at pose: Pose, points: SamplePoints) {
    let local = LocalCorrelationCost(points: points)
    let placed = local.likeness(moving, level, pose)
    let displaced = Self.directions.map { direction in
      var other = pose
      other.map.translation += direction * Self.distanceMM
      return local.likeness(moving, level, other)
    }
    var (weight, explained, chance, best) = (0.0, 0.0, 0.0, 0.0)
    var squares = 0.0
    for (index, block) in placed.enumerated() {
      let others = displaced.map { $0[index] }.filter { $0.weight > 0.5 * block.weight }
      guard block.weight >= 12, !others.isEmpty else { continue }
      weight += block.weight
      squares += block.weight * block.weight
      explained += block.weight * block.explained
      let parts = others.map(\.explained)
      chance += block.weight * parts.reduce(0, +) / Double(parts.count)
      if parts.allSatisfy({ $0 < block.explained }) { best += block.weight }
    }
    let gain = (explained - chance) / max(weight - chance, 1e-9)
    similarity = weight > 0 ? min(1, max(0, gain)).squareRoot() : 0
    specificity = weight > 0 ? best / weight : 0
    blocks = squares > 0 ? weight * weight / squares : 0
    overlap = placed.reduce(0) { $0 + $1.weight } / Double(max(1, points.count))
  }

  /// The six faces and the eight corners of a cube, as unit vectors.
  private static let directions: [Vector3] = {
    var result: [Vector3] = []
    for axis in 0..<3 {
      for sign in [-1.0, 1] {
        var direction = Vector3.zero
        direction[axis] = sign
        result.append(direction)
      }
    }
    let corner = 1 / 3.0.squareRoot()
    for bits in 0..<8 {
      result.append(
        Vector3(
          bits & 1 == 0 ? corner : -corner, bits & 2 == 0 ? corner : -corner,
          bits & 4 == 0 ? corner : -corner))
    }
    return result
  }()
}
