import Anatomy
import Kernels
import Volumes

/// Cuts the face off by a plane laid through a template: behind the nasion, leaning backwards.
///
/// Half-spaces of this kind are in wide use, with constants of their own (the affine plane of SPM's
/// `spm_deface`; the plane through the nasion of mne-bids, Appelhoff S. et al., J Open Source Softw
/// 2019;4:1896). This one lies parallel to the left–right axis of the template, `insetMM` behind the
/// nasion, and leans by `angleDegrees`, so that it meets the skin above the brows and leaves the head
/// behind the chin. Where the brain of the image comes nearer than `marginMM`, the plane is moved
/// out, in parallel. World mm throughout; the alignment carries the plane into the image.
public struct NasionPlane: Defacer, Hashable, Codable {
  /// The name users type.
  public static let name = "plane"
  /// Changes whenever the result for the same input and parameters changes.
  public static let version = 1
  /// One sentence and the source in the literature.
  public static let summary =
    "Cuts off what lies beyond a plane of the template behind the nasion, clear of the brain "
    + "(compare Appelhoff et al. 2019, J Open Source Softw)."

  /// The angle between plane and vertical, in degrees: 0 is upright, more leans backwards below.
  public var angleDegrees: Double
  /// How far behind the nasion the plane lies, in template mm, perpendicular to it.
  public var insetMM: Double
  /// Distance kept between the brain's voxel centres and the plane, mm.
  public var marginMM: Double
  /// What removed voxels become.
  public var fill: Fill
  /// Chooses the noise where `fill` is noise.
  public var seed: UInt64

  /// The deepest place of the bridge of the nose, template world mm.
  static let nasion = Vector3(0, 84, -40)

  /// The method with its parameters.
  public init(
    angleDegrees: Double = 35, insetMM: Double = 20, marginMM: Double = 7, fill: Fill = .zero,
    seed: UInt64 = 1
  ) {
    (self.angleDegrees, self.insetMM, self.marginMM) = (angleDegrees, insetMM, marginMM)
    (self.fill, self.seed) = (fill, seed)
  }

  /// Neither alignment nor brain depends on what was cut off.
  public var isIdempotent: Bool { true }

  /// Which voxels have to go.
  public func removal(for frame: Frame) throws(DefacingError) -> Removal {
    try checkParameters()
    try frame.requireBrain("Plane")
    let wanted = try anatomicalPlane(frame.registration.templateToSubject)
    let cleared = (frame.brain.support(along: wanted.normal) ?? 0) + marginMM
    let plane = HalfSpace(
      normal: wanted.normal, offsetMM: max(wanted.offsetMM, cleared))
    let removed = plane.centres(on: frame.image.grid)
    guard removed.count > 0 else { throw Self.outside }
    return Removal(
      method: Self.name, removed: removed, fill: fill, seed: seed,
      warnings: warnings(movedMM: plane.offsetMM - wanted.offsetMM), halfSpace: plane)
  }

  /// The plane where the template has it, in world mm of the image.
  private func anatomicalPlane(_ templateToSubject: Affine) throws(DefacingError) -> HalfSpace {
    let direction = unitVector(degrees: angleDegrees)
    let normal = Vector3(0, direction.x, -direction.y)
    guard let back = templateToSubject.inverse else { throw Self.outside }
    // A plane is carried by the transposed inverse: what is perpendicular to it stays so.
    let carried = Vector3(
      (normal * back.column(0)).sum(), (normal * back.column(1)).sum(),
      (normal * back.column(2)).sum())
    guard length(carried) > 1e-6 else { throw Self.outside }
    let unit = carried / length(carried)
    let place = templateToSubject(Self.nasion - normal * insetMM)
    return HalfSpace(normal: unit, offsetMM: (unit * place).sum())
  }

  /// A plane that had to give way by more than this leaves some of the face, mm.
  private static let muchMM = 6.0

  private func warnings(movedMM: Double) -> [String] {
    guard movedMM > Self.muchMM else { return [] }
    return [
      "The plane was moved forwards by \(figures(movedMM, 0)) mm to keep \(figures(marginMM, 0)) mm "
        + "from the brain; look at the eyes."
    ]
  }

  private func checkParameters() throws(DefacingError) {
    let limits: [(String, Double, ClosedRange<Double>, String)] = [
      ("angle", angleDegrees, 0...75, "degrees"), ("inset", insetMM, 0...60, "mm"),
      ("margin", marginMM, 0...30, "mm"),
    ]
    for (name, value, range, unit) in limits where !(value.isFinite && range.contains(value)) {
      throw DefacingError(
        .inputUnsuitable,
        "Plane: the \(name) must be from \(figures(range.lowerBound, 0)) to "
          + "\(figures(range.upperBound, 0)) \(unit), not \(value).",
        remedy: "Leave it out, or change it.")
    }
  }

  private static let outside = DefacingError(
    .faceOutsideView, "Plane: nothing of the image lies in front of the plane.",
    remedy: "Check the orientation and the field of view of the image.")
}

extension Frame {
  /// - Throws: `inputUnsuitable` without a brain on the lattice of the image.
  func requireBrain(_ method: String) throws(DefacingError) {
    guard brain.grid.matches(image.grid), brain.voxels.contains(1) else {
      throw DefacingError(
        .inputUnsuitable,
        "\(method): a brain mask on the lattice of the image is needed, and it must not be empty.",
        remedy: "Check the brain extraction, or give a mask with --brain-mask.")
    }
  }
}

extension Mask {
  /// The largest product of a voxel centre with a direction, in world mm; nil for an empty mask.
  func support(along direction: Vector3) -> Double? {
    var largest = -Double.infinity
    forEachInside(self) { largest = max(largest, (direction * $0).sum()) }
    return largest.isFinite ? largest : nil
  }
}
