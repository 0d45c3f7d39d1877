/// A face could not be removed, or the removal did not pass a gate. Nothing is written then.
public struct DefacingError: Error, Sendable {
  /// What stopped the removal; the raw values are the study's failure kinds.
  public enum Code: String, Sendable, CaseIterable {
    /// The input cannot be defaced: no brain mask, other grid, wrong parameters.
    case inputUnsuitable = "input-unsuitable"
    /// The head could not be found in another image of its session.
    case registrationFailed = "registration-failed"
    /// Brain voxels would be removed.
    case brainRemoved = "gate-brain-removed"
    /// Face would be left.
    case faceLeft = "gate-face-left"
    /// The face lies outside the field of view.
    case faceOutsideView = "gate-face-outside-view"
  }

  /// What stopped the removal.
  public var code: Code
  /// One sentence: what was being done, what was expected and what was found.
  public var message: String
  /// What the reader can do about it.
  public var remedy: String?

  /// An error with its sentence.
  public init(_ code: Code, _ message: String, remedy: String? = nil) {
    (self.code, self.message, self.remedy) = (code, message, remedy)
  }
}
