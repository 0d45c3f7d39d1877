import Anatomy
import Kernels
import Volumes

/// The values of an average face in the place of a head's own, as bright as that head's image.
///
/// Brightness is matched by ranks: the mean face's values in the replaced voxels take those of the
/// image in the same voxels, in their order, so that any contrast and any scaling will do. Of the head's own
/// face nothing is left but the histogram of its values, smoothed to `levels` numbers.
public struct AverageFaceValues: ReplacedValues {
  /// The voxels that change, ascending.
  public let altered: [Int32]
  private let face: AverageFace
  /// World mm of the image to those of the face.
  private let toFace: Affine
  /// Share of tissue at each altered voxel, and its brightness.
  private let tissue: [Float]
  private let intensity: [Float]

  /// So many numbers describe a histogram.
  private static let levels = 32

  /// Values for the removed voxels of one image.
  ///
  /// - Parameters:
  ///   - face: the average face.
  ///   - toFace: world mm of the image to those of the face.
  ///   - removed: the voxels to replace.
  init(_ face: AverageFace, through toFace: Affine, in removed: Mask) {
    (self.face, self.toFace) = (face, toFace)
    altered = removed.voxels.indices.filter { removed.voxels[$0] != 0 }.map { Int32($0) }
    let box = removed.boundingBox ?? VoxelBox(x: 0..<1, y: 0..<1, z: 0..<1)
    let part = removed.grid.cropped(to: box)
    func sampled(_ image: Image) -> [Float] {
      let seen = image.resampled(onto: part, through: toFace)
      let inside = removed.cropped(to: box)
      return inside.voxels.indices.filter { inside.voxels[$0] != 0 }.map { seen.voxels[$0] }
    }
    (tissue, intensity) = (sampled(face.tissue), sampled(face.intensity))
  }

  /// The values of the mean face, in the units of an image.
  public func values(of image: Image) -> [Float] {
    let solid = altered.indices.filter { tissue[$0] >= 0.5 }
    let own = quantiles(of: solid.map { image.voxels[Int(altered[$0])] })
    let mean = quantiles(of: solid.map { intensity[$0] })
    let air = airValue(of: image)
    return altered.indices.map { place in
      let share = min(max((tissue[place] - 0.25) * 2, 0), 1)
      guard share > 0 else { return air }
      return air + share * (matched(intensity[place], mean, own) - air)
    }
  }

  /// What is replaced, for carrying over.
  public func region(of removed: Mask, sparing spared: Mask?) -> RemovedRegion {
    .averageFace(face, headToFace: toFace, removed)
  }

  /// The median of the image where the mean face has air for certain; 0 where it has none.
  private func airValue(of image: Image) -> Float {
    var air = altered.indices.filter { tissue[$0] < 0.05 }
      .map { image.voxels[Int(altered[$0])] }.filter(\.isFinite)
    return air.isEmpty ? 0 : air.orderStatistic(air.count / 2)
  }

  /// The middles of `levels` equal parts of the finite values in their order; empty without any.
  private func quantiles(of values: [Float]) -> [Float] {
    let ranked = values.filter(\.isFinite).sorted()
    guard let last = ranked.indices.last else { return [] }
    return (0..<Self.levels).map { level in
      ranked[min(last, (2 * level + 1) * ranked.count / (2 * Self.levels))]
    }
  }

  /// A value of the mean face in the units of the image, linear between the quantiles.
  private func matched(_ value: Float, _ mean: [Float], _ own: [Float]) -> Float {
    guard mean.count == own.count, let first = own.first, let last = own.last else { return 0 }
    guard let above = mean.firstIndex(where: { $0 > value }) else { return last }
    guard above > 0 else { return first }
    let (low, high) = (mean[above - 1], mean[above])
    return own[above - 1] + (value - low) / (high - low) * (own[above] - own[above - 1])
  }
}
