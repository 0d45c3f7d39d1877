/// A value with its confidence interval, if it has one.
public struct Estimate: Hashable, Sendable {
  /// The value.
  public var value: Double
  /// Lower end of the interval.
  public var lower: Double?
  /// Upper end of the interval.
  public var upper: Double?

  /// An estimate from its parts.
  public init(_ value: Double, lower: Double? = nil, upper: Double? = nil) {
    (self.value, self.lower, self.upper) = (value, lower, upper)
  }

  var finiteParts: [Double] { [value, lower, upper].compactMap { $0 }.filter(\.isFinite) }

  /// As in "0.982 [0.951, 0.993]".
  func text(decimals: Int) -> String {
    guard value.isFinite else { return "-" }
    let center = decimal(value, decimals)
    guard let lower, let upper, lower.isFinite, upper.isFinite else { return center }
    return center + " [" + decimal(lower, decimals) + ", " + decimal(upper, decimals) + "]"
  }
}

/// A number with a fixed number of decimals, rounded half away from zero, as in "-12.50".
func decimal(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite, abs(value) < 1e15 else { return value.isNaN ? "-" : "\(value)" }
  var unit = 1.0
  for _ in 0..<decimals { unit *= 10 }
  let scaled = abs(value) * unit + 0.5
  guard scaled < 9e18 else { return "\(value)" }
  let digits = String(Int(scaled))
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  let whole = padded.dropLast(decimals)
  let sign = value < 0 && padded.contains { $0 != "0" } ? "-" : ""
  return sign + whole + (decimals > 0 ? "." + padded.suffix(decimals) : "")
}
