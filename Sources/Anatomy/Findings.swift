import Kernels
import Volumes

/// What is known so far of one image, believed or not: all that a picture of a step, or of its
/// failure, can show.
public struct Findings: Sendable {
  /// How the template lies in the image.
  public var registration: Registration?
  /// The brain, on the grid of the image.
  public var brain: Mask?
  /// The surface of the brain in world mm, where it was kept.
  public var surface: TriangleMesh?
  /// The labels of the tissues, on the grid of the image: 1 fluid, 2 grey, 3 white matter.
  public var labels: Image?
  /// White-matter lesions, on the grid of the image.
  public var lesions: Mask?
  /// The labels of a tumour and of the tissues around it, on the grid of the image: 1 fluid, 2 grey, 3
  /// white matter, 4 necrosis, 5 oedema, 6 tumour that does not enhance, 7 tumour that does.
  public var tumour: Image?

  /// Nothing, or what is given.
  public init(
    registration: Registration? = nil, brain: Mask? = nil, surface: TriangleMesh? = nil,
    labels: Image? = nil, lesions: Mask? = nil, tumour: Image? = nil
  ) {
    (self.registration, self.brain) = (registration, brain)
    (self.surface, self.labels, self.lesions) = (surface, labels, lesions)
    self.tumour = tumour
  }
}

extension Findings {
  /// What is known with more from elsewhere; what is there already stays.
  public func adding(_ other: Findings) -> Findings {
    Findings(
      registration: registration ?? other.registration, brain: brain ?? other.brain,
      surface: surface ?? other.surface, labels: labels ?? other.labels,
      lesions: lesions ?? other.lesions, tumour: tumour ?? other.tumour)
  }
}

extension AnatomyError {
  /// The same error with more of what was known; what it has already stays.
  func adding(_ findings: Findings) -> AnatomyError {
    var error = self
    error.findings = self.findings.adding(findings)
    return error
  }
}

/// Looks for the outer face of the skull around a brain.
///
/// - Parameters:
///   - brain: the surface of the brain, world mm, closed.
///   - image: the head.
/// - Returns: points in world mm; none where no skull was seen.
public func skullPoints(around brain: TriangleMesh, in image: Image) -> [Vector3] {
  let skull = SkullPoints.surface(around: brain, in: image.withFiniteValues())
  return zip(skull.points, skull.isSeen).filter(\.1).map(\.0)
}
