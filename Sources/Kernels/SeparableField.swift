import Volumes

/// A smooth scalar field over the field of view of a grid: a sum of products of functions of the
/// three axes, polynomials or cubic B-splines.
public struct SeparableField: Sendable {
  /// The grid over whose field of view, from outer face to outer face, the functions are laid.
  public let domain: Grid
  /// The functions.
  public let basis: SeparableBasis
  /// One number a product of functions, that of the first axis fastest.
  public var coefficients: [Double]

  /// A field from its parts; nil unless there is one coefficient a product of functions.
  public init?(domain: Grid, basis: SeparableBasis, coefficients: [Double]) {
    guard coefficients.count == basis.counts.reduce(1, *) else { return nil }
    (self.domain, self.basis, self.coefficients) = (domain, basis, coefficients)
  }

  /// The field at the voxels of a grid whose axes are parallel to those of its domain, coarser,
  /// finer or shifted; nil for any other. Beyond the domain the value at its border continues.
  public func values(on grid: Grid, parallel: Parallel = .serial) -> Image? {
    guard let tensor = SeparableTensor(basis, domain: domain, grid: grid) else { return nil }
    return Image(grid: grid, voxels: tensor.values(coefficients, parallel: parallel))
  }

  /// The field that fits an image best: the least of the weighted sum of squared differences and
  /// of the roughness, by conjugate gradients (Hestenes & Stiefel 1952).
  ///
  /// - Parameters:
  ///   - image: the values to fit.
  ///   - weights: as many weights; those that are not positive, and values that are not finite, do
  ///     not count. Nil for equal ones.
  ///   - basis: the functions.
  ///   - smoothness: how much roughness costs against the differences, without unit: 0 for none, 1
  ///     for as much as all weights together. Roughness is the sum of squared second differences of
  ///     neighbouring spline coefficients, or of squared polynomial coefficients times their degree
  ///     squared.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: the field on the image's grid; nil when nothing has a weight.
  public static func fitted(
    to image: Image, weights: [Float]? = nil, basis: SeparableBasis, smoothness: Double = 1e-6,
    parallel: Parallel = .serial
  ) -> SeparableField? {
    precondition(
      weights.map { $0.count == image.voxels.count } ?? true, "a fit needs one weight a voxel")
    guard let tensor = SeparableTensor(basis, domain: image.grid, grid: image.grid) else {
      return nil
    }
    let usable = image.voxels.indices.map { index -> Float in
      let weight = weights.map { $0[index] } ?? 1
      return image.voxels[index].isFinite && weight > 0 && weight.isFinite ? weight : 0
    }
    let total = usable.reduce(0.0) { $0 + Double($1) }
    guard total > 0 else { return nil }
    let equations = FieldEquations(
      tensor: tensor, basis: basis, weights: usable,
      penalty: max(smoothness, 0) * total / Double(tensor.coefficientCount), parallel: parallel)
    return SeparableField(
      domain: image.grid, basis: basis, coefficients: equations.solved(for: image.voxels))
  }
}

extension SeparableTensor {
  /// Nil unless the axes of the two grids are parallel and the domain has a volume.
  init?(_ basis: SeparableBasis, domain: Grid, grid: Grid) {
    guard let fromWorld = domain.fromWorld, grid.voxelCount > 0 else { return nil }
    let map = fromWorld * grid.toWorld
    let columns = (0..<3).map { map.column($0) }
    let size = columns.map { length($0) }.max() ?? 0
    for axis in 0..<3 {
      for other in 0..<3 where other != axis {
        guard abs(columns[axis][other]) <= 1e-5 * size else { return nil }
      }
    }
    func table(_ axis: Int) -> BasisTable {
      let places = (0..<grid.dims[axis]).map { index in
        let voxel = map.translation[axis] + Double(index) * columns[axis][axis]
        return (voxel + 0.5) / Double(domain.dims[axis])
      }
      return BasisTable(basis, axis: axis, places: places)
    }
    self.init(x: table(0), y: table(1), z: table(2))
  }
}
