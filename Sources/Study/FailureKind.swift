/// Why a task has no result: a closed list, each with a remedy.
public enum FailureKind: String, Sendable, Codable, CaseIterable {
  case inputMissing = "input-missing"
  case inputUnreadable = "input-unreadable"
  case inputUnsuitable = "input-unsuitable"
  case registrationFailed = "registration-failed"
  case brainExtractionFailed = "brain-extraction-failed"
  case segmentationFailed = "segmentation-failed"
  case implausibleValue = "implausible-value"
  case gateBrainRemoved = "gate-brain-removed"
  case gateFaceLeft = "gate-face-left"
  case gateFaceOutsideView = "gate-face-outside-view"
  case timeout
  case outOfMemory = "out-of-memory"
  case crashed
  case toolMissing = "tool-missing"
  case toolFailed = "tool-failed"
  case toolOutputUnreadable = "tool-output-unreadable"
  case rejectedByRater = "rejected-by-rater"
  case cancelled
}
