import Kernels
import Volumes

/// A brain found in an image of a head.
public struct BrainExtraction: Sendable {
  /// The brain, on the grid of the image.
  public var mask: Mask
  /// The surface of the brain in world mm, before it was cut by the template's brain.
  public var mesh: TriangleMesh
  /// What was met on the way.
  public var figures: Figures

  /// What was met on the way, for reports and errors.
  public struct Figures: Sendable, Hashable, Codable {
    /// Volume of the mask, in ml.
    public var volumeML: Double
    /// How much the surface cuts itself: 0 for a sound one, above 4000 it is done again, smoother.
    public var selfIntersection: Double
    /// Number of times the surface was grown.
    public var passes: Int
    /// Intensities between which the image lies, without its 2 % darkest and brightest voxels.
    public var robustRange: ClosedRange<Float>
    /// Typical intensity of the first guess of the brain: its median, or its darkest tenth where the
    /// search started from a template.
    public var typicalIntensity: Float
    /// Whether the search started from the brain of a template.
    public var isGuided: Bool
    /// The middle of the first surface, in world mm; after recentring that of the last start.
    public var startCentreMM: Vector3
    /// The radius, in mm, that the head (without a template) or the brain was taken to have.
    public var headRadiusMM: Double
  }

  /// A brain from its parts.
  public init(mask: Mask, mesh: TriangleMesh, figures: Figures) {
    (self.mask, self.mesh, self.figures) = (mask, mesh, figures)
  }
}
