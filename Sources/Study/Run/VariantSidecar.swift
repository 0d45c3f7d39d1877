import Defacing

/// The JSON sidecar of a variant (BIDS 1.11): how the face was removed and what was checked.
public struct VariantSidecar: Sendable, Encodable {
  /// One entry of DICOM's (0012,0064).
  struct Code: Encodable {
    var CodeValue: String
    var CodeMeaning: String
    var CodingSchemeDesignator: String
  }

  /// What only Bauta says.
  struct Details: Encodable {
    var method: String
    var parameters: [String: String]
    var version: String
    var control: Bool
    var fill_value: Double?
    var values: [String: Double]
    var gates: [Gate]
    var fiducials: FiducialSidecar?
  }

  var SkullStripped = false
  var DeidentificationMethod: [String]?
  var DeidentificationMethodCodeSequence: [Code]?
  /// BIDS: landmarks in voxel indices from 0, where the nose was kept.
  var AnatomicalLandmarkCoordinates: [String: [Double]]?
  var Bauta: Details

  init(
    method: String, parameters: [String: String], isControl: Bool, values: [String: Double],
    gates: [Gate], fill: Double?
  ) {
    if !isControl {
      DeidentificationMethod = ["\(method) (bauta \(StudyVersion.current))"]
      DeidentificationMethodCodeSequence = [
        Code(
          CodeValue: "113102", CodeMeaning: "Clean Recognizable Visual Features Option",
          CodingSchemeDesignator: "DCM")
      ]
    }
    Bauta = Details(
      method: method, parameters: parameters, version: StudyVersion.current, control: isControl,
      fill_value: fill, values: values, gates: gates)
  }
}

/// The JSON sidecar of a mask: what its numbers mean.
public struct MaskSidecar: Sendable, Encodable {
  var Description: String
  /// BIDS' word for the kind of mask, where it has one.
  var `Type`: String?
  var Polarity: String
  /// Whether the image that the mask belongs to shows the brain alone; BIDS asks for it.
  var SkullStripped: Bool?

  /// Of the voxels that were removed.
  public static let removed = MaskSidecar(
    Description: "Voxels of the image that were removed or altered to hide the face.",
    Polarity: "1 = removed or altered, 0 = kept", SkullStripped: false)

  /// Of the brain.
  public static let brain = MaskSidecar(
    Description: "The brain with its outer fluid, found in the full image.", Type: "Brain",
    Polarity: "1 = brain, 0 = outside")
}
