/// The surface of the skin below the vault: face, ears and neck.
struct FaceSurface: Sendable {
  private let midface = Ellipsoid(Anchor(0, 34, -60), Anchor(62, 49, 54))
  private let occiput = Ellipsoid(Anchor(0, -60, -25), Anchor(54, 50, 40))
  private let parotid = Ellipsoid(Anchor(53, -10, -62), Anchor(22, 33, 38))
  private let jaw: Ellipsoid
  private let gonion: Ellipsoid
  private let chin: Ellipsoid
  private let brow: Rod
  private let cheekbone = Ellipsoid(Anchor(45, 50, -58), Anchor(19, 20, 16))
  private let cheek: Ellipsoid
  private let muzzle = Ellipsoid(Anchor(0, 60, -93), Anchor(31, 31.5, 23))
  private let bridge: Rod
  private let noseTip: Ellipsoid
  private let ala: Ellipsoid
  private let sideWall: Ellipsoid
  private let columella: Rod
  private let nostril: Rod
  private let upperLip: Ellipsoid
  private let lowerLip: Ellipsoid
  private let mouth = Ellipsoid(Anchor(0, 93, -95.3), Anchor(22, 12, 0.7))
  private let philtrum = Rod(Anchor(0, 96, -80), Anchor(0, 96, -87), 2, 2.4)
  private let socket: Ellipsoid
  private let lid: Ellipsoid
  private let lidSlit: Ellipsoid
  private let ear: Ear
  /// The centre of the right eye.
  let eye: Anchor
  /// The tip of the nose.
  let tip: Anchor

  init(_ recipe: HeadRecipe) {
    let long = Float(recipe.noseLengthMM)
    let wide = Float(recipe.noseWidth)
    let full = Float(recipe.lipFullness)
    let out = Float(recipe.chinMM)
    let jawWidth = Float(recipe.jawWidth)
    let eyeX = 32 + Float(recipe.eyeDistanceMM) / 2
    let browY = 77 + Float(recipe.browMM)
    let plump = Float(recipe.cheekMM)
    eye = Anchor(eyeX, 63, -37)
    tip = Anchor(0, 99 + long, -70 - 0.25 * long)
    jaw = Ellipsoid(Anchor(0, 33, -108), Anchor(47 * jawWidth, 45, 33))
    gonion = Ellipsoid(Anchor(43 * jawWidth, 10, -97), Anchor(16, 26, 33))
    chin = Ellipsoid(Anchor(0, 71 + out, -125), Anchor(18, 14, 14))
    brow = Rod(Anchor(7, browY, -23), Anchor(43, browY - 16, -20), 8, 3.5)
    cheek = Ellipsoid(Anchor(37, 54, -84), Anchor(22 + plump / 2, 23 + plump / 2, 22))
    bridge = Rod(Anchor(0, 79.5, -33), Anchor(0, tip.y - 4, tip.z + 4), 6, 7.5)
    noseTip = Ellipsoid(tip, Anchor(8.5 * wide, 8.5, 8))
    ala = Ellipsoid(Anchor(10.5 * wide, 88 + long / 4, -74), Anchor(6.5 * wide, 10, 6.5))
    sideWall = Ellipsoid(Anchor(0, 82 + long / 4, -66), Anchor(13 * wide, 12, 15))
    columella = Rod(
      Anchor(0, tip.y - 1, tip.z - 4), Anchor(0, 90, -80), 4.5, 4.5)
    nostril = Rod(Anchor(6.3 * wide, 93 + long / 2, -84), Anchor(6, 88 + long / 3, -73), 3.2, 2.8)
    upperLip = Ellipsoid(Anchor(0, 83, -90.5), Anchor(21, 9.5, 5.5 * full))
    lowerLip = Ellipsoid(Anchor(0, 82, -100.5), Anchor(18.5, 9.3, 6 * full))
    socket = Ellipsoid(Anchor(eyeX, 89, -37), Anchor(17.5, 17, 12))
    lid = Ellipsoid(eye, Anchor(15.5, 14.4, 14))
    lidSlit = Ellipsoid(Anchor(eyeX + 1, 77, -40.5), Anchor(14, 6, 0.8))
    ear = Ear(scale: Float(recipe.earScale))
  }

