import CNcurses
import Foundation

/// How many columns characters take.
public enum CharacterWidth {
  /// Columns of a scalar: 0 (combining), 1 or 2. Control characters count as 0.
  public static func columns(of scalar: Unicode.Scalar) -> Int {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F ? 0 : 1 }
    return max(0, Int(bn_width(scalar.value)))
  }

  /// Columns of a text.
  public static func columns(of text: String) -> Int {
    text.reduce(0) { $0 + columns(of: base($1)) }
  }

  /// The scalar that stands for a character in a cell: the composed letter where Unicode has one,
  /// otherwise the letter without its marks.
  static func base(_ character: Character) -> Unicode.Scalar {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return " " }
    if scalars.count == 1 || first.isASCII && scalars.dropFirst().first == "\n" { return first }
    let composed = String(character).precomposedStringWithCanonicalMapping.unicodeScalars
    return composed.first ?? first
  }

  /// The text cut to so many columns, with a mark at its end when something was lost.
  public static func cut(_ text: String, to columns: Int, mark: Unicode.Scalar) -> String {
    if Self.columns(of: text) <= columns { return text }
    var result = ""
    var used = 0
    for character in text {
      let wide = Self.columns(of: base(character))
      if used + wide > columns - 1 { break }
      result.append(character)
      used += wide
    }
    return columns > 0 ? result + String(Character(mark)) : ""
  }
}
