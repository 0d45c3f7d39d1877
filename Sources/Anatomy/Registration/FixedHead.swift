import Kernels
import Volumes

/// The fixed image of an alignment with its sample points, ready for any number of moving images.
struct FixedHead: Sendable {
  var starts: StartingPoses
  var coarsestPoints: SamplePoints
  var coarsePoints: SamplePoints
  var middlePoints: SamplePoints
  var finePoints: SamplePoints
  /// Points of the brain, the skull and the nearest skin, which decide about the global pose.
  var globalMiddlePoints: SamplePoints
  var globalCoarsePoints: SamplePoints
  /// Points of the soft outline around the vault; nil without a brain.
  var outlinePoints: SamplePoints?
  var coreMiddlePoints: SamplePoints
  var coreFinePoints: SamplePoints
  /// Points of the brain (or head) alone, by which likeness is judged.
  var likenessPoints: SamplePoints

  /// Points of `image`; the core, which decides in the end, is `brain` grown by 10 mm, or the head.
  init(_ image: Image, brain: Mask?, parallel: Parallel) throws(AnatomyError) {
    let prepared = try PreparedImage(image, role: "fixed")
    let levels = ResolutionPyramid(prepared, parallel: parallel)
    let head = foreground(of: levels.coarse, low: prepared.low, high: prepared.high)
    guard let starts = StartingPoses(fixedHead: head.pointsMM) else {
      throw AnatomyError(
        .inputUnsuitable, "No head stands out from the background of the fixed image.",
        remedy: "Give an image of a head.")
    }
    self.starts = starts
    let around = head.grown(byMM: 10)
    let core = brain?.coarsened(onto: head.grid, growMM: 10) ?? head.grown(byMM: 5)
    func points(_ level: ImageLevel, _ region: Mask, _ count: Int, _ blockMM: Double)
      -> SamplePoints
    {
      SamplePoints(
        of: prepared, level: level, within: region, count: count, centre: starts.fixedCentre,
        blockMM: blockMM)
    }
    coarsestPoints = points(levels.coarsest, around, 1200, 40)
    coarsePoints = points(levels.coarse, around, 4000, 40)
    middlePoints = points(levels.middle, around, 12_000, 40)
    finePoints = points(levels.fine, around, 40_000, 40)
    let wide = brain?.coarsened(onto: head.grid, growMM: 15) ?? head.grown(byMM: 10)
    globalCoarsePoints = points(levels.coarse, wide, 6_000, 40)
    globalMiddlePoints = points(levels.middle, wide, 20_000, 40)
    if let brain {
      let vault = brain.vault.coarsened(onto: head.grid, growMM: 30)
      let outline = HeadOutline(of: levels.coarse, low: prepared.low, high: prepared.high)
      var unit = prepared
      (unit.low, unit.high) = (0, 1)
      outlinePoints = SamplePoints(
        of: unit, level: outline.level, within: vault, count: 2500, centre: starts.fixedCentre,
        blockMM: 40)
    }
    coreMiddlePoints = points(levels.middle, core, 25_000, 20)
    coreFinePoints = points(levels.fine, core, 60_000, 20)
    let judged = brain?.coarsened(onto: head.grid, growMM: 0) ?? head
    likenessPoints = points(levels.middle, judged, 15_000, 20)
  }
}

extension Mask {
  /// The upper half of a brain: around it there is neither face nor neck, only skull and skin.
  fileprivate var vault: Mask {
    let heights = pointsMM.map(\.z)
    guard let low = heights.min(), let high = heights.max() else { return self }
    let floor = (low + high) / 2
    var result = self
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx where self[x, y, z] {
          let place = grid.toWorld(Vector3(Double(x), Double(y), Double(z)))
          if place.z < floor { result[x, y, z] = false }
        }
      }
    }
    return result
  }
}
