/// Bones, airways, orbits and muscle sheets below the vault.
struct FaceInterior: Sendable {
  private let sheets: Waves
  private let uneven: Waves
  private let eye: Anchor
  private let zygoma: [Rod] = [
    Rod(Anchor(30, 66, -53), Anchor(58, 46, -53), 5, 6.5),
    Rod(Anchor(58, 46, -53), Anchor(69, 2, -47), 5.5, 3.2),
    Rod(Anchor(52, 58, -28), Anchor(55, 50, -48), 4, 5),
  ]
  private let maxilla = Ellipsoid(Anchor(28, 50, -62), Anchor(15.5, 19, 17.5))
  private let antrum = Ellipsoid(Anchor(28, 49, -62), Anchor(12.5, 16, 14.5))
  private let nasalBone = Rod(Anchor(0, 78, -30), Anchor(0, 85, -48), 4, 3)
  private let sphenoid = Ellipsoid(Anchor(0, 6, -34), Anchor(24, 22, 9))
  private let clivus = Rod(Anchor(0, -2, -34), Anchor(0, -24, -62), 7, 5)
  private let pterygoid = Rod(Anchor(17, 22, -42), Anchor(17, 18, -76), 3.5, 3)
  private let mastoid = Ellipsoid(Anchor(57, -34, -55), Anchor(12, 15, 17))
  private let petrous = Ellipsoid(Anchor(42, -24, -47), Anchor(24, 12, 9))
  private let palate = Ellipsoid(Anchor(0, 52, -80), Anchor(25, 33, 2.3))
  private let ramus = Ellipsoid(Anchor(48, 8, -86), Anchor(4.2, 15, 33))
  private let sphenoidSinus = Ellipsoid(Anchor(0, 17, -34), Anchor(10, 10, 7))
  private let nasal = Ellipsoid(Anchor(5, 48, -56), Anchor(9, 36, 22))
  private let turbinates: [Rod] = [
    Rod(Anchor(9, 72, -65), Anchor(9, 26, -63), 3.2, 3.2),
    Rod(Anchor(8, 66, -53), Anchor(8, 26, -51), 2.8, 2.8),
    Rod(Anchor(6, 58, -43), Anchor(6, 30, -42), 2, 2),
  ]
  private let pharynx: [Rod] = [
    Rod(Anchor(0, 18, -58), Anchor(0, 8, -76), 8, 6),
    Rod(Anchor(0, 8, -76), Anchor(0, 3, -108), 5.5, 5.5),
    Rod(Anchor(0, 3, -108), Anchor(0, 8, -132), 6, 6),
    Rod(Anchor(0, 8, -132), Anchor(0, 2, -230), 7.5, 8),
  ]
  private let vestibule = Rod(Anchor(6, 89, -74), Anchor(6, 78, -62), 3, 4)
  private let tongue = Ellipsoid(Anchor(0, 38, -103), Anchor(24, 37, 18))
  private let oral = Ellipsoid(Anchor(0, 40, -101.5), Anchor(24, 39, 18.5))
  private let earCanal = Rod(Anchor(80, -20, -47), Anchor(56, -22, -45), 3, 2.5)
  private let orbit: Rod
  private let opticNerve: [Rod]
  private let recti: [Rod]
  private let globe: Ellipsoid
  private let lens: Ellipsoid

  init(_ recipe: HeadRecipe, eye: Anchor) {
    self.eye = eye
    sheets = Waves(
      count: 6, wavelengthMM: 22...38, draw: SeededDraw(seed: recipe.seed, stream: 40))
    uneven = Waves(
      count: 3, wavelengthMM: 25...60, draw: SeededDraw(seed: recipe.seed, stream: 41))
    orbit = Rod(Anchor(eye.x, 60, -37), Anchor(17, 22, -31), 17.5, 4)
    opticNerve = [
      Rod(Anchor(eye.x - 1, 52, -37), Anchor(15, 24, -30), 2.2, 2.2),
      Rod(Anchor(15, 24, -30), Anchor(3, 6, -19), 2.2, 2.2),
    ]
    recti = [(11.0, 0.0), (-11.0, 0.0), (0.0, 11.0), (0.0, -11.0)].map { side in
      Rod(
        Anchor(eye.x + Float(side.0), eye.y - 4, eye.z + Float(side.1)), Anchor(17, 26, -31), 1.5, 2
      )
    }
    globe = Ellipsoid(eye, Anchor(12.2, 12.2, 12.2))
    lens = Ellipsoid(Anchor(eye.x, eye.y + 7.2, eye.z), Anchor(4.6, 2.1, 4.6))
  }

  /// Sheets of fat between the muscles.
  @inline(__always)
  func muscleSheets(_ p: Places) -> Lanes {
    sheets.sheetDistance(Places(x: p.x, y: p.y, z: p.z * 0.4)) - 0.5
  }

  /// A smooth random field by which bone is thicker here than there.
  @inline(__always)
  func unevenness(_ p: Places) -> Lanes { uneven.value(p) }

