import Anatomy
import Defacing
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

  init(
    _ code: ExitCode, _ message: String, remedy: String? = nil, notes: [String] = [],
    path: String? = nil
  ) {
    (self.code, self.message, self.remedy) = (code, message, remedy)
    (self.notes, self.path) = (notes, path)
  }

  /// The failure that an error of a lower floor means.
  init(_ error: any Error) {
    switch error {
    case let error as CommandFailure: self = error
    case let error as VolumeError: self.init(volume: error)
    case let error as StudyError: self.init(study: error)
    case let error as AnatomyError:
      self.init(
        error.code == .inputUnsuitable ? .badData : .failed, error.message, remedy: error.remedy)
    case let error as DefacingError:
      self.init(
        error.code == .inputUnsuitable ? .badData : .failed, error.message, remedy: error.remedy)
    case let error as OutcomeError:
      self.init(
        error.code == .inputUnsuitable ? .badData : .failed, error.message, remedy: error.remedy)
    default: self.init(.failed, "\(error)")
    }
  }

  private init(volume error: VolumeError) {
    let code: ExitCode =
      switch error.code {
      case .inputMissing: .inputMissing
      case .badData, .unsupported: .badData
      case .cannotCreate, .exists: .cannotCreate
      }
    self.init(code, error.message, remedy: error.remedy, path: error.path)
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
}
