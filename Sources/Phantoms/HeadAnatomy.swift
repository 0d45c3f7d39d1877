/// The whole head as a function of place: which tissue lies where.
struct HeadAnatomy: Sendable {
  let space: HeadSpace
  let cerebrum: Cerebrum
  let deep: DeepBrain
  let hindbrain: Hindbrain
  private let surface: FaceSurface
  private let interior: FaceInterior
  /// How far the surface of the brain lies below that of the average head; negative above.
  private let shrinkMM: Float
  private let fatMM: Float
  private let temple = Ellipsoid(Anchor(62, 22, -12), Anchor(36, 42, 40))
  private let fatCheek = Ellipsoid(Anchor(44, 48, -82), Anchor(34, 40, 34))
  private let leanNose = Ellipsoid(Anchor(0, 98, -70), Anchor(26, 30, 32))
  private let leanMouth = Ellipsoid(Anchor(0, 96, -96), Anchor(36, 24, 16))
  /// Lies well within the skin and tells how deep the middle of the face is.
  private let faceCore = Ellipsoid(Anchor(0, 16, -88), Anchor(50, 62, 46))
  /// The lesions of its white matter; nil in a head that has none.
  private(set) var lesions: LesionField?
  /// Its glioblastoma; nil in a head that has none.
  private(set) var tumour: Glioblastoma?
  private let frontalSinus = Ellipsoid(Anchor(10, 75, -21), Anchor(10, 4.5, 9))
  /// Where the named places of the face are, in the head's own space.
  let marks: FaceMarks

  /// The head with everything that its recipe asks for.
  init(_ recipe: HeadRecipe) {
    self.init(healthy: recipe)
    let healthy = self
    tumour = recipe.tumour == true ? Glioblastoma(recipe) : nil
    if let count = recipe.lesions, HeadRecipe.lesionCounts.dropFirst().contains(count) {
      lesions = LesionPlacement(healthy: healthy, ill: self, recipe: recipe).field(of: count)
    }
  }

  /// The same head with other lesions.
  func with(_ lesions: LesionField) -> HeadAnatomy {
    var result = self
    result.lesions = lesions
    return result
  }

  /// The head as it was before it fell ill.
  private init(healthy recipe: HeadRecipe) {
    space = HeadSpace(recipe)
    cerebrum = Cerebrum(recipe)
    deep = DeepBrain(recipe)
    hindbrain = Hindbrain(recipe)
    surface = FaceSurface(recipe)
    interior = FaceInterior(recipe, eye: surface.eye)
    shrinkMM = Float(1.2 * (recipe.atrophy - HeadRecipe.mean.atrophy))
    fatMM = Float(recipe.scalpFatMM)
    marks = FaceMarks(eye: surface.eye, tip: surface.tip)
  }

  /// The outer fluid of the average head.
  private static let fluidMM: Float = 1.3

  /// Places with what is known about them before painting.
  struct Site {
    /// The place mirrored to the right half.
    var p: Places
    /// 1 where the place was on the left.
    var left: Lanes
    var hull: Cerebrum.Hull
    var cerebellum: Lanes
    var stem: Lanes
    /// Distance to the inner table of the skull, canal left out.
    var cranium: Lanes
    /// Distance to the outer table of the skull.
    var outerTable: Lanes
    /// How strongly a tumour presses here, 0 … 1.
    var pressure = Lanes()

    /// Distance to the inner table of the skull and to the wall of the spinal canal.
    @inline(__always)
    var inner: Lanes { blend(cranium, stem - 2.6, 5) }

    /// The place as it was, left of the middle where x is negative.
    @inline(__always)
    var signed: Places { Places(x: p.x - left * (p.x + p.x), y: p.y, z: p.z) }
  }

  @inline(__always)
  func site(_ x: Lanes, _ y: Lanes, _ z: Lanes) -> Site {
    site(space.places(x, y, z))
  }

  /// The same at signed places of the head's own space.
  @inline(__always)
  func site(_ own: Places) -> Site {
    var p = own
    let left = Lanes().replacing(with: 1, where: p.x .< 0)
    p.x = size(p.x)
    var hull = cerebrum.hull(p)
    let central = any((p.z .< 8) .& (p.x .< 40))
    let stem = central ? hindbrain.brainStem(p) : Lanes(repeating: 100)
    var cerebellum = hindbrain.cerebellum(p)
    // A brain that loses substance shrinks within the skull that it grew in.
    let grown = blend(blend(hull.upper.value, hull.temporal.value, 11), cerebellum, 13)
    let cranium = grown - Self.fluidMM
    hull.upper.value += shrinkMM
    hull.temporal.value += shrinkMM
    cerebellum += shrinkMM
    let side = hull.upper.slope.x
    let outerTable = cranium - (6.6 - 2.8 * side * side)
    return Site(
      p: p, left: left, hull: hull, cerebellum: cerebellum, stem: stem,
      cranium: cranium, outerTable: outerTable)
  }

