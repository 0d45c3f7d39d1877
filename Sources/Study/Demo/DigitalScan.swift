import Kernels
import Phantoms
import Volumes

/// A digital head as a scanner's file: whole numbers, stored as int16.
public enum DigitalScan {
  /// The volume of one contrast of a head.
  public static func volume(
    of head: DigitalHead, contrast: Contrast = .t1w, parallel: Parallel
  ) -> Volume {
    var image = head.image(contrast: contrast, parallel: parallel)
    image.voxels = image.voxels.map { Float(Int($0 + ($0 < 0 ? -0.5 : 0.5))) }
    return Volume(image: image, type: .int16, description: "digital head")
  }
}
