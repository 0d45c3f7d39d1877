import Canvas
import Yams

/// A theme as written: YAML with a palette and roles. Never fails; what is not understood is a warning.
struct ThemeFile {
  var name: String
  var summary = ""
  var isLight = false
  var inherits: String?
  var inheritsLine = 0
  var palette: [String: Paint] = [:]
  var roles: [(role: Role, node: Node)] = []
  var warnings: [ThemeWarning] = []
  private let file: String

  init(_ text: String, name: String, file: String) {
    self.name = name
    self.file = file
    do {
      readAll(try Yams.compose(yaml: text))
    } catch {
      let line = (error as? YamlError).flatMap(ThemeFile.line) ?? 0
      warnings.append(
        ThemeWarning(file: file, line: line, message: "cannot be read as YAML; the file is ignored")
      )
    }
  }

  private mutating func readAll(_ root: Node?) {
    guard let root else { return warn("the file is empty", nil) }
    guard let top = root.mapping else {
      return warn("expected keys such as 'palette' and 'roles'", root)
    }
    for (key, value) in top { read(key, value) }
  }

  private static func line(_ error: YamlError) -> Int? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    default: nil
    }
  }

  mutating func warn(_ message: String, _ node: Node?) {
    warnings.append(ThemeWarning(file: file, line: node?.mark?.line ?? 0, message: message))
  }

  private mutating func read(_ key: Node, _ value: Node) {
    switch key.string {
    case "about": summary = value.string ?? ""
    case "light": isLight = value.bool ?? false
    case "inherits":
      inherits = value.string
      inheritsLine = value.mark?.line ?? 0
    case "palette": readPalette(value)
    case "roles": readRoles(value)
    default:
      warn("unknown key '\(key.string ?? "")'; known: about, light, inherits, palette, roles", key)
    }
  }

  private mutating func readPalette(_ node: Node) {
    guard let colors = node.mapping else {
      return warn("palette: expected names and colours", node)
    }
    for (key, value) in colors {
      guard let name = key.string, let paint = paint(value, named: [:]) else { continue }
      palette[name] = paint
    }
  }

  private mutating func readRoles(_ node: Node) {
    guard let entries = node.mapping else { return warn("roles: expected roles and looks", node) }
    for (key, value) in entries {
      let name = key.string ?? ""
      if let role = Role(rawValue: name) {
        roles.append((role, value))
      } else {
        warn("unknown role '\(name)'" + Self.near(name, Role.allCases.map(\.rawValue)), key)
      }
    }
  }

  /// The looks, with colour names from this palette and those inherited.
  mutating func looks(palette: [String: Paint]) -> [Role: Look] {
    var looks: [Role: Look] = [:]
    for (role, node) in roles { looks[role] = look(node, palette) }
    return looks
  }

  private mutating func look(_ node: Node, _ palette: [String: Paint]) -> Look {
    var look = Look()
    guard let parts = node.mapping else {
      look.foreground = paint(node, named: palette)
      return look
    }
    for (key, value) in parts {
      switch key.string {
      case "fg": look.foreground = paint(value, named: palette)
      case "bg": look.background = paint(value, named: palette)
      case "attributes": look.attributes = attributes(value)
      case "mono": look.monoAttributes = attributes(value)
      default:
        warn("unknown key '\(key.string ?? "")'; known: fg, bg, attributes, mono", key)
      }
    }
    return look
  }

  private mutating func attributes(_ node: Node) -> Attributes {
    var result: Attributes = []
    for name in node.sequence.map(Array.init) ?? [node] {
      switch name.string {
      case "bold": result.insert(.bold)
      case "dim": result.insert(.dim)
      case "italic": result.insert(.italic)
      case "underline": result.insert(.underline)
      case "reverse": result.insert(.reverse)
      default:
        warn(
          "unknown attribute '\(name.string ?? "")'; known: bold, dim, italic, underline, reverse",
          name)
      }
    }
    return result
  }
}
