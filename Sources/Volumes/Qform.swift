extension NiftiHeader {
  /// The spacings in mm along the first three axes, repaired: negative made positive, zero, not
  /// finite or beyond 1e-9 to 1e9 made 1, and 1 along axes that the image does not have.
  public var voxelSizesMM: Vector3 {
    var sizes = Vector3(repeating: 1)
    guard dims[0] > 0 else { return sizes }
    for axis in 0..<min(3, dims[0]) {
      let found = abs(pixdim[axis + 1])
      sizes[axis] = HeaderReading.believableMM.contains(found) ? found : 1
    }
    return sizes
  }

  /// The qform matrix, voxel indices to world mm, whatever its code: a rotation as a unit
  /// quaternion, the spacings, and the sign of the third axis (nifti1.h, method 2).
  public var qform: Affine {
    let (b, c, d) = quaternionParts
    let rotation = Affine(quaternion: quaternionReal, b, c, d)
    let sizes = voxelSizesMM
    let sign = pixdim[0] == -1 ? -1.0 : 1.0
    let place = places.qoffset
    return Affine(
      columns: rotation.column(0) * sizes.x, rotation.column(1) * sizes.y,
      rotation.column(2) * (sizes.z * sign),
      translation: Vector3(real(place), real(place, 1), real(place, 2)))
  }

  /// The sum of squares of the three stored parts of the quaternion, at most 1 in a sound file.
  var quaternionSquare: Double {
    let (b, c, d) = quaternionParts
    return b * b + c * c + d * d
  }

  /// The part of the quaternion that is not stored. What the rounding of the other three may have
  /// left of a half turn (three steps of their precision) counts as zero.
  private var quaternionReal: Double {
    let rest = 1 - quaternionSquare
    let rounding = 3 * (isNifti2 ? Double.ulpOfOne : Double(Float.ulpOfOne))
    return rest < rounding ? 0 : rest.squareRoot()
  }

  private var quaternionParts: (Double, Double, Double) {
    let place = places.quaternion
    return (real(place), real(place, 1), real(place, 2))
  }
}

extension Affine {
  /// The rotation of a quaternion of any length; that of length zero turns nothing.
  init(quaternion w: Double, _ x: Double, _ y: Double, _ z: Double) {
    let norm = w * w + x * x + y * y + z * z
    let s = norm > 1e-15 ? 2 / norm : 0
    self.init(
      row0: Vector3(1 - s * (y * y + z * z), s * (x * y - w * z), s * (x * z + w * y)),
      row1: Vector3(s * (x * y + w * z), 1 - s * (x * x + z * z), s * (y * z - w * x)),
      row2: Vector3(s * (x * z - w * y), s * (y * z + w * x), 1 - s * (x * x + y * y)),
      translation: .zero)
  }
}
