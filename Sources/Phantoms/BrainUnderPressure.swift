import Volumes

extension HeadAnatomy {
  /// Where the tissue at signed places of the head's own space was before a tumour pushed it aside.
  func origins(of own: Places) -> Places {
    guard let tumour else { return own }
    return tumour.massEffect.origin(of: own, inner: site(own).inner)
  }

  /// Where in the world tissue lies now that was at a signed place of the head's own space before a
  /// tumour pushed it aside, by fixed-point iteration.
  func worldPlace(ofTissue place: Vector3) -> Vector3 {
    guard tumour != nil else { return space.world(place) }
    var guess = space.world(place)
    for _ in 0..<30 {
      let world = SIMD3<Float>(guess)
      let origin = origins(
        of: space.places(
          Lanes(repeating: world.x), Lanes(repeating: world.y), Lanes(repeating: world.z)))
      let found = Vector3(Double(origin.x[0]), Double(origin.y[0]), Double(origin.z[0]))
      guess += space.toWorld.direction(place - found)
    }
    return guess
  }

  /// Paints a brain that the tumour has pushed aside, and the tumour in it.
  @inline(never)
  func paint(
    _ tumour: Glioblastoma, at site: Site, inner: Lanes, reachMM: Float, on painted: inout Painted
  ) {
    let signed = site.signed
    guard tumour.massEffect.reaches(signed) else {
      paintInside(site, inner: inner, reachMM: reachMM, on: &painted)
      lesions?.paint(signed, on: &painted)
      return
    }
    let origin = tumour.massEffect.origin(of: signed, inner: inner)
    var moved = self.site(origin)
    moved.pressure = tumour.massEffect.pressure(signed)
    paintInside(moved, inner: inner, reachMM: reachMM, on: &painted)
    lesions?.paint(origin, on: &painted)
    let surroundings = Glioblastoma.Surroundings(
      place: signed, origin: origin, inner: inner, ventricle: deep.ventricles(moved.p),
      temporalness: moved.hull.upper.value - moved.hull.temporal.value,
      hindbrain: least(moved.cerebellum, moved.stem))
    tumour.paint(surroundings, on: &painted)
  }
}
