import Glibc

extension NoncentralT {
  /// The integrals for a noncentrality far from zero.
  func farIntegrals(_ t: Double) -> Integrals {
    if noncentrality < 0 {
      let mirrored = NoncentralT(df: df, noncentrality: -noncentrality).farIntegrals(-t)
      return Integrals(
        lower: mirrored.upper, upper: mirrored.lower, density: mirrored.density,
        shift: mirrored.shift)
    }
    // T is many standard deviations above these values.
    guard t > (2 * df).squareRoot() else { return Integrals(lower: 0, upper: 1) }
    let step = 0.2
    var sum = Integrals()
    for index in -60...60 {
      let z = Double(index) * step
      addFar(step * Normal.density(z), at: z, t, to: &sum)
    }
    return sum
  }

  /// T ≤ t when √(χ²/df) ≥ (z + noncentrality) / t.
  private func addFar(_ weight: Double, at z: Double, _ t: Double, to sum: inout Integrals) {
    let w = (z + noncentrality) / t
    let gamma = IncompleteGamma(a: df / 2, x: df / 2 * w * w)
    let slope = weight * 2 * exp(gamma.logSlope) / t
    sum.lower += weight * gamma.upper
    sum.upper += weight * gamma.lower
    sum.density += slope
    sum.shift += slope / w
  }
}
