import Kernels
import Volumes

/// Where faces, ears and brains can lie in the space of a template, from several heads.
///
/// The field of view goes on below that of common templates, down to the neck, so that mouth and
/// chin are in it where the template itself ends at the nose.
public struct FacePrior: Sendable {
  /// The share of heads, 0 to 1, whose face is at a place: brow, eyes, nose, mouth, teeth and chin,
  /// and the air in front of them. Prior world mm.
  public var face: Image
  /// The same for the pinnae of the ears and the air beside them.
  public var ears: Image
  /// The same for the brain; above the field of view nothing is said.
  public var brain: Image
  /// Template world mm to prior world mm.
  public var templateToPrior: Affine
  /// A face to put in the place of others; nil where there is none.
  public var average: DeferredAverageFace?

  /// A prior from its parts.
  public init(
    face: Image, ears: Image, brain: Image, templateToPrior: Affine = .identity,
    average: DeferredAverageFace? = nil
  ) {
    (self.face, self.ears, self.brain) = (face, ears, brain)
    (self.templateToPrior, self.average) = (templateToPrior, average)
  }
}

extension FacePrior {
  /// The smallest box of a lattice that holds all of an image of this prior above zero, and a margin.
  ///
  /// - Parameters:
  ///   - image: an image of the prior, on its own grid.
  ///   - grid: the lattice of a subject.
  ///   - priorToSubject: prior world mm to the subject's world mm.
  ///   - marginMM: how far the box goes on.
  /// - Returns: the box, or nil where it lies outside the lattice.
  public static func box(
    around image: Image, on grid: Grid, through priorToSubject: Affine, marginMM: Double
  ) -> VoxelBox? {
    let inside = Mask(grid: image.grid, voxels: image.voxels.map { $0 > 0 ? 1 : 0 })
    guard let part = inside.boundingBox, let toVoxel = grid.fromWorld else { return nil }
    let map = toVoxel * priorToSubject * image.grid.toWorld
    let corners = image.grid.cropped(to: part).corners.map {
      map(
        $0
          + Vector3(Double(part.x.lowerBound), Double(part.y.lowerBound), Double(part.z.lowerBound))
      )
    }
    let size = grid.voxelSizeMM
    func range(_ axis: Int) -> Range<Int>? {
      let margin = marginMM / size[axis] + 1
      let places = corners.map { $0[axis] }
      let last = Double(grid.dims[axis] - 1)
      let low = (places.min() ?? 0) - margin
      let high = (places.max() ?? 0) + margin
      guard low <= last, high >= 0 else { return nil }
      return Int(min(max(low, 0), last))..<Int(min(max(high, 0), last)) + 1
    }
    guard let x = range(0), let y = range(1), let z = range(2) else { return nil }
    return VoxelBox(x: x, y: y, z: z)
  }
}
