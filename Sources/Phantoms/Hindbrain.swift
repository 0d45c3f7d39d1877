/// Cerebellum, brain stem and spinal cord.
struct Hindbrain: Sendable {
  private let lobe = Ellipsoid(Anchor(24, -63, -41), Anchor(29, 32, 22))
  private let vermis = Ellipsoid(Anchor(0, -62, -38), Anchor(14, 27, 21))
  private let white = Ellipsoid(Anchor(18, -57, -41), Anchor(18, 16, 7))
  private let stem: [Rod] = [
    Rod(Anchor(9, -16, -6), Anchor(3, -24, -22), 8, 9),
    Rod(Anchor(0, -27, -18), Anchor(0, -27, -36), 12, 13.5),
    Rod(Anchor(0, -29, -38), Anchor(0, -39, -62), 11, 6.5),
  ]
  private let peduncle = Rod(Anchor(6, -30, -33), Anchor(19, -50, -39), 8, 7)
  private let folia: Waves
  /// Below this z, in mm, the stem is called cord and no longer brain.
  static let cordZ: Float = -66
  private let cord: [Rod] = [
    Rod(Anchor(0, -39, -62), Anchor(0, -47, -85), 6.2, 5.5),
    Rod(Anchor(0, -47, -85), Anchor(0, -52, -230), 5.5, 5.5),
  ]

  init(_ recipe: HeadRecipe) {
    folia = Waves(
      count: 5, wavelengthMM: 30...60, draw: SeededDraw(seed: recipe.seed, stream: 30))
  }

  /// Signed distances to the outline of the cerebellum, at mirrored places.
  @inline(__always)
  func cerebellum(_ p: Places) -> Lanes { blend(lobe.distance(p), vermis.distance(p), 9) }

  /// Signed distances to the brain stem and the cord.
  @inline(__always)
  func brainStem(_ p: Places) -> Lanes {
    var d = peduncle.distance(p)
    for rod in stem { d = blend(d, rod.distance(p), 6) }
    for rod in cord { d = blend(d, rod.distance(p), 4) }
    return d
  }

  /// The leaves of the cerebellum: negative in the grey sheets' white cores, and where the clefts are.
  @inline(__always)
  func leaves(_ p: Places, outline: Lanes) -> (cleft: Lanes, white: Lanes) {
    // Leaves are shells about a point in front of the cerebellum, as seen from the side.
    let y = p.y + 38
    let z = p.z + 37
    let angle = z / (root(y * y + z * z) + 6)
    let bend = folia.value(p) * 0.35
    let turn = sine(angle * 4.6 + bend + outline * 0.012)
    let fine = sine(angle * 9.5 + bend * 1.5 + outline * 0.02)
    let cleft = greatest(0.9 + turn, Lanes(repeating: -3.5) - outline) - 0.2
    let blade = greatest(outline + 4, (Lanes() - fine) * 1.6 - 0.1)
    let middle = white.distance(p) + turn * 2.5
    return (cleft, blend(middle, greatest(blade, outline + 3.2), 2))
  }
}
