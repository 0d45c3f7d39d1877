import Foundation
import Volumes

/// The scalar product of two vectors.
@inline(__always)
func dot(_ a: Vector3, _ b: Vector3) -> Double { (a * b).sum() }

/// e to the power of `x`.
func exponential(_ x: Double) -> Double { exp(x) }

/// The natural logarithm.
func logarithm(_ x: Double) -> Double { log(x) }

/// The angle, in radians, whose cosine is `x`.
func arcCosine(_ x: Double) -> Double { acos(x) }

/// The rotation about `axis` by its length in radians (Rodrigues).
func rotation(_ axis: Vector3) -> Affine {
  let angle = length(axis)
  guard angle > 1e-15 else { return .identity }
  let k = axis / angle
  let (s, c) = (sin(angle), cos(angle))
  let v = 1 - c
  return Affine(
    row0: Vector3(c + k.x * k.x * v, k.x * k.y * v - k.z * s, k.x * k.z * v + k.y * s),
    row1: Vector3(k.y * k.x * v + k.z * s, c + k.y * k.y * v, k.y * k.z * v - k.x * s),
    row2: Vector3(k.z * k.x * v - k.y * s, k.z * k.y * v + k.x * s, c + k.z * k.z * v),
    translation: .zero)
}
