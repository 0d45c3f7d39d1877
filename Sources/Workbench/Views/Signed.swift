/// Numbers with sign and a fixed count of decimals.
enum Signed {
  static func text(_ value: Double, decimals: Int) -> String {
    (value < 0 ? "" : "+") + plain(value, decimals: decimals)
  }

  static func plain(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "n/a" }
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let whole = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard decimals > 0 else { return "\(sign)\(whole)" }
    let rest = String(whole % scale)
    return "\(sign)\(whole / scale)." + String(repeating: "0", count: decimals - rest.count) + rest
  }
}

extension String {
  /// Without blanks at the end.
  var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
