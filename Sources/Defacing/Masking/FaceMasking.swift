import Anatomy
import Foundation
import Kernels
import Volumes

/// Filters away a layer of the head's surface over the face, and over the ears on request.
///
/// Milchenko M. & Marcus D., Obscuring surface anatomy in volumetric imaging data, Neuroinformatics
/// 2013;11:65–75. Rays from the front meet the head on a mesh of 15 mm; a layer of 8 mm to either
/// side of that surface is flattened, filtered and laid back. The surface is moved a little at
/// random, so that the filter is harder to undo; the seed is recorded. The brain and 4 mm around it
/// stay as they are.
public struct FaceMasking: Defacer, Hashable, Codable {
  /// The name users type.
  public static let name = "facemasking"
  /// Changes whenever the result for the same input and parameters changes.
  public static let version = 3
  /// One sentence and the source in the literature.
  public static let summary =
    "Filters away a layer of the surface over the face "
    + "(Milchenko & Marcus 2013, Neuroinformatics)."

  /// How the values of the layer are made.
  public var filter: LayerFilter.Kind
  /// What else is masked, and whether the nose stays; what lies behind the head has no skin.
  public var extra: ExtraRegions
  /// How far the layer reaches to either side of the skin, mm.
  public var depthMM: Double
  /// Distance of the rays that find the skin, mm.
  public var meshMM: Double
  /// How far each side of the layer is moved at most, at random, mm.
  public var jitterMM: Double
  /// Chooses the movements.
  public var seed: UInt64

  /// So far between the faces of voxels around the brain nothing changes, mm. A paraboloid does not
  /// follow the skin and may come near the brain.
  static func brainGapMM(_ filter: LayerFilter.Kind) -> Double { filter == .paraboloid ? 7 : 4 }

  /// The method with its parameters.
  public init(
    filter: LayerFilter.Kind = .normfilter, extra: ExtraRegions = ExtraRegions(),
    depthMM: Double = 8,
    meshMM: Double = 15, jitterMM: Double = 4, seed: UInt64 = 1
  ) {
    (self.filter, self.extra, self.depthMM) = (filter, extra, depthMM)
    (self.meshMM, self.jitterMM, self.seed) = (meshMM, jitterMM, seed)
  }

  /// Which voxels change, and what they become.
  public func removal(for frame: Frame) throws(DefacingError) -> Removal {
    try check(frame)
    var layers: [CurvedLayer] = []
    for (stream, region) in regions.enumerated() {
      layers += try self.layers(region, in: frame, stream: UInt64(stream))
    }
    let brain = frame.brain.grown(gapMM: Self.brainGapMM(filter))
    let nose = extra.kept(in: frame)
    let filtering = LayerFilter(
      filter, layers, on: frame.image.grid, sparing: nose.map(brain.union) ?? brain)
    let altered = filtering.mask(on: frame.image.grid)
    guard altered.count > 0 else { throw Self.outside(.face) }
    return Removal(
      method: Self.name, removed: altered, seed: seed, filter: filtering, spared: nose)
  }

  private var regions: [MaskedRegion] {
    [extra.forehead ? .faceAndForehead : .face] + (extra.ears ? [.rightEar, .leftEar] : [])
  }

  /// The layers of one region, in the order in which they are filtered.
  private func layers(
    _ region: MaskedRegion, in frame: Frame, stream: UInt64
  ) throws(DefacingError) -> [CurvedLayer] {
    guard let box = RegionBox(region, in: frame, leastMM: 2 * meshMM) else {
      throw Self.outside(region)
    }
    let skin = SkinMesh(of: frame.head, in: box, meshMM: meshMM)
    let smooth = filter == .paraboloid ? skin.onParaboloid : nil
    let layer = CurvedLayer(
      smooth ?? skin, head: frame.head, meshMM: meshMM, halfMM: depthMM, jitterMM: jitterMM,
      seed: seed, stream: stream, holdsHead: smooth == nil)
    guard skin.isSeen, !layer.triangles.isEmpty else { throw Self.outside(region) }
    guard filter == .paraboloid else { return [layer] }
    guard let smooth else { throw Self.outside(region) }
    return [CurvedLayer(inFrontOf: smooth, reachMM: Self.cutReachMM), layer]
  }

  /// So far in front of a paraboloid everything goes, mm: farther than any nose.
  private static let cutReachMM = 80.0

  private func check(_ frame: Frame) throws(DefacingError) {
    let limits: [(String, Double, ClosedRange<Double>)] = [
      ("depth", depthMM, 2...30), ("mesh", meshMM, 4...40), ("jitter", jitterMM, 0...30),
    ]
    for (name, value, range) in limits where !(value.isFinite && range.contains(value)) {
      throw DefacingError(
        .inputUnsuitable,
        "FaceMasking: the \(name) must be from \(figures(range.lowerBound, 0)) to "
          + "\(figures(range.upperBound, 0)) mm, not \(value).",
        remedy: "Leave it out, or change it.")
    }
    let grid = frame.image.grid
    guard frame.head.grid.matches(grid), frame.brain.grid.matches(grid),
      frame.brain.voxels.contains(1)
    else {
      throw DefacingError(
        .inputUnsuitable,
        "FaceMasking: head and brain masks on the lattice of the image are needed, and the brain must "
          + "not be empty.", remedy: "Check the brain extraction, or give a mask with --brain-mask."
      )
    }
  }

  private static func outside(_ region: MaskedRegion) -> DefacingError {
    DefacingError(
      .faceOutsideView,
      "FaceMasking: too little of the \(region.name) lies in the field of view, or no skin was found "
        + "there.", remedy: "Check the orientation and the field of view of the image.")
  }
}
