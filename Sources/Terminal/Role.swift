/// What a cell of the screen is for. Themes give roles their colours; a dotted role that a theme does
/// not name takes the value of its prefix, and in the end that of `text`.
public enum Role: String, Hashable, Sendable, CaseIterable {
  // Words
  case text, textDim = "text.dim", textStrong = "text.strong", textLink = "text.link"
  case textError = "text.error", textWarning = "text.warning"
  // Places
  case frame, frameFocused = "frame.focused", frameTitle = "frame.title"
  case frameProtected = "frame.protected"
  case bar, barName = "bar.name", barNotice = "bar.notice"
  case key, keyName = "key.name", keyDisabled = "key.disabled"
  case tab, tabSelected = "tab.selected"
  case popup, popupFrame = "popup.frame", popupDanger = "popup.danger"
  case prompt, promptMatch = "prompt.match"
  // Tables
  case row, rowSelected = "row.selected", rowMarked = "row.marked", rowHeader = "row.header"
  case rowUnfocused = "row.unfocused"
  // Tasks
  case task, taskWaiting = "task.waiting", taskRunning = "task.running", taskDone = "task.done"
  case taskFailed = "task.failed", taskCancelled = "task.cancelled", taskStale = "task.stale"
  case taskSkipped = "task.skipped"
  // Judgements
  case judgement, judgementPass = "judgement.pass", judgementFail = "judgement.fail"
  case judgementUnsure = "judgement.unsure"
  // Progress
  case progress, progressFilled = "progress.filled", progressTrough = "progress.trough"
  // Pictures
  case picture, pictureLetter = "picture.letter", pictureCrosshair = "picture.crosshair"
  case pictureRemoved = "picture.removed", pictureBrain = "picture.brain"
  case pictureTissue = "picture.tissue", pictureDifference = "picture.difference"
  case pictureCaption = "picture.caption"
  // Agreement plots
  case agreement, agreementAxis = "agreement.axis", agreementTitle = "agreement.title"
  case agreementZero = "agreement.zero", agreementPoint = "agreement.point"
  case agreementCursor = "agreement.cursor", agreementBias = "agreement.bias"
  case agreementLimit = "agreement.limit", agreementInterval = "agreement.interval"
  case agreementBar = "agreement.bar", agreementTrough = "agreement.trough"
  case agreementGood = "agreement.good", agreementPoor = "agreement.poor"
  case agreementPublished = "agreement.published"
  // Faces
  case face, faceExposed = "face.exposed", faceHidden = "face.hidden"
}
