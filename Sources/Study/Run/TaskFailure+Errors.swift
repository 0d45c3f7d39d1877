import Anatomy
import Defacing
import Faces
import Jobs
import Outcomes
import Volumes

extension TaskFailure {
  /// A failure of a kind of the closed list.
  init(_ kind: FailureKind, _ message: String, remedy: String? = nil) {
    self.init(kind: kind.rawValue, message: message, remedy: remedy ?? kind.remedy)
  }

  /// The failure that an error of a lower floor means.
  init(_ error: any Error) {
    switch error {
    case let error as TaskFailure: self = error
    case let error as VolumeError:
      self.init(Self.kind(of: error.code), error.message, remedy: error.remedy)
    case let error as AnatomyError:
      self.init(kind: error.code.rawValue, message: error.message, remedy: error.remedy)
    case let error as DefacingError:
      self.init(kind: error.code.rawValue, message: error.message, remedy: error.remedy)
    case let error as FaceError:
      self.init(kind: error.code.rawValue, message: error.message, remedy: error.remedy)
    case let error as OutcomeError:
      self.init(kind: error.code.rawValue, message: error.message, remedy: error.remedy)
    case let error as StudyError:
      self.init(
        error.code == .inputMissing ? .inputMissing : .inputUnsuitable, error.message,
        remedy: error.remedy)
    default: self.init(.crashed, "an unforeseen error: \(error)")
    }
  }

  private static func kind(of code: VolumeError.Code) -> FailureKind {
    switch code {
    case .inputMissing: .inputMissing
    case .badData: .inputUnreadable
    case .unsupported: .inputUnsuitable
    case .cannotCreate, .exists: .outputFailed
    }
  }
}
