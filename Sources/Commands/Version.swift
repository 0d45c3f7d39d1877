/// The version of the program, which is part of the identity of every result.
public enum Version {
  /// Semantic version.
  public static let current = "0.1.0"
}
