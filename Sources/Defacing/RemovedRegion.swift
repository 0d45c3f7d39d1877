import Anatomy
import Kernels
import Volumes

/// What was removed of a head, in world mm: it can be carried over to other images of the head.
///
/// Always geometric: which voxels of the first image are zero does not count, since fluid, air and
/// bone are zero as well.
public enum RemovedRegion: Sendable {
  /// All that lies beyond a plane, also outside the field of view in which it was found.
  case beyond(HalfSpace)
  /// The removed voxels; beyond their field of view the outermost voxels go on.
  case voxels(Mask)
  /// Layers along the skin, whose values are filtered; the mask, where there is one, stays.
  case layers([CurvedLayer], LayerFilter.Kind, sparing: Mask?)
  /// The voxels that an average face takes, beyond their field of view as above.
  case averageFace(AverageFace, headToFace: Affine, Mask)

  /// The voxels to remove from another image of the same head.
  ///
  /// At the face a voxel goes as soon as any part of it lies in the region; at the brain it stays as
  /// soon as any part of it is brain, and the brain wins.
  ///
  /// - Parameters:
  ///   - grid: the lattice of the other image.
  ///   - imageToHead: world mm of the other image to those in which this region lies.
  ///   - brain: the brain in the image in which the region was found.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: the voxels to remove, on `grid`.
  public func carried(
    onto grid: Grid, through imageToHead: Affine, sparing brain: Mask,
    parallel: Parallel = .serial
  ) -> Mask {
    let kept = brain.touched(onto: grid, through: imageToHead, parallel: parallel)
    switch self {
    case .beyond(let halfSpace):
      return halfSpace.touched(on: grid, through: imageToHead).subtracting(kept)
    case .voxels(let mask), .averageFace(_, _, let mask):
      return mask.touched(
        onto: grid, through: imageToHead, continuesEdges: true, parallel: parallel
      ).subtracting(kept)
    case .layers(let layers, let kind, let own):
      var spared = kept.grown(gapMM: FaceMasking.brainGapMM(kind), parallel: parallel)
      if let own {
        spared = spared.union(own.touched(onto: grid, through: imageToHead, parallel: parallel))
      }
      return LayerFilter(kind, layers, on: grid, through: imageToHead, sparing: spared)
        .mask(on: grid)
    }
  }

  /// The filter for another image of the same head, nil where nothing is filtered.
  ///
  /// - Parameters:
  ///   - removed: the voxels that may change, on the lattice of the other image.
  ///   - imageToHead: world mm of the other image to those in which this region lies.
  /// - Returns: the filter on the lattice of the other image.
  public func filter(
    of removed: Mask, through imageToHead: Affine
  ) -> (any ReplacedValues)? {
    switch self {
    case .beyond, .voxels: nil
    case .layers(let layers, let kind, _):
      LayerFilter(
        kind, layers, on: removed.grid, through: imageToHead, sparing: removed.inverted)
    case .averageFace(let face, let headToFace, _):
      AverageFaceValues(face, through: headToFace * imageToHead, in: removed)
    }
  }
}

extension Removal {
  /// What is removed, for carrying over to other images of the same head.
  public var region: RemovedRegion {
    if let filter { return filter.region(of: removed, sparing: spared) }
    return halfSpace.map { .beyond($0) } ?? .voxels(removed)
  }
}
