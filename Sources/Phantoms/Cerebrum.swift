/// The brain's smooth outlines and what lies within: hulls, folds, ventricles and deep nuclei.
struct Cerebrum: Sendable {
  private let parietal = Ellipsoid(Anchor(0, -25, 17), Anchor(62.5, 75.5, 55))
  private let frontal = Ellipsoid(Anchor(0, 14, 13), Anchor(47.5, 54.5, 43.5))
  private let fusiform = Ellipsoid(Anchor(33, -56, -10), Anchor(24, 36, 18))
  private let temporal = Ellipsoid(Anchor(40.5, -16, -21), Anchor(21, 41, 20))
  private let orbitRoof = Ellipsoid(Anchor(33, 55, -24), Anchor(28, 36, 30))
  private let core = Ellipsoid(Anchor(0, -6, 1), Anchor(15, 40, 27))
  private let cistern = Ellipsoid(Anchor(0, 1, -24), Anchor(10, 11, 8))
  private let folds: Waves
  private let wander: Waves
  private let greyMM: Float
  private let sulcusMM: Float

  init(_ recipe: HeadRecipe) {
    folds = Waves(
      count: 11, wavelengthMM: 19...25, draw: SeededDraw(seed: recipe.seed, stream: 20))
    wander = Waves(
      count: 4, wavelengthMM: 45...80, draw: SeededDraw(seed: recipe.seed, stream: 21))
    greyMM = Float(recipe.greyMatterMM * (1 - 0.15 * recipe.atrophy))
    sulcusMM = Float(0.2 + 0.7 * recipe.atrophy)
  }

  /// The outlines of the hemispheres without folds, on the mirrored half (x ≥ 0).
  struct Hull {
    /// Parietal, frontal and occipital lobes above the skull base.
    var upper: Sloped
    /// The temporal lobe.
    var temporal: Sloped
  }

  /// The outlines at places whose x is mirrored to the right.
  @inline(__always)
  func hull(_ p: Places) -> Hull {
    let dome = parietal.sloped(p).blended(frontal.sloped(p), 26)
      .blended(fusiform.sloped(p), 10)
    let bottom = orbitRoof.bump(p) * 9 - 27 - p.z
    let zero = Lanes()
    let base = Sloped(value: bottom, slope: Places(x: zero, y: zero, z: zero - 1))
    return Hull(upper: dome.shared(base, 11), temporal: temporal.sloped(p))
  }

  /// Signed distances to the pial surface and how thick the cortex is there.
  struct Cortex {
    var pial: Lanes
    var thicknessMM: Lanes
  }

  /// The folded surface at mirrored places; `left` is 1 where the place was on the left.
  ///
  /// The field of folds is read on the hull below each place, so that sulci run at right angles to
  /// the surface and keep their width.
  @inline(__always)
  func cortex(_ p: Places, left: Lanes, hull: Hull, keepOut: Lanes) -> Cortex {
    let inner = core.sloped(p)
    let outer = hull.upper.blended(hull.temporal, 5)
    let fissure = Lanes(repeating: 0.7) - p.x
    let zero = Lanes()
    let wall = Sloped(value: fissure, slope: Places(x: zero - 1, y: zero, z: zero))
    let flipped = Sloped(value: inner.value, slope: inner.slope)
    let medial = fissure .< inner.value
    let gap = Sloped(
      value: flipped.value.replacing(with: wall.value, where: medial),
      slope: Places(
        x: flipped.slope.x.replacing(with: wall.slope.x, where: medial),
        y: flipped.slope.y.replacing(with: wall.slope.y, where: medial),
        z: flipped.slope.z.replacing(with: wall.slope.z, where: medial)))
    let half = outer.shared(gap, 3)
    let depth = greatest(half.value, keepOut)
    let q = Places(
      x: p.x - depth * half.slope.x, y: p.y - depth * half.slope.y, z: p.z - depth * half.slope.z)
    let sheet = folds.sheetDistance(q, left: left)
    let swing = wander.value(q, left: left)
    let floor = 16 + swing * 4
    let mouth = greatest(depth + 3.5, 0) * 0.12
    let across = sheet - sulcusMM - least(mouth, 0.5)
    let along = zero - floor - depth
    let sulcus = greatest(wedge(across, along), 2 - inner.value)
    // Where the outside and the middle wall are equally near, the field of folds has a seam.
    let seam = least(5.5 - size(outer.value - gap.value) * 0.7, Lanes(repeating: -7) - depth)
    let folded = carve(depth, greatest(sulcus, seam), 2.4)
    let pial = greatest(
      greatest(folded, zero - sylvian(p, hull, depth)), zero - cistern.distance(p))
    let rim = unit(inner.value * 0.3)
    return Cortex(pial: pial, thicknessMM: rim * greyMM * (1 + swing * 0.08))
  }

  /// The cleft between the temporal lobe and the lobes above it, down to the insula.
  @inline(__always)
  private func sylvian(_ p: Places, _ hull: Hull, _ depth: Lanes) -> Lanes {
    let between = size(hull.upper.value - hull.temporal.value) * 0.5 - (sulcusMM + 0.7)
    let ends = greatest(Lanes(repeating: -44) - p.y, 31 - p.x)
    return greatest(greatest(between, Lanes(repeating: -25) - depth), ends)
  }

  /// Distance to a sheet that ends at a line.
  @inline(__always)
  private func wedge(_ across: Lanes, _ along: Lanes) -> Lanes {
    let a = greatest(across, 0)
    let b = greatest(along, 0)
    return root(a * a + b * b + 1e-8) + least(greatest(across, along), 0)
  }
}
