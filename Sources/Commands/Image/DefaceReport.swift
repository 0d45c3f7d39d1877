import Agreement
import Defacing
import Faces
import Study

/// What `deface` says of one image, as JSON.
struct DefaceReport: Encodable {
  var method: String
  var mode: String
  var removed_voxels = 0
  var removed_ml = 0.0
  var brain_voxels_removed = 0
  var residual_face: [String: Double] = [:]
  var gates: [Gate] = []
  /// Where the nose was kept: NAS, LPA and RPA in world mm.
  var fiducials: FiducialSidecar?
  var warnings: [String] = []
  /// What was taken out of header and sidecars because it can tell who a person is.
  var removed_text: [String] = []
  @OrNull var seed: UInt64?
  var seconds = 0.0
  @OrNull var failure: FailureReport?
  /// In a session only: how the mask came, how well the images were aligned, and whether the image
  /// was written.
  var mask_from: MaskOrigin?
  var registration: AlignmentReport?
  var written: Bool?
  /// Of a series of DICOM files only: how many files were written and what stays in them.
  var dicom: SeriesFigures?

  /// The report of an image that was not looked at yet.
  init(method: String, mode: String) { (self.method, self.mode) = (method, mode) }

  /// The report of a variant that was made, whether or not its gates let it be written.
  init(_ variant: Variant, method: String, mode: String, seconds: Double) {
    (self.method, self.mode, self.seconds) = (method, mode, seconds)
    removed_voxels = Int(variant.values["removed_voxels"] ?? 0)
    removed_ml = variant.values["removed_ml"] ?? 0
    brain_voxels_removed = Int(variant.values["brain_voxels_removed"] ?? 0)
    for zone in FaceZone.allCases {
      residual_face[zone.rawValue] = variant.values["residual_\(zone.rawValue)"]
    }
    residual_face["face"] = variant.values["residual_face"]
    (gates, warnings, fiducials) = (variant.gates, variant.warnings, variant.fiducials)
  }

  /// The report of an image that could not be defaced at all.
  init(_ failure: CommandFailure, method: String, mode: String) {
    (self.method, self.mode) = (method, mode)
    self.failure = FailureReport(failure)
  }
}
