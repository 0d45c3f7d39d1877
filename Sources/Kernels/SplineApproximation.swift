import Volumes

/// Approximates values at the voxels of a grid by a cubic B-spline field, one control point at a
/// time: smoother than a least-squares fit, and without equations to solve.
///
/// Each control point is the mean of what every voxel in its reach would have it be (Lee S, Wolberg
/// G, Shin SY, IEEE Trans Vis Comput Graph 1997;3:228-244). On a grid all weights are products over
/// the axes, so that one approximation costs one pass over the voxels.
public struct SplineApproximation: Sendable {
  /// The field's functions.
  public let basis: SeparableBasis
  /// The grid over whose field of view they are laid.
  public let domain: Grid
  private let tensor: SeparableTensor
  private let shares: SeparableTensor
  private let reach: [Double]
  private let parallel: Parallel

  /// Prepares approximations of values on a grid; nil where the axes are not parallel or the numbers
  /// of voxels and weights differ.
  ///
  /// - Parameters:
  ///   - intervals: of the splines along each axis of the domain.
  ///   - domain: the grid over whose field of view the field is laid.
  ///   - grid: where the values are; its axes are parallel to those of the domain.
  ///   - weights: one a voxel of `grid`, none negative.
  ///   - parallel: how many threads; no result depends on it.
  public init?(
    intervals: SIMD3<Int>, domain: Grid, grid: Grid, weights: [Float], parallel: Parallel = .serial
  ) {
    let basis = SeparableBasis.spline(intervals: intervals)
    guard weights.count == grid.voxelCount,
      let tensor = SeparableTensor(basis, domain: domain, grid: grid)
    else { return nil }
    (self.basis, self.domain, self.tensor, self.parallel) = (basis, domain, tensor, parallel)
    shares = tensor.shares
    reach = tensor.squared.projection(weights, parallel: parallel)
  }

  /// The coefficients of the field that approximates values which are weighted already.
  public func coefficients(of weightedValues: [Float]) -> [Double] {
    let sums = shares.projection(weightedValues, parallel: parallel)
    // A control point that no voxel tells anything stays where it is.
    return sums.indices.map { reach[$0] > 1e-9 ? sums[$0] / reach[$0] : 0 }
  }

  /// The values of a field at the voxels of the grid.
  public func values(_ coefficients: [Double]) -> [Float] {
    tensor.values(coefficients, parallel: parallel)
  }
}

extension SeparableTensor {
  /// The functions cubed, over the sum of their squares at each voxel.
  fileprivate var shares: SeparableTensor {
    SeparableTensor(x: x.shares, y: y.shares, z: z.shares)
  }
}

extension BasisTable {
  fileprivate var shares: BasisTable {
    mapped { functions in
      let squares = functions.reduce(0) { $0 + $1 * $1 }
      return functions.map { squares > 0 ? $0 * $0 * $0 / squares : 0 }
    }
  }
}
