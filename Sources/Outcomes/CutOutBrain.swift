import Volumes

/// How much of a brain mask holds the least value of the image: parts that were cut out of the image,
/// as by a removal of the face that went too far.
struct CutOutBrain {
  /// Volume, in ml.
  var volumeML: Double
  /// Share of the mask, 0…1.
  var share: Double

  /// From this share on the user is told; fluid as dark as air is rarer by far.
  private static let toldShare = 0.01

  /// Counts the voxels of `brain` that are finite and not above the least value of `image`; both on one
  /// lattice.
  init(of image: Image, brain: Mask) {
    let least = image.voxels.reduce(Float.infinity) { $1.isFinite ? min($0, $1) : $0 }
    var (cut, all) = (0, 0)
    for (value, inside) in zip(image.voxels, brain.voxels) where inside != 0 {
      all += 1
      if value <= least { cut += 1 }
    }
    volumeML = Double(cut) * brain.grid.voxelVolumeMM3 / 1000
    share = all > 0 ? Double(cut) / Double(all) : 0
  }

  /// Whether so much is cut out that the volumes rest on a guess.
  var counts: Bool { share >= Self.toldShare }

  /// What a user should know.
  var warning: String? {
    guard counts else { return nil }
    return "\(Int(volumeML + 0.5)) ml within the outline of the brain hold the least value of the "
      + "image: they were cut out of it, and the volumes are too small or wrong."
  }
}