  /// Signed distances to the skin, at mirrored places, given those to the skin over the vault.
  @inline(__always)
  func skin(_ p: Places, vault: Lanes) -> Lanes {
    // Nothing of the face reaches so high that it would change the vault.
    if all(p.z .> 22) { return vault }
    var d = blend(blend(vault, occiput.distance(p), 12), neck(p), 24)
    d = blend(d, parotid.distance(p), 24)
    d = blend(d, midface.distance(p), 22)
    d = blend(d, blend(jaw.distance(p), gonion.distance(p), 14), 20)
    d = blend(d, cheekbone.distance(p), 20)
    d = blend(d, cheek.distance(p), 20)
    d = blend(d, muzzle.distance(p), 12)
    d = blend(d, chin.distance(p), 12)
    d = blend(d, brow.distance(p), 20)
    if any((p.y .> 40) .& (size(p.z + 62) .< 56)) { d = features(d, p) }
    return any(p.x .> 50) ? ear.joined(to: d, p) : d
  }

  /// Eyes, mouth and nose added to the face.
  @inline(never)
  private func features(_ face: Lanes, _ p: Places) -> Lanes {
    var d = carve(face, socket.distance(p), 10)
    d = blend(d, lid.distance(p), 4)
    d = carve(d, lidSlit.distance(p), 1.6)
    d = carve(d, philtrum.distance(p), 3)
    d = blend(d, upperLip.distance(p), 5)
    d = blend(d, lowerLip.distance(p), 6)
    d = carve(d, mouth.distance(p), 3)
    d = blend(d, nose(p), 7)
    return carve(d, nostril.distance(p), 1.5)
  }

  @inline(__always)
  private func nose(_ p: Places) -> Lanes {
    let ridge = blend(bridge.distance(p), noseTip.distance(p), 8)
    return blend(
      blend(blend(ridge, sideWall.distance(p), 7), columella.distance(p), 4), ala.distance(p), 5)
  }

  /// An upright cylinder of elliptic section that leans a little backwards.
  @inline(__always)
  private func neck(_ p: Places) -> Lanes {
    let y = p.y + 26 - (p.z + 100) * 0.1
    let x = p.x * 0.97
    return share(root(x * x + y * y + 1e-3) - 56, p.z + 52, 30)
  }

  /// Signed distances to the pinna alone.
  @inline(__always)
  func pinna(_ p: Places) -> Lanes { ear.pinna(p) }

  /// The nostrils, through which the airway opens.
  @inline(__always)
  func nostrils(_ p: Places) -> Lanes { nostril.distance(p) }
}

/// The pinna: a leaf with a thick rim and a bowl, standing off behind.
struct Ear: Sendable {
  private let per: Float
  private let scale: Float

  init(scale: Float) {
    self.scale = scale
    per = 1 / scale
  }

  /// Distances along the leaf (forward), across it (outward) and up, scaled to an average ear.
  @inline(__always)
  private func local(_ p: Places) -> Places {
    let x = (p.x - 78) * per
    let y = (p.y + 25) * per
    let z = (p.z + 44) * per
    let forward = y * 0.89 - x * 0.46
    let outward = x * 0.89 + y * 0.46
    return Places(x: forward * 0.98 + z * 0.2, y: outward, z: z * 0.98 - forward * 0.2)
  }

  @inline(__always)
  func pinna(_ p: Places) -> Lanes {
    let q = local(p)
    let taper = 16 + q.z * 0.13
    let u = q.x / taper
    let v = q.z * (1.0 / 30)
    let radius = root(u * u + v * v + 1e-5)
    let edge = (radius - 1) * 17
    let bowl = q.y + 2.5 - least(radius * radius * 4, 4)
    let leaf = greatest(edge, size(bowl) - 1.7)
    let rimAcross = (radius - 0.9) * 17
    let up = q.y - 2
    let rim = root(rimAcross * rimAcross + up * up + 1e-4) - 2.6
    let lobule = blend(leaf, rim, 2)
    let fold = root((radius - 0.58) * (radius - 0.58) * 270 + up * up + 1e-4) - 1.7
    let antihelix = greatest(fold, q.x + q.z * -0.3 - 3)
    let cup = Ellipsoid(Anchor(4, 2, -5), Anchor(7, 3.5, 9)).distance(q)
    let tragus = Ellipsoid(Anchor(13, 2, -4), Anchor(3, 4, 6)).distance(q)
    return blend(carve(blend(lobule, antihelix, 3), cup, 2), tragus, 3) * scale
  }

  @inline(__always)
  func joined(to skin: Lanes, _ p: Places) -> Lanes { blend(skin, pinna(p), 4) }
}
