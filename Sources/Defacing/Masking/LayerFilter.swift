import Kernels
import Volumes

/// What voxels of a surface layer become: values filtered from the image itself, one pass for each
/// layer, each on what the one before has left.
public struct LayerFilter: ReplacedValues {
  /// How the values of a layer are made.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// A box along the skin, in the flattened layer; see `NormFilter`.
    case normfilter
    /// The mean over a cube as wide as the layer is deep.
    case blur
    /// The mean of the layer everywhere.
    case coating
    /// What sticks out of a paraboloid laid through the face becomes background; then `normfilter`
    /// along the paraboloid.
    case paraboloid
  }

  /// How the values are made.
  public let kind: Kind
  /// The layers, wherever the head lies.
  let curved: [CurvedLayer]
  private let layers: [FlatLayer]
  /// The voxels that change, ascending.
  public let altered: [Int32]

  /// Filters on the lattice of one image.
  ///
  /// - Parameters:
  ///   - kind: how the values are made.
  ///   - layers: one for each region, in world mm of the head.
  ///   - grid: the lattice of the image.
  ///   - imageToHead: world mm of the image to those of the head.
  ///   - kept: voxels that must not change.
  init(
    _ kind: Kind, _ layers: [CurvedLayer], on grid: Grid, through imageToHead: Affine = .identity,
    sparing kept: Mask
  ) {
    (self.kind, curved) = (kind, layers)
    self.layers = layers.map { FlatLayer($0, on: grid, through: imageToHead) }
    var isAltered = [Bool](repeating: false, count: grid.voxelCount)
    for layer in self.layers {
      for voxel in layer.voxels where kept.voxels[Int(voxel)] == 0 {
        isAltered[Int(voxel)] = true
      }
    }
    altered = isAltered.indices.filter { isAltered[$0] }.map { Int32($0) }
  }

  /// The voxels that change, as a mask.
  func mask(on grid: Grid) -> Mask {
    var mask = Mask(grid: grid)
    for voxel in altered { mask.voxels[Int(voxel)] = 1 }
    return mask
  }

  /// The new values of the altered voxels, from all values of the image.
  public func values(of image: Image) -> [Float] {
    var values = image.voxels
    var isAltered = [Bool](repeating: false, count: values.count)
    for voxel in altered { isAltered[Int(voxel)] = true }
    for (layer, flat) in zip(curved, layers) {
      let made = Image(grid: image.grid, voxels: values)
      for (voxel, value) in zip(flat.voxels, filtered(made, layer, flat))
      where isAltered[Int(voxel)] {
        values[Int(voxel)] = value.isFinite ? value : 0
      }
    }
    return altered.map { values[Int($0)] }
  }

  /// The layers, for carrying over.
  public func region(of removed: Mask, sparing spared: Mask?) -> RemovedRegion {
    .layers(curved, kind, sparing: spared)
  }

  /// The values of one layer's voxels.
  private func filtered(_ image: Image, _ layer: CurvedLayer, _ flat: FlatLayer) -> [Float] {
    if layer.role == .cut { return constant(flat, median(of: shown(flat, image))) }
    switch kind {
    case .normfilter, .paraboloid:
      let shown = flat.sources.map { $0 >= 0 ? image.voxels[Int($0)] : .nan }
      let smooth = NormFilter(dims: flat.dims).filtered(shown)
      return flat.places.map { smooth[Int($0)] }
    case .blur: return cubeMeans(of: image, at: flat.voxels, halfMM: Double(layer.depthMM) / 2)
    case .coating: return constant(flat, mean(of: shown(flat, image)))
    }
  }

  private func constant(_ flat: FlatLayer, _ value: Float) -> [Float] {
    [Float](repeating: value, count: flat.voxels.count)
  }

  /// The finite values of a layer's voxels.
  private func shown(_ flat: FlatLayer, _ image: Image) -> [Float] {
    flat.voxels.map { image.voxels[Int($0)] }.filter(\.isFinite)
  }
}

private func mean(of values: [Float]) -> Float {
  values.isEmpty ? 0 : Float(values.reduce(0.0) { $0 + Double($1) } / Double(values.count))
}

private func median(of values: [Float]) -> Float {
  var ranked = values
  return ranked.orderStatistic(ranked.count / 2)
}

/// The means over a cube around each voxel, `halfMM` to every side.
private func cubeMeans(of image: Image, at voxels: [Int32], halfMM: Double) -> [Float] {
  let grid = image.grid
  let size = grid.voxelSizeMM
  func reach(_ axis: Int) -> Int {
    size[axis] > 0 ? max(1, Int(min(halfMM / size[axis], 1e4).rounded())) : 1
  }
  let steps = SIMD3(reach(0), reach(1), reach(2))
  var mask = Mask(grid: grid)
  for voxel in voxels { mask.voxels[Int(voxel)] = 1 }
  guard let inside = mask.boundingBox else { return [] }
  let box = inside.grown(by: steps, within: grid)
  let low = SIMD3(box.x.lowerBound, box.y.lowerBound, box.z.lowerBound)
  let sums = BoxSums(
    image.cropped(to: box).voxels, dims: SIMD3(box.x.count, box.y.count, box.z.count))
  return voxels.map { voxel in
    let (x, row) = (Int(voxel) % grid.nx, Int(voxel) / grid.nx)
    return sums.mean(around: SIMD3(x, row % grid.ny, row / grid.ny) &- low, steps)
  }
}
