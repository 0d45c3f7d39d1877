import Terminal

/// Keys as people read them.
public enum KeyName {
  /// The name of a key, such as `j`, `^L` or `PgDn`.
  public static func of(_ key: Key) -> String {
    switch key {
    case .character(let character): character == " " ? "Space" : String(character)
    case .control(let character): "^" + character.uppercased()
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "S-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .function(let number): "F\(number)"
    default: "\(key)"
    }
  }

  /// The keys that have a name of more than one character.
  private static let named: [Key] =
    [
      .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .enter, .escape, .tab, .backTab,
      .backspace, .delete, .character(" "),
    ] + (1...12).map { .function($0) }

  /// Every name of more than one character, for suggestions.
  static let known: [String] = named.map(of) + ["^A"]

  /// The key of a name: a single character, `^L`, or one such as `PgDn`; nil where there is none.
  public static func key(_ name: String) -> Key? {
    if name.count == 1, let character = name.first, character != " " {
      return .character(character)
    }
    if name.count == 2, name.hasPrefix("^"), let letter = name.last, letter.isASCII,
      letter.isLetter
    {
      return .control(Character(letter.lowercased()))
    }
    return named.first { of($0).lowercased() == name.lowercased() }
  }
}
