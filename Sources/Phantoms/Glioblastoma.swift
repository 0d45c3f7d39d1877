import Volumes

/// A glioblastoma: a necrotic core in an uneven enhancing rim, tumour that does not enhance beside
/// it, and oedema that spreads through the white matter of the same lobe and the corpus callosum.
struct Glioblastoma: Sendable {
  /// How it pushes the brain aside.
  let massEffect: MassEffect
  /// The lobe that it grew in.
  let lobe: TumourLobe
  /// -1 on the left, 1 on the right.
  let side: Float
  private let core: Ellipsoid
  /// A pole beyond which tumour without enhancement grows.
  private let pole: Ellipsoid
  private let outline: Waves
  private let detail: Waves
  private let rim: Waves
  private let growth: Waves
  private let spread: Waves
  private let rimMM: Float
  private let spreadMM: Float

  /// Everything is drawn from the recipe's seed.
  init(_ recipe: HeadRecipe) {
    let draw = SeededDraw(seed: recipe.seed, stream: 60)
    func waves(_ stream: UInt64, _ lengths: ClosedRange<Double>) -> Waves {
      Waves(count: 6, wavelengthMM: lengths, draw: SeededDraw(seed: recipe.seed, stream: stream))
    }
    lobe = TumourLobe.drawn(draw.uniform(0, 0, 1))
    side = draw.uniform(1, 0, 1) < 0.5 ? -1 : 1
    let freedom = recipe.tumourFreedom ?? 0
    let centre = lobe.centre(side: Double(side), freedom: freedom, draw)
    let radius =
      draw.uniform(5, 0.75, 1.1) * lobe.roomMM * (1 + freedom * draw.uniform(23, -0.35, 0.2))
    core = Glioblastoma.ellipsoid(centre, radius, draw)
    pole = Glioblastoma.pole(
      centre, radius, size: 1 + freedom * draw.uniform(26, -0.6, 0.1), draw)
    outline = waves(61, 22...40)
    detail = waves(62, 9...15)
    rim = waves(63, 12...22)
    growth = waves(64, 26...44)
    spread = waves(65, 26...52)
    rimMM = Float(draw.uniform(12, 3, 4.2) * (1 + freedom * draw.uniform(24, -0.3, 1.2)))
    spreadMM = Float(
      (draw.uniform(13, 9, 16) + (lobe == .temporal ? 6 : 0))
        * (1 + freedom * draw.uniform(25, -0.7, 0.5)))
    massEffect = MassEffect(
      centre: centre, reachMM: Float(radius * 1.2 + 38), largestMM: Float(radius * 0.5))
  }

  private static func ellipsoid(_ centre: Vector3, _ radius: Double, _ draw: SeededDraw)
    -> Ellipsoid
  {
    let stretch = Vector3(
      draw.uniform(6, 0.85, 1.05), draw.uniform(7, 1, 1.25), draw.uniform(8, 0.85, 1.1))
    return Ellipsoid(Anchor(centre), Anchor(stretch * radius))
  }

  private static func pole(
    _ centre: Vector3, _ radius: Double, size: Double, _ draw: SeededDraw
  ) -> Ellipsoid {
    let way = Vector3(
      draw.uniform(9, -0.5, 0.5), draw.uniform(10, 0, 1) < 0.5 ? -0.9 : 0.9,
      draw.uniform(11, -0.5, 0.5))
    return Ellipsoid(
      Anchor(centre + way * radius), Anchor(Vector3(0.85, 0.9, 0.8) * (radius * size)))
  }

  /// Whether the tumour or its oedema may be within a distance of a place where tissue came from.
  func swells(within mm: Double, of place: Vector3) -> Bool {
    let p = Places(
      x: Lanes(repeating: Float(place.x)), y: Lanes(repeating: Float(place.y)),
      z: Lanes(repeating: Float(place.z)))
    return least(core.distance(p), pole.distance(p))[0]
      < spreadMM + 7 + massEffect.largestMM / 2 + Float(mm)
  }
}

