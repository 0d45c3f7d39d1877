import Kernels
import Volumes

extension HeadSurface {
  /// Neighbouring columns whose depths differ by more than this, in mm, are not joined.
  private static let tearMM = 12.0

  /// The face alone, as a record shows it from the front: enough for pictures that need no image. Open
  /// at its edges and where the depth jumps; nil where there is no surface.
  ///
  /// - Parameters:
  ///   - record: what an image shows of the face.
  ///   - map: which of its depth maps.
  public init?(front record: FaceRecord, map: Int = 0) {
    guard record.isSound, record.maps.indices.contains(map) else { return nil }
    let (view, depths) = (record.view, record.maps[map])
    var (vertices, numbers): ([Vector3], [Int32]) = ([], [])
    for place in 0..<view.count {
      let depth = depths.depthMM(place)
      numbers.append(depth == nil ? -1 : Int32(vertices.count))
      if let depth { vertices.append(Vector3(view.x(place), depth, view.z(place))) }
    }
    var triangles: [SIMD3<Int32>] = []
    for row in 0..<view.rows - 1 {
      for column in 0..<view.columns - 1 {
        let place = column + row * view.columns
        let (a, b) = (numbers[place], numbers[place + 1])
        let (c, d) = (numbers[place + view.columns], numbers[place + view.columns + 1])
        for corners in [SIMD3(a, c, b), SIMD3(b, c, d)] where corners.min() >= 0 {
          let y = (0..<3).map { vertices[Int(corners[$0])].y }
          if (y.max() ?? 0) - (y.min() ?? 0) <= Self.tearMM { triangles.append(corners) }
        }
      }
    }
    guard !triangles.isEmpty else { return nil }
    self.init(mesh: TriangleMesh(vertices: vertices, triangles: triangles))
  }
}

extension FaceRecord {
  /// The depth map that shows most of the skin of another record of the face, within 2 mm: not the first
  /// for a face that was dimmed.
  public func mapShowingMost(of original: FaceRecord) -> Int {
    let shares = shares(of: original)
    return shares.max().flatMap(shares.firstIndex) ?? 0
  }

  /// The map at the highest threshold that shows about as much as any: the one to draw, since a lower
  /// threshold adds noise.
  public func plainestMapShowing(_ original: FaceRecord) -> Int {
    let shares = shares(of: original)
    return shares.max().flatMap { most in shares.firstIndex { $0 >= most - 0.05 } } ?? 0
  }

  /// The share of another record's skin that each depth map shows within 2 mm.
  private func shares(of original: FaceRecord) -> [Double] {
    guard view == original.view, let skin = original.maps.first else { return [] }
    let places = (0..<view.count).filter { isFaceColumn(x: view.x($0), z: view.z($0)) }
    return maps.map { map in
      let shown = places.count { place in
        guard let before = skin.depthMM(place), let after = map.depthMM(place) else {
          return false
        }
        return abs(before - after) * original.subjectMMPerDepthMM <= 2
      }
      return Double(shown) / Double(max(1, places.count))
    }
  }
}
