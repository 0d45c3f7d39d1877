/// What eight places are made of, painted from the outside in: a later tissue covers earlier ones.
struct Painted {
  /// `Tissue.rawValue` of each place.
  var tissue = SIMD8<Int32>()
  /// A lower bound, roughly, of the distance in mm from each place to another tissue.
  var marginMM = Lanes(repeating: 1000)

  /// Covers with `tissue` where `distance` is negative.
  @inline(__always)
  mutating func cover(_ tissue: Tissue, where distance: Lanes) {
    let inside = distance .< 0
    self.tissue.replace(with: Int32(tissue.rawValue), where: inside)
    marginMM = least(marginMM, distance).replacing(with: Lanes() - distance, where: inside)
  }
}