  /// Paints bones, teeth, airways and orbits; `skin` is the distance to the skin.
  @inline(__always)
  func paint(_ p: Places, skin: Lanes, nostrils: Lanes, canal: Lanes, on painted: inout Painted) {
    let arch = dentalArch(p)
    paintBones(p, arch: arch, skin: skin, on: &painted)
    if any(p.z .< -58) { paintNeckBones(p, canal: canal, on: &painted) }
    paintAirways(p, nostrils: nostrils, skin: skin, on: &painted)
    let crown = least(size(p.z + 89.5) - 5.7, size(p.z + 101.7) - 5.6)
    painted.cover(.teeth, where: greatest(greatest(arch - 3.2, crown), 46 - p.y))
    if any((p.y .> -2) .& (size(p.z + 35) .< 26)) { paintOrbit(p, skin: skin, on: &painted) }
  }

  /// Distance to the curve on which the teeth stand, seen from above.
  @inline(__always)
  private func dentalArch(_ p: Places) -> Lanes {
    let x = p.x * (1.0 / 25)
    let y = (p.y - 44) * (1.0 / 36)
    return size(root(x * x + y * y + 1e-5) - 1) * 28
  }

  @inline(__always)
  private func paintBones(_ p: Places, arch: Lanes, skin: Lanes, on painted: inout Painted) {
    var bone = least(maxilla.distance(p), nasalBone.distance(p))
    for rod in zygoma { bone = blend(bone, rod.distance(p), 3) }
    bone = least(bone, least(sphenoid.distance(p), clivus.distance(p)))
    bone = least(bone, least(pterygoid.distance(p), mastoid.distance(p)))
    bone = least(bone, least(petrous.distance(p), palate.distance(p)))
    let alveolus = greatest(greatest(arch - 5, size(p.z + 78) - 9), 30 - p.y)
    bone = least(bone, alveolus)
    bone = blend(bone, blend(mandible(p), ramus.distance(p), 8), 1)
    bone = greatest(bone, skin + 2)
    painted.cover(.bone, where: bone)
    painted.cover(.marrow, where: bone + 2)
  }

  /// The body of the lower jaw: a horseshoe.
  @inline(__always)
  private func mandible(_ p: Places) -> Lanes {
    let x = p.x * (1.0 / 44)
    let y = (p.y - 22) * (1.0 / 56)
    let across = size(root(x * x + y * y + 1e-5) - 1) * 48 - 5.5
    let up = size(p.z + 116 - (p.y - 60) * -0.1) - 11
    return greatest(share(across, up, 4), 4 - p.y)
  }

  /// Bodies, discs and arches of the cervical vertebrae around the canal.
  @inline(__always)
  private func paintNeckBones(_ p: Places, canal: Lanes, on painted: inout Painted) {
    let level = size(fraction((p.z + 74) * (1.0 / 17))) * 17
    let y = p.y + 28 - (p.z + 70) * 0.055
    let x = p.x * 0.78
    let column = greatest(root(x * x + y * y + 1e-3) - 10, p.z + 63)
    painted.cover(.cartilage, where: column)
    let body = share(column, level - 6.2, 2)
    let arch = greatest(share(canal - 4, level - 5, 2), p.z + 66)
    let thorn = share(greatest(p.x - 3.2, level - 4), size(p.y + 66) - 11, 3)
    let lateral = share(greatest(size(p.y + 38) - 6, level - 5), p.x - 25, 3)
    let bone = least(least(body, arch), greatest(least(thorn, lateral), p.z + 68))
    painted.cover(.bone, where: bone)
    painted.cover(.marrow, where: bone + 1.7)
  }

  @inline(__always)
  private func paintAirways(_ p: Places, nostrils: Lanes, skin: Lanes, on painted: inout Painted) {
    var cavity = greatest(nasal.distance(p), 1.2 - p.x)
    var swelling = turbinates[0].distance(p)
    for rod in turbinates { swelling = least(swelling, rod.distance(p)) }
    cavity = greatest(cavity, 1.4 - (swelling + 1.4))
    var tube = pharynx[0].distance(p)
    for rod in pharynx { tube = blend(tube, rod.distance(p), 4) }
    tube = least(tube, vestibule.distance(p))
    let gap = greatest(oral.distance(p), 0.2 - tongue.distance(p))
    var air = least(least(cavity, tube), least(antrum.distance(p), sphenoidSinus.distance(p)))
    air = least(air, least(nostrils, earCanal.distance(p)))
    cavity = greatest(cavity, skin + 2.5)
    let lining = least(least(cavity, tube), least(swelling, nostrils))
    painted.cover(.mucosa, where: greatest(lining - 1.6, skin + 1.2))
    painted.cover(.airway, where: greatest(least(air, gap), skin + 1.2))
  }

  @inline(__always)
  private func paintOrbit(_ p: Places, skin: Lanes, on painted: inout Painted) {
    let cone = orbit.distance(p)
    let behind = greatest(cone, skin + 2.2)
    painted.cover(.bone, where: greatest(greatest(cone - 2, p.y - 64), skin + 4))
    painted.cover(.fat, where: behind)
    var muscle = recti[0].distance(p)
    for rod in recti { muscle = least(muscle, rod.distance(p)) }
    painted.cover(.muscle, where: muscle)
    var nerve = opticNerve[0].distance(p)
    for rod in opticNerve { nerve = least(nerve, rod.distance(p)) }
    painted.cover(.nerve, where: nerve)
    let ball = globe.distance(p)
    painted.cover(.cartilage, where: ball)
    painted.cover(.eye, where: ball + 1.1)
    painted.cover(.lens, where: lens.distance(p))
  }
}
