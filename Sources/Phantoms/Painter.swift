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

  /// Covers with `tissue` where `distance` is negative, but only the places of the mask `ground`.
  @inline(__always)
  mutating func cover(
    _ tissue: Tissue, where distance: Lanes, over ground: SIMDMask<SIMD8<Int32>>
  ) {
    self.tissue.replace(with: Int32(tissue.rawValue), where: (distance .< 0) .& ground)
    marginMM.replace(with: least(marginMM, size(distance)), where: ground)
  }

  /// Where the places are made of the tissue so far.
  @inline(__always)
  func isMade(of tissue: Tissue) -> SIMDMask<SIMD8<Int32>> {
    self.tissue .== Int32(tissue.rawValue)
  }
}
