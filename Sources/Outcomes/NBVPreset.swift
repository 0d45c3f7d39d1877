import Anatomy
import Kernels
import Volumes

/// How NBV looks for the brain, by the names that people know.
public enum NBVPreset: String, Sendable, Codable, CaseIterable {
  /// By a surface that the template guides.
  case standard = "default"
  /// By free growth after bias field and neck were taken out, at a fractional intensity of 0.1: the
  /// brain options often given to SIENAX.
  case biasAndNeck = "-B -f 0.1"

  /// The brain that the preset finds, or nil where the brain already found is the one.
  ///
  /// - Throws: the failure of the growth.
  func brain(
    of image: Image, template: Template, registration: Registration, parallel: Parallel
  ) throws(AnatomyError) -> BrainExtraction? {
    switch self {
    case .standard: return nil
    case .biasAndNeck:
      var parameters = BrainParameters.standard
      parameters.fractionalIntensity = 0.1
      return try extractCleanBrain(
        from: image, template: template, registration: registration, parameters: parameters,
        parallel: parallel)
    }
  }
}
