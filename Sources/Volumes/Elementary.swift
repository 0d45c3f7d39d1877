import Glibc

/// The angle, in radians, whose tangent is `y / x`.
func arcTangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
