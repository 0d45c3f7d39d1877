/// A point or direction in millimetres or in voxel indices; which one is said where it is used.
public typealias Vector3 = SIMD3<Double>

/// An affine map of three-dimensional space: `q = linear * p + translation`.
///
/// Maps either voxel indices to world millimetres (RAS+: x to the right, y to the front, z to the
/// top of the head) or one world space to another; the place of use says which.
public struct Affine: Hashable, Sendable, Codable {
  /// The three rows of the linear part.
  public var rows: [Vector3] {
    get { [row0, row1, row2] }
    set { (row0, row1, row2) = (newValue[0], newValue[1], newValue[2]) }
  }
  /// First row of the linear part: how the first coordinate of the result is made.
  public var row0: Vector3
  /// Second row of the linear part.
  public var row1: Vector3
  /// Third row of the linear part.
  public var row2: Vector3
  /// Where the origin goes.
  public var translation: Vector3

  /// A map from its three rows and its translation.
  public init(row0: Vector3, row1: Vector3, row2: Vector3, translation: Vector3) {
    (self.row0, self.row1, self.row2) = (row0, row1, row2)
    self.translation = translation
  }

  /// A map from its three columns (images of the unit vectors) and its translation.
  public init(columns c0: Vector3, _ c1: Vector3, _ c2: Vector3, translation: Vector3 = .zero) {
    self.init(
      row0: Vector3(c0.x, c1.x, c2.x), row1: Vector3(c0.y, c1.y, c2.y),
      row2: Vector3(c0.z, c1.z, c2.z), translation: translation)
  }

  /// The map that changes nothing.
  public static let identity = Affine(
    row0: Vector3(1, 0, 0), row1: Vector3(0, 1, 0), row2: Vector3(0, 0, 1), translation: .zero)

  /// A stretch along the axes followed by a shift.
  public static func scaling(_ factors: Vector3, translation: Vector3 = .zero) -> Affine {
    Affine(
      row0: Vector3(factors.x, 0, 0), row1: Vector3(0, factors.y, 0),
      row2: Vector3(0, 0, factors.z), translation: translation)
  }

  /// A shift.
  public static func translation(_ shift: Vector3) -> Affine {
    scaling(Vector3(repeating: 1), translation: shift)
  }
}

// MARK: - Use

extension Affine {
  /// Column `index` (0…2) of the linear part: the image of that unit vector.
  public func column(_ index: Int) -> Vector3 {
    Vector3(row0[index], row1[index], row2[index])
  }

  /// The image of a point.
  @inlinable
  public func callAsFunction(_ point: Vector3) -> Vector3 {
    direction(point) + translation
  }

  /// The image of a direction: the linear part alone.
  @inlinable
  public func direction(_ vector: Vector3) -> Vector3 {
    Vector3((row0 * vector).sum(), (row1 * vector).sum(), (row2 * vector).sum())
  }

  /// First `right`, then `left`.
  public static func * (left: Affine, right: Affine) -> Affine {
    Affine(
      columns: left.direction(right.column(0)), left.direction(right.column(1)),
      left.direction(right.column(2)), translation: left(right.translation))
  }

  /// The determinant of the linear part: the factor by which volumes change, negative for a mirror.
  public var determinant: Double {
    (row0 * cross(row1, row2)).sum()
  }

  /// The map back, or nil where the determinant is zero or not finite.
  public var inverse: Affine? {
    let volume = determinant
    guard volume.isFinite, abs(volume) > 0 else { return nil }
    let inverseLinear = Affine(
      columns: cross(row1, row2) / volume, cross(row2, row0) / volume, cross(row0, row1) / volume)
    var result = inverseLinear
    result.translation = -inverseLinear.direction(translation)
    return result.isFinite ? result : nil
  }

  /// Whether all twelve numbers are finite.
  public var isFinite: Bool {
    [row0, row1, row2, translation].allSatisfy { $0.x.isFinite && $0.y.isFinite && $0.z.isFinite }
  }
}

/// The cross product of two vectors.
@inlinable
public func cross(_ a: Vector3, _ b: Vector3) -> Vector3 {
  Vector3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
}

/// The length of a vector, in its own units.
@inlinable
public func length(_ vector: Vector3) -> Double {
  (vector * vector).sum().squareRoot()
}
