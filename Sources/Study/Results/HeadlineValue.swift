/// Which value of an outcome enters the agreement.
public enum HeadlineValue {
  /// The key of the value, such as `nbv_ml` for `nbv`.
  public static func key(of outcome: String) -> String { outcome + "_ml" }
}
