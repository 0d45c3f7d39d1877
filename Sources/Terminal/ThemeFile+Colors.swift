import Canvas
import Yams

extension ThemeFile {
  /// Names of the 16 colours, by their index.
  static let names = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black",
    "bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan",
    "bright-white",
  ]

  /// A colour: `"#rrggbb"`, a name of the palette or of the 16 colours, `default`, or one value per
  /// depth as in `{truecolor: "#…", 256: 23, 16: cyan}`.
  mutating func paint(_ node: Node, named palette: [String: Paint]) -> Paint? {
    if let depths = node.mapping { return paint(depths, named: palette) }
    guard let text = node.string else {
      warn("expected a colour", node)
      return nil
    }
    if text == "default" { return .default }
    if let paint = palette[text] { return paint }
    if let index = Self.names.firstIndex(of: text) {
      return Paint(color: Palette.ansi[index], sixteen: index)
    }
    if let color = Self.hex(text) { return Paint(color: color) }
    warn("unknown colour '\(text)'" + Self.near(text, Array(palette.keys) + Self.names), node)
    return nil
  }

  private mutating func paint(_ depths: Node.Mapping, named palette: [String: Paint]) -> Paint? {
    var result = Paint.default
    for (key, value) in depths {
      switch key.string {
      case "truecolor":
        result.color = paint(value, named: palette)?.color
        result.indexed = value.string.flatMap(Self.names.firstIndex).flatMap { $0 < 8 ? $0 : nil }
      case "256": result.palette = number(value, below: 256)
      case "16": result.sixteen = sixteen(value)
      default: warn("unknown depth '\(key.string ?? "")'; known: truecolor, 256, 16", key)
      }
    }
    if result.color == nil {
      result.color = (result.palette ?? result.sixteen).map(Palette.color)
    }
    return result
  }

  private mutating func number(_ node: Node, below limit: Int) -> Int? {
    if let number = node.int, number >= 0, number < limit { return number }
    warn("expected a number from 0 to \(limit - 1), found '\(node.string ?? "")'", node)
    return nil
  }

  private mutating func sixteen(_ node: Node) -> Int? {
    if let text = node.string, let index = Self.names.firstIndex(of: text) { return index }
    return number(node, below: 16)
  }

  static func hex(_ text: String) -> RGB? {
    guard text.utf8.count == 7, text.hasPrefix("#"), let value = UInt32(text.dropFirst(), radix: 16)
    else { return nil }
    return RGB(UInt8(value >> 16), UInt8(value >> 8 & 255), UInt8(value & 255))
  }

  /// "; did you mean …?" when a known word is close.
  static func near(_ word: String, _ known: [String]) -> String {
    let ranked = known.sorted().map { (distance(word, $0), $0) }.min { $0.0 < $1.0 }
    guard let best = ranked, best.0 <= max(1, word.count / 3) else { return "" }
    return "; did you mean '\(best.1)'?"
  }

  /// Levenshtein's distance.
  private static func distance(_ one: String, _ other: String) -> Int {
    let (one, other) = (Array(one), Array(other))
    var row = Array(0...other.count)
    for i in one.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in other.indices {
        let cost = one[i] == other[j] ? diagonal : min(diagonal, row[j], row[j + 1]) + 1
        diagonal = row[j + 1]
        row[j + 1] = cost
      }
    }
    return row[other.count]
  }
}
