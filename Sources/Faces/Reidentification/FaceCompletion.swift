/// Completes faces from foreheads by what a population shows of how the two belong together: ridge
/// regression of eigenfaces on eigenforeheads (Hoerl & Kennard 1970).
///
/// The population never contains the candidate: candidates are parted into two halves, and each half is
/// matched by what the other taught. A linear attack; learned ones may be stronger.
struct FaceCompletion: Sendable {
  private let halves: [Half]

  /// One half of the candidates, with the model that the other taught.
  private struct Half: Sendable {
    let foreheads: Eigenfaces
    let faces: Eigenfaces
    /// For each coordinate of the face the weights of the forehead's coordinates.
    let weights: [[Float]]
  }

  private static let forehead = FaceShape.faceCount..<FaceShape.columns * FaceShape.rows
  private static let face = 0..<FaceShape.faceCount
  /// Fewest candidates.
  static let leastCandidates = 12

  /// What a gallery teaches; nil where it is too small.
  init?(gallery: [FaceShape]) {
    guard gallery.count >= Self.leastCandidates else { return nil }
    var halves: [Half] = []
    for half in 0..<2 {
      let others = gallery.indices.filter { $0 % 2 != half }.map { gallery[$0] }
      guard let model = Self.taught(by: others) else { return nil }
      halves.append(model)
    }
    self.halves = halves
  }

  private static func taught(by shapes: [FaceShape]) -> Half? {
    guard let foreheads = Eigenfaces(of: shapes, at: forehead, limit: 10),
      let faces = Eigenfaces(of: shapes, at: face, limit: 20)
    else { return nil }
    let from = shapes.map { foreheads.coordinates(of: $0) }
    let to = shapes.map { faces.coordinates(of: $0) }
    // Coordinates of the population are uncorrelated and of variance 1, so that the ridge is one number.
    let ridge = Float(shapes.count) * 1.2
    let weights = faces.directions.indices.map { y in
      foreheads.directions.indices.map { x in
        zip(from, to).reduce(Float(0)) { $0 + $1.0[x] * $1.1[y] } / ridge
      }
    }
    return Half(foreheads: foreheads, faces: faces, weights: weights)
  }

  /// For each candidate how far its face lies from the one that the probe's forehead promises.
  func distances(_ probe: FaceShape, to gallery: [FaceShape]) -> [Float] {
    let promised = halves.map { half -> [Float] in
      let own = half.foreheads.coordinates(of: probe)
      return half.weights.map { row in zip(row, own).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    return gallery.indices.map { index in
      let half = index % 2
      let found = halves[half].faces.coordinates(of: gallery[index])
      return squaredDistance(promised[half], found) / Float(max(1, found.count))
    }
  }
}