  /// Distances to the skin at the site.
  @inline(__always)
  private func skin(_ site: Site) -> Lanes {
    let scalp = site.outerTable - (2.8 + fatMM) - temple.bump(site.p) * 6
    return surface.skin(site.p, vault: scalp)
  }

  /// Distances to the skin at world places, in mm, negative inside the head.
  @inline(__always)
  func skinDistance(_ x: Lanes, _ y: Lanes, _ z: Lanes) -> Lanes { skin(site(x, y, z)) }

  /// Paints eight world places. `clearance` is how far, roughly, the head is from all of them;
  /// margins are told up to `reachMM`, boundaries farther away may be passed over.
  func paint(_ x: Lanes, _ y: Lanes, _ z: Lanes, reachMM: Float) -> (
    painted: Painted, clearance: Float
  ) {
    paint(site(x, y, z), reachMM: reachMM)
  }

  /// The same at a site.
  @inline(__always)
  func paint(_ site: Site, reachMM: Float) -> (painted: Painted, clearance: Float) {
    var painted = Painted()
    let inner = site.inner
    if any(inner .> -reachMM) {
      let skin = skin(site)
      if all(skin .> 2) {
        painted.marginMM = skin
        return (painted, lowest(skin))
      }
      paintOutside(site, skin: skin, reachMM: reachMM, on: &painted)
    } else {
      painted.cover(.bone, where: inner)
    }
    if any(inner .< reachMM) {
      if let tumour {
        paint(tumour, at: site, inner: inner, reachMM: reachMM, on: &painted)
      } else {
        paintInside(site, inner: inner, reachMM: reachMM, on: &painted)
        lesions?.paint(site.signed, on: &painted)
      }
    }
    return (painted, 0)
  }

  private func lowest(_ a: Lanes) -> Float {
    var result = a[0]
    for lane in 1..<8 where a[lane] < result { result = a[lane] }
    return result
  }

  @inline(never)
  private func paintOutside(_ site: Site, skin: Lanes, reachMM: Float, on painted: inout Painted) {
    let p = site.p
    painted.cover(.skin, where: skin)
    painted.cover(.fat, where: skin + 1.7)
    if all(skin .> reachMM - 1.2) { return }
    let lean = unit(1 - leanNose.bump(p) * 1.6 - leanMouth.bump(p) * 1.4)
    let below = unit((p.z + 20) * -0.02)
    let fat = (fatMM + below * 1.5 + fatCheek.bump(p) * 5) * lean
    let depth = least(skin, faceCore.distance(p) - 2)
    painted.cover(.muscle, where: depth + 1.8 + fat)
    if any(p.x .> 50) {
      painted.cover(.cartilage, where: greatest(surface.pinna(p) + 1.2, 1 - site.outerTable))
    }
    if any(site.outerTable .> 0) {
      painted.cover(.fat, where: greatest(interior.muscleSheets(p), depth + 2 + fat))
      if any(p.z .< 0) {
        interior.paint(
          p, skin: skin, nostrils: surface.nostrils(p), canal: site.stem - 2.6, on: &painted)
      }
    }
    let diploe = 1.8 + interior.unevenness(p) * 0.5
    painted.cover(.bone, where: site.outerTable)
    painted.cover(.marrow, where: greatest(site.outerTable + diploe, 1.5 - site.cranium))
    painted.cover(.airway, where: greatest(frontalSinus.distance(p), 1.5 - site.cranium))
  }

  @inline(never)
  func paintInside(_ site: Site, inner: Lanes, reachMM: Float, on painted: inout Painted) {
    let p = site.p
    painted.cover(.fluid, where: inner)
    let cortex = cerebrum.cortex(
      p, left: site.left, hull: site.hull, keepOut: 1.5 - site.cerebellum)
    // Pressure closes sulci and ventricles.
    painted.cover(.greyMatter, where: cortex.pial - site.pressure * 0.55)
    painted.cover(.whiteMatter, where: cortex.pial + cortex.thicknessMM)
    if any(site.cerebellum .< reachMM) {
      let leaves = hindbrain.leaves(p, outline: site.cerebellum)
      let grey = carve(site.cerebellum, leaves.cleft, 1)
      painted.cover(.greyMatter, where: grey)
      painted.cover(.whiteMatter, where: greatest(leaves.white, site.cerebellum + 0.5))
    }
    painted.cover(.whiteMatter, where: site.stem)
    painted.cover(.nerve, where: greatest(site.stem, p.z - Hindbrain.cordZ))
    if any((p.x .< 50) .& (size(p.y + 18) .< 60) .& (size(p.z) .< 34)) {
      painted.cover(.deepGrey, where: deep.nuclei(p))
      painted.cover(.ventricle, where: deep.ventricles(p) + site.pressure * 3.2)
    }
  }
}
