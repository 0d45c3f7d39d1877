/// The version of the program, recorded with every result.
public enum StudyVersion {
  /// Semantic version.
  public static let current = "0.1.0"
}
