import Kernels
import Volumes

/// The fixed image of an alignment with its sample points, ready for any number of moving images.
struct FixedHead: Sendable {
  var starts: StartingPoses
  var coarsestPoints: SamplePoints
  var coarsePoints: SamplePoints
  var middlePoints: SamplePoints
  var finePoints: SamplePoints
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
    coreMiddlePoints = points(levels.middle, core, 25_000, 20)
    coreFinePoints = points(levels.fine, core, 60_000, 20)
    let judged = brain?.coarsened(onto: head.grid, growMM: 0) ?? head
    likenessPoints = points(levels.middle, judged, 15_000, 20)
  }
}
