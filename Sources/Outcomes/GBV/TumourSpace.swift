import Anatomy
import Kernels
import Volumes

/// The lattice that a tumour is looked for in: cubes of a fixed size, laid rigidly through the image so
/// that the middle plane of the template lies between its halves.
public struct TumourSpace: Sendable {
  /// The lattice; its world is that of the image. Mirroring at the middle plane turns x round.
  public var grid: Grid
  /// World mm of the image to shares of the half extent of the template's brain.
  public var toAtlas: Affine

  /// Side of the cubes in mm.
  public static let voxelMM = 1.25

  /// A lattice from its parts.
  public init(grid: Grid, toAtlas: Affine) { (self.grid, self.toAtlas) = (grid, toAtlas) }

  /// The lattice around a brain; nil for an empty brain or a map that is flat.
  ///
  /// - Parameters:
  ///   - brain: the brain, of an image.
  ///   - template: the reference head, whose middle plane is x = 0.
  ///   - templateToImage: world mm of the template to world mm of the image.
  public init?(around brain: Mask, template: Template, templateToImage: Affine) {
    guard let parts = AffineDecomposition(templateToImage),
      let toTemplate = templateToImage.inverse, let extent = AtlasExtent(template)
    else { return nil }
    var frame = parts.rotation
    frame.translation = templateToImage(extent.middle)
    guard let toFrame = frame.inverse, let box = Self.box(of: brain, in: toFrame) else {
      return nil
    }
    self.init(box: box, frame: frame, toAtlas: extent.toShares * toTemplate)
  }

  /// The lattice over a box in mm of a rigid frame whose x is 0 on the middle plane.
  ///
  /// - Parameters:
  ///   - box: its least and greatest corner.
  ///   - frame: mm of the frame to world mm of the image.
  ///   - toAtlas: world mm of the image to shares of the half extent of the template's brain.
  ///   - voxelMM: side of the cubes; forests know what they see by the usual one alone.
  public init?(
    box: (low: Vector3, high: Vector3), frame: Affine, toAtlas: Affine,
    voxelMM: Double = TumourSpace.voxelMM
  ) {
    let half = max(abs(box.low.x), abs(box.high.x))
    let size = Vector3(2 * half, box.high.y - box.low.y, box.high.z - box.low.z) / voxelMM
    guard size.min() > 4, size.max() < 400 else { return nil }
    let counts = (Int(size.x / 2) * 2 + 2, Int(size.y) + 1, Int(size.z) + 1)
    let start = Vector3(
      -0.5 * voxelMM * Double(counts.0 - 1), box.low.y, box.low.z)
    let lattice = frame * Affine.scaling(Vector3(repeating: voxelMM), translation: start)
    self.init(
      grid: Grid(nx: counts.0, ny: counts.1, nz: counts.2, toWorld: lattice), toAtlas: toAtlas)
  }

  /// How much is kept around the brain, in mm.
  private static let marginMM = 4.0

  private static func box(of brain: Mask, in toFrame: Affine) -> (low: Vector3, high: Vector3)? {
    guard let block = brain.boundingBox else { return nil }
    let map = toFrame * brain.grid.toWorld
    var low = Vector3(repeating: .infinity)
    var high = -low
    for z in block.z {
      for y in block.y {
        let row = brain.grid.offset(0, y, z)
        for x in block.x where brain.voxels[row + x] != 0 {
          let place = map(Vector3(Double(x), Double(y), Double(z)))
          low = pointwiseMin(low, place)
          high = pointwiseMax(high, place)
        }
      }
    }
    let margin = Vector3(repeating: marginMM)
    return low.x.isFinite && high.x.isFinite ? (low - margin, high + margin) : nil
  }
}

/// Where the brain of a template is and how far it reaches.
public struct AtlasExtent: Sendable {
  /// Its middle, on the plane x = 0, in world mm of the template.
  public var middle: Vector3
  /// World mm of the template to shares of its half extent.
  public var toShares: Affine

  /// The extent of a template's brain; nil for an empty one.
  public init?(_ template: Template) { self.init(template.brain) }

  /// The extent of a brain that lies about the plane x = 0; nil for an empty one.
  public init?(_ brain: Mask) {
    guard let block = brain.boundingBox else { return nil }
    let ends = [
      Vector3(Double(block.x.lowerBound), Double(block.y.lowerBound), Double(block.z.lowerBound)),
      Vector3(
        Double(block.x.upperBound - 1), Double(block.y.upperBound - 1),
        Double(block.z.upperBound - 1)),
    ].map { brain.grid.toWorld($0) }
    let (low, high) = (pointwiseMin(ends[0], ends[1]), pointwiseMax(ends[0], ends[1]))
    let half = (high - low) / 2
    guard half.min() > 0 else { return nil }
    middle = (low + high) / 2
    middle.x = 0
    toShares = Affine.scaling(1 / half) * Affine.translation(-middle)
  }
}
