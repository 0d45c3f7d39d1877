/// A face could not be looked at.
public struct FaceError: Error, Sendable {
  /// What stopped it; the raw values are the study's failure kinds.
  public enum Code: String, Sendable, CaseIterable {
    /// Empty, constant, or an affine that cannot be inverted.
    case inputUnsuitable = "input-unsuitable"
    /// The template could not be laid into the image believably.
    case registrationFailed = "registration-failed"
  }

  /// What stopped it.
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
