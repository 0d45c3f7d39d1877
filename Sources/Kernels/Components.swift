import Volumes

/// Which voxels count as neighbours.
public enum Connectivity: Int, Sendable, Codable, CaseIterable {
  /// Those that share a face.
  case faces = 6
  /// Those that share a face or an edge.
  case edges = 18
  /// Those that share a face, an edge or a corner.
  case corners = 26
}

/// The connected parts of a mask, the largest first.
public struct Components: Sendable {
  /// Where the voxels are.
  public var grid: Grid
  /// For each voxel 0 outside, else the number of its part: 1 is the largest; of two equal ones
  /// that whose first voxel in memory comes first.
  public var labels: [Int32]
  /// Number of voxels of each part: `sizes[0]` belongs to label 1.
  public var sizes: [Int]

  /// Components from their parts.
  public init(grid: Grid, labels: [Int32], sizes: [Int]) {
    (self.grid, self.labels, self.sizes) = (grid, labels, sizes)
  }

  /// Number of parts.
  public var count: Int { sizes.count }

  /// The voxels of one part; `label` counts from 1. A label that does not exist gives an empty mask.
  public func mask(_ label: Int) -> Mask {
    let wanted = Int32(clamping: label)
    return Mask(grid: grid, voxels: labels.map { $0 == wanted && wanted > 0 ? 1 : 0 })
  }

  /// The voxels of all parts of at least `voxels` voxels.
  public func mask(ofAtLeast voxels: Int) -> Mask {
    let last = Int32(clamping: sizes.prefix { $0 >= voxels }.count)
    return Mask(grid: grid, voxels: labels.map { $0 > 0 && $0 <= last ? 1 : 0 })
  }
}

extension Mask {
  /// The connected parts of the mask.
  ///
  /// Runs of voxels along x are joined by union–find; labels do not depend on the order of work.
  public func components(_ connectivity: Connectivity = .faces) -> Components {
    var runs = MaskRuns(of: self)
    runs.join(connectivity)
    return runs.components(on: grid)
  }

  /// The largest connected part; of two equal ones the first in memory. Empty stays empty.
  public func largestComponent(_ connectivity: Connectivity = .faces) -> Mask {
    components(connectivity).mask(1)
  }
}
