/// Why a statistic could not even be started.
public enum AgreementError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Two columns that belong together differ in length.
  case unequalLengths(what: String, expected: Int, found: Int)
  /// A value is NaN or infinite where a number is needed.
  case notFinite(what: String, index: Int)
  /// Too few subjects or columns.
  case tooFew(what: String, needed: Int, found: Int)
  /// The same name twice.
  case duplicate(what: String, name: String)

  /// The mistake as a sentence with its remedy.
  public var description: String {
    switch self {
    case .unequalLengths(let what, let expected, let found):
      "\(what): expected \(expected) values, found \(found); give one value (or a missing one) per subject."
    case .notFinite(let what, let index):
      "\(what): value \(index + 1) is not a finite number; mark missing values as missing."
    case .tooFew(let what, let needed, let found):
      "\(what): needs at least \(needed), found \(found)."
    case .duplicate(let what, let name):
      "\(what): '\(name)' occurs more than once; names must be unique."
    }
  }
}
