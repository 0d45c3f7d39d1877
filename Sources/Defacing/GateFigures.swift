/// Numbers in the sentences of gates.
public enum GateFigures {
  /// A number with as many decimals as asked for, and more where it would read as one of the limits
  /// without being it: 20.3 beside a limit of 20 is not 20.
  ///
  /// - Parameters:
  ///   - value: the number.
  ///   - decimals: the fewest decimals.
  ///   - limits: numbers that stand in the same sentence.
  /// - Returns: the number; a text such as `nan` where it is none.
  public static func text(
    _ value: Double, decimals: Int = 0, apartFrom limits: [Double] = []
  ) -> String {
    var (count, text) = (decimals, figures(value, decimals))
    while count < 6, limits.contains(where: { $0 != value && figures($0, count) == text }) {
      count += 1
      text = figures(value, count)
    }
    return text
  }

  /// A limit with the decimals that it needs, at most four.
  public static func limit(_ value: Double) -> String {
    let text = figures(value, 4)
    guard text.contains(".") else { return text }
    var end = text[...]
    while end.hasSuffix("0") { end = end.dropLast() }
    return String(end.hasSuffix(".") ? end.dropLast() : end)
  }
}
