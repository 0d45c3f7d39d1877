/// Why a task has no result: a closed list, each with a sentence and a remedy.
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
  case outputFailed = "output-failed"
  case timeout
  case outOfMemory = "out-of-memory"
  case crashed
  case toolMissing = "tool-missing"
  case toolFailed = "tool-failed"
  case toolOutputUnreadable = "tool-output-unreadable"
  case rejectedByRater = "rejected-by-rater"
  case cancelled

  /// What the kind means, as one sentence.
  public var sentence: String {
    switch self {
    case .inputMissing: "The input file is not there or may not be read."
    case .inputUnreadable: "The input file is damaged or not of a known format."
    case .inputUnsuitable: "The input is not an image that the step can work on."
    case .registrationFailed: "The image could not be aligned with the template."
    case .brainExtractionFailed: "No believable brain was found."
    case .segmentationFailed: "The brain could not be divided into tissues."
    case .implausibleValue: "The measured value lies outside what is possible."
    case .gateBrainRemoved: "The removal would have taken brain."
    case .gateFaceLeft: "The removal would have left too much of the face."
    case .gateFaceOutsideView: "The face lies outside the field of view, so nothing can be shown."
    case .outputFailed: "The result could not be written."
    case .timeout: "The task took longer than allowed."
    case .outOfMemory: "The task needed more memory than allowed."
    case .crashed: "The worker process died."
    case .toolMissing: "The external tool is not installed."
    case .toolFailed: "The external tool ended with an error."
    case .toolOutputUnreadable: "The output of the external tool could not be read."
    case .rejectedByRater: "A person rated the result as failed."
    case .cancelled: "The task was taken back."
    }
  }

  /// What a person can do about it, as one sentence.
  public var remedy: String {
    switch self {
    case .inputMissing: "Check the path in study.yaml or the dataset, then retry."
    case .inputUnreadable: "Convert the image anew from its source, then retry."
    case .inputUnsuitable: "Give a three-dimensional head image of the right contrast."
    case .registrationFailed:
      "Look at orientation and field of view with 'bauta info' and 'bauta view'."
    case .brainExtractionFailed: "Look at the image; give a brain mask or another template."
    case .segmentationFailed: "Look at the brain mask and the contrast of the image."
    case .implausibleValue: "Look at the maps; widen the window in study.yaml only with a reason."
    case .gateBrainRemoved: "Look at the brain mask; enlarge the buffer or take another method."
    case .gateFaceLeft:
      "Look at the picture and the zones named; take another method or other parameters."
    case .gateFaceOutsideView: "Check the orientation of the image; the face may be cut off."
    case .outputFailed: "Check free space and permissions of the study folder, then retry."
    case .timeout: "Retry with a longer timeout."
    case .outOfMemory: "Retry with fewer workers or more memory."
    case .crashed: "Retry; if it happens again, look at the log of the task."
    case .toolMissing: "Install the tool or take it out of study.yaml."
    case .toolFailed: "Look at the log of the task."
    case .toolOutputUnreadable: "Compare the pattern in study.yaml with the tool's output."
    case .rejectedByRater: "Undo the rating, or rerun with other parameters."
    case .cancelled: "Retry to run it after all."
    }
  }

  /// Whether the same task can succeed when it is simply run again.
  public var canPassOnRetry: Bool {
    switch self {
    case .timeout, .crashed, .outOfMemory: true
    default: false
    }
  }
}
