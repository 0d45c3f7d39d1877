import Anatomy
import DICOM
import Defacing
import Faces
import Outcomes
import Study
import Volumes

/// Why a command ends without its result: the sentence and the exit code.
struct CommandFailure: Error {
  var code: ExitCode
  var message: String
  var remedy: String?
  var notes: [String] = []
  var path: String?
  /// What was being done, such as `reading the image`.
  var doing: String?
  /// Whether the JSON of the result tells it already.
  var isTold = false
  /// The kind as a study would record it, for JSON.
  var kind = FailureKind.inputUnsuitable.rawValue

  init(
    _ code: ExitCode, _ message: String, remedy: String? = nil, notes: [String] = [],
    path: String? = nil
  ) {
    (self.code, self.message, self.remedy) = (code, message, remedy)
    (self.notes, self.path) = (notes, path)
    if code == .cannotCreate { kind = FailureKind.outputFailed.rawValue }
  }

  /// The failure that an error of a lower floor means.
  init(_ error: any Error) {
    switch error {
    case let error as CommandFailure: self = error
    case let error as VolumeError: self.init(volume: error)
    case let error as StudyError: self.init(study: error)
    case let error as DICOMError: self.init(series: error)
    case let error as AnatomyError:
      self.init(kind: error.code.rawValue, error.message, remedy: error.remedy)
    case let error as DefacingError:
      self.init(kind: error.code.rawValue, error.message, remedy: error.remedy)
    case let error as FaceError:
      self.init(kind: error.code.rawValue, error.message, remedy: error.remedy)
    case let error as OutcomeError:
      self.init(kind: error.code.rawValue, error.message, remedy: error.remedy)
    default: self.init(.failed, "\(error)")
    }
  }

  private init(kind: String, _ message: String, remedy: String?) {
    self.init(
      kind == FailureKind.inputUnsuitable.rawValue ? .badData : .failed, message, remedy: remedy)
    self.kind = kind
  }

  private init(volume error: VolumeError) {
    let (code, kind): (ExitCode, FailureKind) =
      switch error.code {
      case .inputMissing: (.inputMissing, .inputMissing)
      case .badData: (.badData, .inputUnreadable)
      case .unsupported: (.badData, .inputUnsuitable)
      case .cannotCreate, .exists: (.cannotCreate, .outputFailed)
      }
    self.init(code, error.message, remedy: error.remedy, path: error.path)
    self.kind = kind.rawValue
  }

  private init(series error: DICOMError) {
    let (code, kind): (ExitCode, FailureKind) =
      switch error.code {
      case .inputMissing: (.inputMissing, .inputMissing)
      case .badData: (.badData, .inputUnreadable)
      case .unsupported: (.badData, .inputUnsuitable)
      case .ambiguous: (.usage, .inputUnsuitable)
      }
    self.init(code, error.message, remedy: error.remedy, notes: error.mistakes)
    self.kind = kind.rawValue
  }

  private init(study error: StudyError) {
    let code: ExitCode =
      switch error.code {
      case .inputMissing: .inputMissing
      case .badData: .badData
      case .cannotCreate: .cannotCreate
      case .tryAgain: .tryAgain
      }
    self.init(
      code, error.message, remedy: error.remedy, notes: error.mistakes.map(\.description))
  }

  /// What was being done and what went wrong.
  var sentence: String { doing.map { "\($0): \(message)" } ?? message }

  /// The same failure with what was being done, unless that is known already.
  func during(_ doing: String) -> CommandFailure {
    var failure = self
    failure.doing = failure.doing ?? doing
    return failure
  }
}

/// A failure as it stands in JSON.
struct FailureReport: Codable, Hashable, Sendable {
  /// One of the study's failure kinds.
  var kind: String
  /// The sentence.
  var message: String

  init(_ failure: CommandFailure) { (kind, message) = (failure.kind, failure.sentence) }
}
