/// What lies in the middle of the brain: ventricles and grey nuclei.
struct DeepBrain: Sendable {
  private let horns: [Rod]
  private let third: Ellipsoid
  private let fourth: Ellipsoid
  private let thalamus = Ellipsoid(Anchor(9.5, -17, 5), Anchor(9, 15, 9))
  private let caudate = Ellipsoid(Anchor(14, 15, 6), Anchor(6, 12, 9))
  private let tail = Rod(Anchor(17, 4, 16), Anchor(23, -26, 19), 3.2, 1.8)
  private let putamen = Ellipsoid(Anchor(26, 3, 0), Anchor(5.5, 16, 10))
  private let hippocampus = Rod(Anchor(24, -8, -21), Anchor(29, -32, -9), 5.5, 3)

  init(_ recipe: HeadRecipe) {
    let f = Float(recipe.ventricleScale)
    horns = [
      Rod(Anchor(6, 29, 3), Anchor(5, 6, 17), 4 * f, 4.8 * f),
      Rod(Anchor(5, 6, 17), Anchor(12, -30, 19), 4.8 * f, 5.2 * f),
      Rod(Anchor(12, -30, 19), Anchor(26, -42, 6), 5.2 * f, 6 * f),
      Rod(Anchor(26, -42, 6), Anchor(34, -22, -15), 5 * f, 2.6 * f),
      Rod(Anchor(34, -22, -15), Anchor(32, -9, -21), 2.6 * f, 2 * f),
      Rod(Anchor(26, -42, 6), Anchor(27, -66, 4), 4.5 * f, 1.5 * f),
    ]
    third = Ellipsoid(Anchor(0, -13, -2), Anchor(1.7 * f, 13, 8))
    fourth = Ellipsoid(Anchor(0, -43, -34), Anchor(6 * f, 6 * f, 12))
  }

  /// Signed distances to the ventricles, at mirrored places.
  @inline(__always)
  func ventricles(_ p: Places) -> Lanes {
    horns(p, least(third.distance(p), fourth.distance(p)))
  }

  /// Signed distances to the lateral ventricles alone, at mirrored places.
  @inline(__always)
  func lateralVentricles(_ p: Places) -> Lanes { horns(p, Lanes(repeating: 1e3)) }

  @inline(__always)
  private func horns(_ p: Places, _ others: Lanes) -> Lanes {
    var d = others
    for horn in horns { d = blend(d, horn.distance(p), 3) }
    return d
  }

  /// Signed distances to the nuclei, at mirrored places.
  @inline(__always)
  func nuclei(_ p: Places) -> Lanes {
    let upper = least(least(thalamus.distance(p), caudate.distance(p)), tail.distance(p))
    return least(least(upper, putamen.distance(p)), hippocampus.distance(p))
  }
}
