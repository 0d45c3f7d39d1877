/// What a brain is divided into, and how bright each of the classes is.
public struct TissueModel: Hashable, Sendable {
  /// The BIDS label of each class, in the order of all results: `CSF`, `GM` and `WM`; `CSF` and
  /// `brain`; or `class1` to `class4` from dark to bright.
  public let labels: [String]
  /// The places in `labels` of the classes, the darkest first.
  let darkestFirst: [Int]
  /// Whether brightness must rise by a tenth from class to class, as it does in T1-weighted images.
  let hasT1Contrast: Bool

  /// Number of classes.
  public var count: Int { labels.count }

  /// Fluid, grey and white matter of a T1-weighted image.
  public static let t1 = TissueModel(.t1)

  private init(_ labels: [String], darkestFirst: [Int], hasT1Contrast: Bool = false) {
    (self.labels, self.darkestFirst) = (labels, darkestFirst)
    self.hasT1Contrast = hasT1Contrast
  }

  /// Fluid, grey and white matter in the order of brightness of a contrast.
  public init(_ contrast: TissueContrast) {
    self.init(
      BrainTissue.allCases.map(\.label), darkestFirst: contrast.darkestFirst.map(\.rawValue),
      hasT1Contrast: contrast == .t1)
  }

  /// Two, three or four classes; nil for any other number.
  ///
  /// Two are fluid and brain, for images whose grey and white matter look alike: where they differ,
  /// the border of two classes lies between these. Four have no names: their order is that of brightness, whatever the
  /// contrast.
  public init?(classes: Int, contrast: TissueContrast = .t1) {
    switch classes {
    case 2: self.init(["CSF", "brain"], darkestFirst: contrast == .t1 ? [0, 1] : [1, 0])
    case 3: self.init(contrast)
    case 4: self.init((1...4).map { "class\($0)" }, darkestFirst: [0, 1, 2, 3])
    default: return nil
    }
  }

  /// The number of classes as a word, at the beginning of a sentence, with their noun.
  var subject: String {
    ["Two", "Three", "Four"][count - 2] + (count == 4 ? " classes" : " tissues")
  }
}

/// How an image is weighted, as far as the order of brightness of the tissues goes.
public enum TissueContrast: String, Sendable, CaseIterable {
  /// Fluid is darker than grey matter, and that is darker than white matter.
  case t1 = "T1"
  /// White matter is darker than grey matter, and that is darker than fluid.
  case t2 = "T2"
  /// As `t2`, with less between white and grey matter: proton density with a long repetition time.
  case pd = "PD"

  var darkestFirst: [BrainTissue] {
    self == .t1 ? [.fluid, .grey, .white] : [.white, .grey, .fluid]
  }
}

extension TissueModel {
  /// What is said where the intensities do not fall into the classes.
  var collapsed: AnatomyError {
    AnatomyError(
      .segmentationFailed,
      "\(subject) were expected in the brain, but its intensities do not fall into "
        + "\(["two", "three", "four"][count - 2]) classes.", remedy: remedy)
  }

  /// What the reader can do about classes that were not found.
  var remedy: String {
    hasT1Contrast
      ? "Look at the image and at the brain mask; only T1-weighted images are suited."
      : "Look at the image and at the brain mask, or ask for another number of classes."
  }
}
