import Anatomy

/// A measurement failed. A failure is always an error, never a nonsense number.
public struct OutcomeError: Error, Sendable {
  /// Why; the raw values are the study's failure kinds.
  public enum Code: String, Sendable, CaseIterable {
    case inputUnsuitable = "input-unsuitable"
    case registrationFailed = "registration-failed"
    case brainExtractionFailed = "brain-extraction-failed"
    case segmentationFailed = "segmentation-failed"
    case implausibleValue = "implausible-value"
  }

  /// Why the measurement failed.
  public var code: Code
  /// One sentence: what was being done, what was expected and what was found.
  public var message: String
  /// What the reader can do about it.
  public var remedy: String?
  /// What was known when the measurement failed, such as the brain that was not believed.
  public var findings = Findings()

  /// An error with its sentence.
  public init(_ code: Code, _ message: String, remedy: String? = nil) {
    (self.code, self.message, self.remedy) = (code, message, remedy)
  }
}
