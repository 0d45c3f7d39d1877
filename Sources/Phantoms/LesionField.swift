import Volumes

/// All white-matter lesions of a head.
struct LesionField: Sendable {
  let shapes: [LesionShape]

  /// Paints lesions over white matter, at signed places of the head's own space.
  @inline(never)
  func paint(_ p: Places, on painted: inout Painted) {
    let white = painted.isMade(of: .whiteMatter)
    guard any(white) else { return }
    let block = Block(p)
    for shape in shapes where block.isWithin(shape.reachMM, of: shape.centre) {
      painted.cover(.lesion, where: shape.distance(p), over: white)
    }
  }

  /// The lesion that each place belongs to: the one whose outline is nearest.
  func owners(_ p: Places) -> SIMD8<Int32> {
    var nearest = Lanes(repeating: 1e9)
    var owner = SIMD8<Int32>(repeating: -1)
    let block = Block(p)
    for (index, shape) in shapes.enumerated()
    where block.isWithin(shape.reachMM + 2, of: shape.centre) {
      let distance = shape.distance(p)
      owner.replace(with: Int32(index), where: distance .< nearest)
      nearest = least(nearest, distance)
    }
    return owner
  }

  /// A ball around eight places in a row or in a cube.
  private struct Block {
    private let middle: SIMD3<Float>
    private let radiusMM: Float

    @inline(__always)
    init(_ p: Places) {
      let first = SIMD3(p.x[0], p.y[0], p.z[0])
      let last = SIMD3(p.x[7], p.y[7], p.z[7])
      middle = (first + last) * 0.5
      let across = last - first
      // The smooth displacement bends a row a little.
      radiusMM = (across * across).sum().squareRoot() * 0.65 + 0.5
    }

    @inline(__always)
    func isWithin(_ reachMM: Float, of centre: Vector3) -> Bool {
      let way = SIMD3<Float>(centre) - middle
      let reach = reachMM + radiusMM
      return (way * way).sum() < reach * reach
    }
  }
}
