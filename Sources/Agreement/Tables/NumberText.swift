import Glibc

/// Numbers as text, the same everywhere.
enum NumberText {
  static let missing = "–"

  /// A number with `decimals` decimals; a dash when there is none.
  static func fixed(_ number: Double?, _ decimals: Int) -> String {
    guard let number, number.isFinite else { return missing }
    let scale = pow(10, Double(decimals))
    let scaled = (abs(number) * scale).rounded()
    guard scaled < 1e15 else { return "\(number)" }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = number < 0 && scaled > 0 ? "-" : ""
    if decimals == 0 { return sign + padded }
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  /// A p value.
  static func p(_ p: Double?) -> String {
    guard let p else { return missing }
    return p < 0.001 ? "<0.001" : fixed(p, 3)
  }

  /// Both ends of an interval.
  static func interval(_ interval: Interval?, _ decimals: Int) -> String {
    guard let interval else { return missing }
    return fixed(interval.lower, decimals) + " to " + fixed(interval.upper, decimals)
  }

  /// Decimals that leave about `digits` significant digits of a spread.
  static func decimals(forSpread spread: Double?, digits: Int) -> Int {
    guard let spread, spread > 0, spread.isFinite else { return 2 }
    let magnitude = Int(floor(log10(spread)))
    return min(max(digits - 1 - magnitude, 0), 9)
  }
}
