import Anatomy
import Kernels
import Volumes

/// Puts an average face in the place of the head's own.
///
/// The idea of Schwarz C. G. et al., Changing the face of neuroimaging research: comparing a new MRI
/// de-facing technique with popular alternatives, NeuroImage 2021;231:117845: what is replaced looks
/// like a head to every tool, unlike what is cut off. The face here is the mean of digital heads, so
/// that it is no person's; the shared alignment lays it into the image, and brightness is matched by
/// ranks (`AverageFaceValues`). Replaced is what `AtlasDefacing` would erase, the air in front of the
/// face included, so that no outline of the old face is left. Nothing is drawn at random.
public struct Reface: Defacer, Hashable, Codable {
  /// The name users type.
  public static let name = "reface"
  /// Changes whenever the result for the same input and parameters changes.
  public static let version = 1
  /// One sentence and the source in the literature.
  public static let summary =
    "Puts an average face in the place of the own one, as bright as the image "
    + "(idea of Schwarz et al. 2021, NeuroImage)."

  /// Distance from possible brain, in mm, within which nothing is replaced.
  public var protectMM: Double
  /// What else is replaced, and whether the nose stays.
  public var regions: ExtraRegions

  /// The method with its parameters.
  public init(protectMM: Double = 7, regions: ExtraRegions = ExtraRegions()) {
    (self.protectMM, self.regions) = (protectMM, regions)
  }

  /// Which voxels change, and what they become.
  public func removal(for frame: Frame) throws(DefacingError) -> Removal {
    let place = try PriorPlace(of: frame, method: "Reface")
    guard let face = place.prior.average?.value,
      let toTemplate = frame.registration.templateToSubject.inverse
    else {
      throw DefacingError(
        .inputUnsuitable, "Reface: the template has no average face.",
        remedy: "Take another template, or none, with --template.")
    }
    let erased = try AtlasDefacing(protectMM: protectMM, ring: .solid, regions: regions)
      .removal(for: frame).removed
    let values = AverageFaceValues(face, through: face.templateToFace * toTemplate, in: erased)
    return Removal(
      method: Self.name, removed: erased, filter: values, spared: regions.kept(in: frame))
  }
}
