import Anatomy

extension OutcomeError {
  /// A step of the anatomy on the way to a measurement failed.
  public init(_ error: AnatomyError) {
    let code: Code =
      switch error.code {
      case .inputUnsuitable: .inputUnsuitable
      case .registrationFailed: .registrationFailed
      case .brainExtractionFailed: .brainExtractionFailed
      case .segmentationFailed: .segmentationFailed
      }
    self.init(code, error.message, remedy: error.remedy)
    findings = error.findings
  }

  /// The same error with what was known before the step that failed.
  func knowing(_ findings: Findings) -> OutcomeError {
    var error = self
    error.findings = findings
    return error
  }
}
