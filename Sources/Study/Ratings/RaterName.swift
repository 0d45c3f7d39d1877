import Foundation

/// The name of a rater, which is the name of a file as well.
public enum RaterName {
  /// Whether a name can be a rater's: letters, digits, `-`, `_` and `.`, no dot in front, at most 64.
  public static func isSound(_ name: String) -> Bool {
    !name.isEmpty && name.count <= 64 && !name.hasPrefix(".")
      && name.unicodeScalars.allSatisfy(isAllowed)
  }

  /// A name that can be a rater's, out of any.
  public static func made(of name: String) -> String {
    let scalars = name.unicodeScalars.map { isAllowed($0) ? Character($0) : "-" }
    let text = String(String(scalars).drop { $0 == "." }.prefix(64))
    return text.isEmpty ? "rater" : text
  }

  /// The rater where none is named: the name under which the user is logged in.
  public static var ofUser: String { made(of: NSUserName()) }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
      || scalar == "-" || scalar == "_" || scalar == "."
  }
}
