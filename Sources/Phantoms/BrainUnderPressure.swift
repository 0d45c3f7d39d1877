extension HeadAnatomy {
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
