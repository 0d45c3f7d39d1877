import Volumes

/// The three tissues of a brain, with their place in every list of three.
public enum BrainTissue: Int, Sendable, CaseIterable, Codable {
  /// Cerebrospinal fluid; darkest in T1-weighted images.
  case fluid
  /// Grey matter.
  case grey
  /// White matter; brightest in T1-weighted images.
  case white
}

/// How tissues are told apart.
public struct TissueParameters: Hashable, Sendable, Codable {
  /// How much neighbours should be alike while classes are found, for a weight of 1 at 1 mm.
  public var beta = 0.1
  /// The same while the bias field is being found.
  public var biasBeta = 0.02
  /// The same while voxels of mixed tissue are told from pure ones.
  public var mixtureBeta = 0.3
  /// Width at half maximum, in mm, of the smoothing that makes the bias field.
  public var biasFWHM_MM = 30.0
  /// Number of estimates of the bias field.
  public var biasRounds = 15
  /// Number of rounds after the last estimate of the bias field.
  public var rounds = 4
  /// Number of times each voxel asks its neighbours, in every round.
  public var sweeps = 3

  /// The usual settings.
  public init() {}

  /// The usual settings.
  public static let standard = TissueParameters()
}

/// The classes of a brain, by default its tissues: how much of each is in every voxel.
public struct TissueSegmentation: Sendable {
  /// Shares (0…1) of the classes (fluid, grey and white matter) in each voxel, on the grid of the image; they add
  /// up to 1 inside the brain and are 0 outside.
  public var fractions: [Image]
  /// The smooth factor by which the scanner brightened each voxel: mean about 1 inside the brain,
  /// and 1 outside.
  public var bias: Image
  /// Volumes of the classes in ml: the sum of the shares times the volume of a
  /// voxel.
  public var volumesML: [Double]
  /// Means of the classes, in values of the image after the bias field was taken out.
  public var means: [Double]
  /// How far classes neighbouring in brightness are apart, the darkest first, in standard deviations of the
  /// logarithm of the intensity.
  public var separations: [Double]
  /// The names of the classes: `CSF`, `GM`, `WM` or those of another model.
  public var classLabels: [String]

  /// A segmentation from its parts.
  public init(
    fractions: [Image], bias: Image, volumesML: [Double], means: [Double], separations: [Double],
    classLabels: [String] = BrainTissue.allCases.map(\.label)
  ) {
    (self.fractions, self.bias, self.volumesML) = (fractions, bias, volumesML)
    (self.means, self.separations, self.classLabels) = (means, separations, classLabels)
  }

  /// The volume of one tissue in ml, of a brain that was divided into the three.
  public func volumeML(of tissue: BrainTissue) -> Double { volumesML[tissue.rawValue] }
}
