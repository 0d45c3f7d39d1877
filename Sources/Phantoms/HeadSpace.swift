import Volumes

/// The way from world mm to the head's own space, in which the average head is straight and of
/// average size: pose and scale undone, then the smooth displacement, then the height of the face.
struct HeadSpace: Sendable {
  /// The head's own space to world, without the displacement.
  let toWorld: Affine
  private let fromWorld: Affine
  private let warp: [Waves]
  private let warpMM: Float
  private let perFaceLength: Float

  init(_ recipe: HeadRecipe) {
    toWorld = HeadSpace.pose(recipe) * Affine.scaling(recipe.scale)
    fromWorld = toWorld.inverse ?? .identity
    warp = (0..<3).map { axis in
      Waves(
        count: 4, wavelengthMM: 95...180,
        draw: SeededDraw(seed: recipe.seed, stream: 10 + UInt64(axis)))
    }
    warpMM = Float(recipe.warpMM)
    perFaceLength = Float(1 / recipe.faceLength)
  }

  private static func pose(_ recipe: HeadRecipe) -> Affine {
    let turns = recipe.rotationDegrees / 360
    func turn(_ axis: Int) -> (Double, Double) { (cosine(turns[axis]), sine(turns[axis])) }
    let (cx, sx) = turn(0)
    let (cy, sy) = turn(1)
    let (cz, sz) = turn(2)
    let aboutX = Affine(columns: Vector3(1, 0, 0), Vector3(0, cx, sx), Vector3(0, -sx, cx))
    let aboutY = Affine(columns: Vector3(cy, 0, -sy), Vector3(0, 1, 0), Vector3(sy, 0, cy))
    let aboutZ = Affine(columns: Vector3(cz, sz, 0), Vector3(-sz, cz, 0), Vector3(0, 0, 1))
    return Affine.translation(recipe.shiftMM) * aboutZ * aboutY * aboutX
  }

  /// The places of the head's own space at world places.
  @inline(__always)
  func places(_ x: Lanes, _ y: Lanes, _ z: Lanes) -> Places {
    let m = fromWorld
    var p = Places(
      x: x * Float(m.row0.x) + y * Float(m.row0.y) + z * Float(m.row0.z) + Float(m.translation.x),
      y: x * Float(m.row1.x) + y * Float(m.row1.y) + z * Float(m.row1.z) + Float(m.translation.y),
      z: x * Float(m.row2.x) + y * Float(m.row2.y) + z * Float(m.row2.z) + Float(m.translation.z))
    if warpMM > 0 {
      let q = p
      p.x += warp[0].value(q) * warpMM
      p.y += warp[1].value(q) * warpMM
      p.z += warp[2].value(q) * warpMM
    }
    p.z = p.z + least(p.z + 40, 0) * (perFaceLength - 1)
    return p
  }

  /// The place of the head's own space at one world place.
  func place(_ world: Vector3) -> Vector3 {
    let p = places(
      Lanes(repeating: Float(world.x)), Lanes(repeating: Float(world.y)),
      Lanes(repeating: Float(world.z)))
    return Vector3(Double(p.x[0]), Double(p.y[0]), Double(p.z[0]))
  }

  /// The world place of one place of the head's own space, by fixed-point iteration.
  func world(_ place: Vector3) -> Vector3 {
    var guess = toWorld(place)
    for _ in 0..<30 {
      guess += toWorld.direction(place - self.place(guess))
    }
    return guess
  }
}

/// Cosine of an angle in turns, to 1e-9, from arithmetic alone.
func cosine(_ turns: Double) -> Double { sine(turns + 0.25) }

/// Sine of an angle in turns, to 1e-9, from arithmetic alone.
func sine(_ turns: Double) -> Double {
  let magic = 6_755_399_441_055_744.0
  let r = turns - ((turns + magic) - magic)
  // Fold to a quarter turn either side of zero, where the series is short.
  let folded = r > 0.25 ? 0.5 - r : (r < -0.25 ? -0.5 - r : r)
  let a = folded * 6.283_185_307_179_586
  var term = a
  var sum = a
  for n in 1...9 {
    term *= -a * a / Double(2 * n * (2 * n + 1))
    sum += term
  }
  return sum
}
