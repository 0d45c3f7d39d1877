import Foundation
import Volumes

/// A turn about an axis.
enum Turn {
  /// The map that turns by an angle about an axis of length 1 through the origin (Rodrigues 1840).
  static func about(_ axis: Vector3, degrees: Double) -> Affine {
    let angle = degrees * .pi / 180
    let (c, s) = (cos(angle), sin(angle))
    func turned(_ v: Vector3) -> Vector3 {
      v * c + cross(axis, v) * s + axis * ((axis * v).sum() * (1 - c))
    }
    return Affine(
      columns: turned(Vector3(1, 0, 0)), turned(Vector3(0, 1, 0)), turned(Vector3(0, 0, 1)))
  }

  /// A direction, evenly spread over the sphere for two even numbers in 0…1.
  static func direction(_ first: Double, _ second: Double) -> Vector3 {
    let z = 2 * first - 1
    let r = max(0, 1 - z * z).squareRoot()
    return Vector3(r * cos(2 * .pi * second), r * sin(2 * .pi * second), z)
  }

  /// The sine of an angle in radians.
  static func sine(_ angle: Double) -> Double { sin(angle) }
}
