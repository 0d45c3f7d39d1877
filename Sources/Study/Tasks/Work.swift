/// What one task asks a worker to do, complete in itself: the payload that travels to the worker.
///
/// Paths of originals are absolute; all others are relative to the study folder.
public enum Work: Sendable, Codable, Equatable {
  case probe(ProbeWork)
  case reference(ReferenceWork)
  case deface(DefaceWork)
  case measure(MeasureWork)
  case face(FaceWork)

  /// The kind of the task, as it stands in queue and journal.
  public var kind: String {
    switch self {
    case .probe: "probe"
    case .reference: "reference"
    case .deface: "deface"
    case .measure: "measure"
    case .face: "face"
    }
  }

  /// The parameters in which the subject differs from the study; nil where there are none.
  var changed: [ParameterDifference]? {
    switch self {
    case .deface(let work): work.changed
    case .measure(let work): work.changed
    default: nil
    }
  }

  /// Seconds that tasks of a kind take on one core with a head of 1 mm voxels: estimates, only used
  /// for weighing kinds against each other until tasks of the kind are finished.
  public static let usualSeconds: [String: Double] = [
    "probe": 0.1, "reference": 4, "deface": 1.5, "measure": 7, "face": 2,
  ]
}

/// Reads headers and checks that the images can be worked on.
public struct ProbeWork: Sendable, Codable, Equatable {
  /// Absolute paths by contrast.
  public var images: [String: String]
  /// Contrasts without which the outcome cannot be measured.
  public var needed: [String]
  /// What the originals must be: their hashes by path.
  public var fingerprints: [String: String] = [:]
}

/// Aligns the full image with the template and finds its brain; all that follows shares it.
public struct ReferenceWork: Sendable, Codable, Equatable {
  /// Absolute path of the full image.
  public var image: String
  /// Where the result goes.
  public var output: ReferenceFiles
  /// What the originals must be: their hashes by path.
  public var fingerprints: [String: String] = [:]
}

/// The files that keep what is known of a full image.
public struct ReferenceFiles: Sendable, Codable, Equatable {
  /// The brain mask, 1 = brain.
  public var brainMask: String
  /// Its sidecar.
  public var brainSidecar: String { StudyPaths.sidecar(of: brainMask) }
  /// The head mask, 1 = skin or inside.
  public var headMask: String
  /// Template world mm to subject world mm, with likeness and verdict, as JSON.
  public var transform: String
  /// The picture of a failure, which may show a face.
  public var failurePicture: String {
    (transform.removingSuffix(".json") ?? transform) + "_failed.png"
  }
}

/// Makes one variant of an image: removes the face, or makes a harmless change.
public struct DefaceWork: Sendable, Codable, Equatable {
  /// Absolute path of the full image.
  public var image: String
  /// What is known of it.
  public var reference: ReferenceFiles
  /// Name of the method or control.
  public var method: String
  /// Its parameters, complete.
  public var parameters: [String: String]
  /// Where the result goes.
  public var output: VariantFiles
  /// Absolute path of the image on which the face is found, where that is another one; `reference`
  /// then belongs to it.
  public var primary: String?
  /// The limits of the gates, where they are not the default ones.
  public var limits: GateLimits?
  /// What the original must be: its hash by path.
  public var fingerprints: [String: String] = [:]
  /// The parameters in which this subject differs from the study.
  public var changed: [ParameterDifference]?

  /// Changes whenever the files of the same variant change, whatever the method: since 2 their header
  /// holds no free text.
  static let version = 2
}

/// The files of one variant of an image.
public struct VariantFiles: Sendable, Codable, Equatable {
  /// The image.
  public var image: String
  /// Which voxels were removed, 1 = removed.
  public var mask: String
  /// Its sidecar, which states the polarity.
  public var maskSidecar: String { StudyPaths.sidecar(of: mask) }
  /// The sidecar: method, parameters, gates.
  public var sidecar: String
}

/// Measures one outcome on one variant.
public struct MeasureWork: Sendable, Codable, Equatable {
  /// Name of the outcome.
  public var outcome: String
  /// The variant: `full`, a method or a control.
  public var variant: String
  /// Paths by contrast.
  public var images: [String: String]
  /// What is known of the full image; nil for every other variant, since nothing that was computed
  /// from the full image may enter what is measured on a defaced one.
  public var reference: ReferenceFiles?
  /// The plausible brain volume in ml.
  public var brainML: [Double]
  /// Parameters of the outcome, complete.
  public var parameters: [String: String] = [:]
  /// The values as JSON.
  public var valuesFile: String
  /// The tissue labels.
  public var labelsFile: String
  /// The table of the lesions, of a measure that finds lesions.
  public var lesionsFile: String { StudyPaths.lesions(ofLabels: labelsFile) }
  /// The description of its columns.
  public var lesionsSidecar: String {
    (lesionsFile.removingSuffix(".tsv") ?? lesionsFile) + ".json"
  }
  /// The picture of what was measured, with the brain alone.
  public var picture: String { StudyPaths.pictures(ofValues: valuesFile).made }
  /// The picture of a failure, which may show a face.
  public var failurePicture: String { StudyPaths.pictures(ofValues: valuesFile).failed }
  /// What the originals must be: their hashes by path.
  public var fingerprints: [String: String] = [:]
  /// The parameters in which this subject differs from the study.
  public var changed: [ParameterDifference]?
}
