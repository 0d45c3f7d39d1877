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
}
