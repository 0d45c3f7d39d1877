import Anatomy
import Volumes

/// The landmarks of a head, found before anything was removed, as the sidecar and `--json` tell them.
public struct FiducialSidecar: Sendable, Encodable {
  /// The frame of the numbers.
  public var frame = "world mm of the image, RAS+ (its sform, or else its qform)"
  /// How they were found.
  public var source = "estimated from the template, on the skin, before the removal"
  /// Nasion.
  public var NAS: [Double]
  /// Left preauricular point.
  public var LPA: [Double]
  /// Right preauricular point.
  public var RPA: [Double]

  /// From landmarks in world mm, to a tenth of a mm.
  init(_ fiducials: Fiducials) {
    func numbers(_ place: Vector3) -> [Double] {
      (0..<3).map { (10 * place[$0]).rounded() / 10 }
    }
    (NAS, LPA, RPA) = (
      numbers(fiducials.nasion), numbers(fiducials.lpa), numbers(fiducials.rpa)
    )
  }

  /// BIDS' `AnatomicalLandmarkCoordinates`: voxel indices from 0; nil where world mm have none.
  func voxels(on grid: Grid) -> [String: [Double]]? {
    guard let toVoxel = grid.fromWorld else { return nil }
    return ["NAS": NAS, "LPA": LPA, "RPA": RPA].mapValues { place in
      let p = toVoxel(Vector3(place[0], place[1], place[2]))
      return (0..<3).map { (10 * p[$0]).rounded() / 10 }
    }
  }
}
