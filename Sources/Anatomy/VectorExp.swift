/// The exponential of four numbers at most 0, at once; arguments below -80 count as -80.
///
/// The relative error is at most 1.2e-7 (2 + |x|): that of rounding the argument to a Float.
///
/// 2^n by the exponent bits, the rest by a polynomial of degree six.
@inline(__always)
func vectorExp(_ x: SIMD4<Float>) -> SIMD4<Float> {
  let t = pointwiseMax(x, SIMD4(repeating: -80)) * 1.442_695_040_9
  let magic: Float = 12_582_912
  let shifted = t + magic
  let whole = unsafeBitCast(shifted, to: SIMD4<Int32>.self) &- Int32(bitPattern: magic.bitPattern)
  let f = (t - (shifted - magic)) * 0.693_147_180_56
  var p = f * (1.0 / 720) + (1.0 / 120)
  p = p * f + (1.0 / 24)
  p = p * f + (1.0 / 6)
  p = p * f + 0.5
  p = p * f + 1
  p = p * f + 1
  return unsafeBitCast(
    unsafeBitCast(p, to: SIMD4<Int32>.self) &+ (whole &<< 23), to: SIMD4<Float>.self)
}
