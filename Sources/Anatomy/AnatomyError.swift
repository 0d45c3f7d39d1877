/// A step of the anatomy did not succeed. Failure is always an error, never a nonsense result.
public struct AnatomyError: Error, Sendable {
  /// Which step failed; the raw values are the study's failure kinds.
  public enum Code: String, Sendable, CaseIterable {
    /// Not an image that the step can work on: empty, constant, not a head.
    case inputUnsuitable = "input-unsuitable"
    /// No believable alignment with the template.
    case registrationFailed = "registration-failed"
    /// No believable brain.
    case brainExtractionFailed = "brain-extraction-failed"
    /// No believable tissue classes.
    case segmentationFailed = "segmentation-failed"
  }

  /// Which step failed.
  public var code: Code
  /// One sentence: what was being done, what was expected and what was found.
  public var message: String
  /// What the reader can do about it.
  public var remedy: String?
  /// What was known when the step failed, such as the alignment that was not believed.
  public var findings = Findings()

  /// An error with its sentence.
  public init(_ code: Code, _ message: String, remedy: String? = nil) {
    (self.code, self.message, self.remedy) = (code, message, remedy)
  }
}
