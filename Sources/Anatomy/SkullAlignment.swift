import Kernels
import Volumes

/// How a template's skull lies in a subject's, by points on its outer face alone.
///
/// The skull keeps its size when the brain shrinks, so the factor by which this map changes volumes
/// is the head size by which brain volumes are normalised (Smith SM et al. NeuroImage
/// 2002;17:479-489).
public struct SkullAlignment: Sendable {
  /// Template world mm to subject world mm.
  public var templateToSubject: Affine
  /// Number of points of the subject's skull that took part.
  public var pointCount: Int
  /// Median distance between the skulls after alignment, in template mm.
  public var residualMM: Double
  /// The share of the area of the template's vault over which the subject's skull was seen, 0…1.
  public var coverage: Double
  /// Whether the alignment can be believed.
  public var verdict: Registration.Verdict

  /// The factor by which volumes change from the subject to the template.
  public var scaling: Double { 1 / abs(templateToSubject.determinant) }

  /// An alignment from its parts.
  public init(
    templateToSubject: Affine, pointCount: Int, residualMM: Double, coverage: Double,
    verdict: Registration.Verdict
  ) {
    (self.templateToSubject, self.pointCount) = (templateToSubject, pointCount)
    (self.residualMM, self.coverage, self.verdict) = (residualMM, coverage, verdict)
  }
}

extension SkullAlignment {
  /// Aligns the skull around a brain with that of a template.
  ///
  /// The vault is aligned by the outer face of the bone. The height of a dome is hardly known from the
  /// dome alone; so what lies below takes part by the surface of the brain, which fills the base of
  /// the skull at any age.
  ///
  /// - Parameters:
  ///   - brain: the surface of the brain found in `image`, world mm.
  ///   - image: the head.
  ///   - template: the reference head and its brain.
  ///   - start: template world mm to subject world mm, near the answer.
  ///   - turn: a map whose turn is trusted; that of `start` where it is nil.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: the alignment, with a verdict; nil where no skull was seen at all.
  public static func find(
    around brain: TriangleMesh, in image: Image, template: Template, start: Affine,
    turn: Affine? = nil, parallel: Parallel = .serial
  ) -> SkullAlignment? {
    guard let reference = template.skull(parallel: parallel) else { return nil }
    let skull = SkullPoints.surface(around: brain, in: image.withFiniteValues())
    let vault = SurfacePairs(skull, reference.skull, region: .vault)
    let base = SurfacePairs(OrientedSurface(brain), reference.brain, region: .base)
    return align(vault, base, start: start, turn: turn ?? start)
  }

  /// Where a brain may be grown from when its alignment is not worth much: in size, turn and place as
  /// the vault says, but flat.
  ///
  /// A surface that starts within the brain grows out to the base of the skull; one that starts in
  /// the neck does not find back.
  static func flatStart(
    around brain: TriangleMesh, in image: Image, template: Template, start: Affine,
    parallel: Parallel
  ) -> Affine? {
    guard let reference = template.skull(parallel: parallel), let back = start.inverse else {
      return nil
    }
    let within = brain.moved(outwardsMM: -insetMM)
    let skull = SkullPoints.surface(around: within, in: image.withFiniteValues())
    let vault = SurfacePairs(skull, reference.skull, region: .vault)
    let base = SurfacePairs(OrientedSurface(brain), reference.brain, region: .base)
    guard var fit = SkullFit(vault: vault, base: base, basePlaces: 0, start: back, turn: back),
      let top = reference.brain.points.map(\.z).max()
    else { return nil }
    fit.run(freedoms: [false])
    let flat = Affine.scaling(
      Vector3(1, 1, flatness), translation: Vector3(0, 0, top * (1 - flatness)))
    return fit.subjectToTemplate.inverse.map { $0 * flat }
  }

  /// How deep a brain found from a bad alignment may hide the skull, in mm.
  private static let insetMM = 8.0
  /// The lowest head beside its length and width, against the template's.
  private static let flatness = 0.9

  /// Fewer points than this do not fix a size.
  static let leastPoints = 300
  /// The share of the vault that must be seen.
  static let leastCoverage = 0.5
  /// The largest median distance, in mm, that two skulls of adults have.
  static let largestResidualMM = 4.0

  /// As how many independent places the base counts; the vault counts as 60.
  private static let basePlaces = 30.0

  /// Aligns two skulls.
  static func align(
    _ vault: SurfacePairs, _ base: SurfacePairs, start: Affine, turn: Affine
  ) -> SkullAlignment? {
    guard let back = start.inverse, let turn = turn.inverse,
      var fit = SkullFit(
        vault: vault, base: base, basePlaces: basePlaces, start: back, turn: turn)
    else { return nil }
    fit.run()
    guard let map = fit.subjectToTemplate.inverse else { return nil }
    let figures = fit.figures
    var result = SkullAlignment(
      templateToSubject: map, pointCount: figures.count, residualMM: figures.medianMM,
      coverage: figures.coverage, verdict: .plausible)
    result.verdict = result.judged
    return result
  }

  private var judged: Registration.Verdict {
    if pointCount < Self.leastPoints || coverage < Self.leastCoverage {
      return .implausible(
        "At least \(Self.leastPoints) points on \(percent(Self.leastCoverage)) of the vault of the "
          + "skull were expected, \(pointCount) on \(percent(coverage)) were found.")
    }
    if residualMM > Self.largestResidualMM {
      return .implausible(
        "Half of the skull should lie within \(brief(Self.largestResidualMM)) mm of the template's; "
          + "it lies further off.")
    }
    return Registration(templateToSubject: templateToSubject, similarity: 0, verdict: .plausible)
      .geometry
  }

  private func percent(_ share: Double) -> String { "\(brief(100 * share)) %" }
}