extension Glioblastoma {
  /// What the tumour needs to know of eight places.
  struct Surroundings {
    /// Where they are, in signed mm of the head's own space.
    var place: Places
    /// Where their tissue was before the tumour pushed it aside.
    var origin: Places
    /// Distance to the inner table of the skull.
    var inner: Lanes
    /// Distance to the ventricles.
    var ventricle: Lanes
    /// Distance to the upper lobes less that to the temporal lobe.
    var temporalness: Lanes
    /// Distance to cerebellum and brain stem.
    var hindbrain: Lanes
  }

  /// A boundary told as a distance may be as much steeper than a true distance.
  private static let steepness: Float = 1.5

  /// Paints the tumour over the brain.
  @inline(never)
  func paint(_ site: Surroundings, on painted: inout Painted) {
    let shape = core.distance(site.place) + outline.value(site.place) * 2.7
    guard any(shape .< spreadMM * 2.2) else { return }
    paintOedema(shape, site, on: &painted)
    guard any(shape .< 22) else { return }
    let wall = wall(site)
    paintGrowth(shape, wall: wall, site, on: &painted)
    let edge = share(shape + detail.value(site.place) * 0.6, wall, 4) * (1 / Self.steepness)
    let ground = painted.isMade(of: .fluid) .| brain(painted)
    painted.cover(.enhancingTumour, where: edge, over: ground)
    let uneven = rim.value(site.place) * 2.3 + detail.value(site.place) * 0.6
    let thickness = greatest(uneven + rimMM, 2.4) * (1 / Self.steepness)
    painted.cover(
      .necrosis, where: edge + thickness, over: painted.isMade(of: .enhancingTumour))
  }

  /// Skull, midline, ventricles and hindbrain hold the tumour back.
  private func wall(_ site: Surroundings) -> Lanes {
    let midline = 2.5 - site.origin.x * side
    let outside = greatest(site.inner + 3, midline)
    return greatest(outside, greatest(1.2 - site.ventricle, 2 - site.hindbrain))
  }

  private func brain(_ painted: Painted) -> SIMDMask<SIMD8<Int32>> {
    painted.isMade(of: .whiteMatter) .| painted.isMade(of: .greyMatter)
      .| painted.isMade(of: .deepGrey) .| painted.isMade(of: .oedema)
      .| painted.isMade(of: .nonEnhancingTumour)
  }

  private func paintGrowth(
    _ shape: Lanes, wall: Lanes, _ site: Surroundings, on painted: inout Painted
  ) {
    let around = shape - (growth.value(site.place) * 2.4 + 1)
    let beyond = pole.distance(site.place) + growth.value(site.place) * 2.2
    let edge = share(blend(around, beyond, 4), wall, 4) * (1 / Self.steepness)
    painted.cover(.nonEnhancingTumour, where: edge, over: brain(painted))
  }

  /// Oedema fills white matter, less of it where it would have to cross to another lobe.
  private func paintOedema(_ shape: Lanes, _ site: Surroundings, on painted: inout Painted) {
    let other = lobe == .temporal ? Lanes() - site.temporalness : site.temporalness
    let across = Lanes(repeating: 0.8) - site.origin.x * side
    var cost = greatest(other, 0) * 0.5 + greatest(across, 0) * 0.9
    // Only the corpus callosum leads to the other side, nothing to the hindbrain.
    cost.replace(with: 100, where: (across .> 0) .& (site.origin.z .< 17))
    cost.replace(with: 100, where: site.hindbrain .< 2)
    let near = least(shape, pole.distance(site.place) + 2)
    let reach = spread.value(site.place) * 5 + spreadMM
    let edge = (near + cost - reach) * (1 / Self.steepness)
    painted.cover(
      .oedema, where: edge, over: painted.isMade(of: .whiteMatter) .| painted.isMade(of: .lesion))
  }
}
