/// Numbers with units, as people write them in a study file.
public enum Quantity {
  /// `90`, `90s`, `30min`, `2h` → seconds; nil when it is not a duration.
  public static func seconds(_ text: String) -> Double? {
    let units: [(String, Double)] = [("min", 60), ("h", 3600), ("s", 1), ("", 1)]
    return parse(text, units: units)
  }

  /// `10mm` → 10; a bare number is not a length, since voxels could be meant.
  public static func millimetres(_ text: String, allowsZero: Bool = false) -> Double? {
    parse(text, units: [("mm", 1)], allowsZero: allowsZero)
  }

  /// `10vox` → 10; none are allowed, as the published program allows it.
  public static func voxels(_ text: String) -> Double? {
    parse(text, units: [("voxels", 1), ("vox", 1)], allowsZero: true)
  }

  /// `35deg` → 35; a bare number is not an angle.
  public static func degrees(_ text: String) -> Double? {
    parse(text, units: [("degrees", 1), ("deg", 1), ("°", 1)], allowsZero: true)
  }

  private static func parse(
    _ text: String, units: [(String, Double)], allowsZero: Bool = false
  ) -> Double? {
    let trimmed = text.trimmingSpaces.lowercased()
    for (unit, factor) in units where trimmed.hasSuffix(unit) {
      let number = String(trimmed.dropLast(unit.count)).trimmingSpaces
      guard let value = Double(number), value.isFinite, value >= 0 else { continue }
      let product = value * factor
      if product.isFinite, value > 0 || allowsZero { return product }
    }
    return nil
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmingSpaces: String {
    var slice = self[...]
    while let first = slice.first, first.isWhitespace { slice = slice.dropFirst() }
    while let last = slice.last, last.isWhitespace { slice = slice.dropLast() }
    return String(slice)
  }
}
