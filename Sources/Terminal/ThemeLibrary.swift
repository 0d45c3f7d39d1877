import Canvas
import Foundation

/// Finds themes by name: in folders given by the caller, first folder first, and among those that came
/// with the program.
public struct ThemeLibrary: Sendable {
  /// Folders with `*.yaml`.
  public var folders: [String]

  /// A library over folders; folders that do not exist count as empty.
  public init(folders: [String] = []) { self.folders = folders }

  /// The name of the theme that is used when none is asked for.
  public static let standard = "lagoon"

  /// Names of all themes, sorted, each once.
  public var names: [String] {
    var names = Set(embeddedThemes.keys)
    for folder in folders {
      let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for file in files where file.hasSuffix(".yaml") { names.insert(String(file.dropLast(5))) }
    }
    return names.sorted()
  }

  /// A theme with all it inherits, and what was not understood. An unknown name gives the standard
  /// theme and a warning; nothing here stops the program from starting.
  public func theme(named name: String) -> (theme: Theme, warnings: [ThemeWarning]) {
    guard let file = file(named: name) else {
      let known = names.joined(separator: ", ")
      let warning = ThemeWarning(
        file: name, line: 0,
        message: "no such theme; using '\(Self.standard)'. Known: \(known)")
      if name == Self.standard { return (Theme(name: name), [warning]) }
      let (theme, more) = theme(named: Self.standard)
      return (theme, [warning] + more)
    }
    return assemble(file)
  }

  private func assemble(_ file: ThemeFile) -> (Theme, [ThemeWarning]) {
    var chain = [file]
    var warnings: [ThemeWarning] = []
    while let last = chain.last, let parent = last.inherits {
      let path = chain.map(\.name) + [parent]
      if chain.contains(where: { $0.name == parent }) {
        warnings.append(warning(last, "inherits in a circle: " + path.joined(separator: " > ")))
        break
      }
      guard let next = self.file(named: parent) else {
        warnings.append(warning(last, "inherits '\(parent)', which is not there"))
        break
      }
      chain.append(next)
    }
    var theme = Theme(name: file.name, summary: file.summary, isLight: file.isLight)
    var palette: [String: Paint] = [:]
    for var part in chain.reversed() {
      palette.merge(part.palette) { $1 }
      for (role, look) in part.looks(palette: palette) {
        theme.looks[role] = theme.looks[role].map { look.over($0) } ?? look
      }
      warnings += part.warnings
    }
    return (theme, warnings)
  }

  private func warning(_ file: ThemeFile, _ message: String) -> ThemeWarning {
    ThemeWarning(file: file.name + ".yaml", line: file.inheritsLine, message: message)
  }

  private func file(named name: String) -> ThemeFile? {
    if !name.contains("/") {
      for folder in folders {
        let path = folder + "/" + name + ".yaml"
        if let text = try? String(contentsOfFile: path, encoding: .utf8) {
          return ThemeFile(text, name: name, file: path)
        }
      }
    }
    return embeddedThemes[name].map { ThemeFile($0, name: name, file: name + ".yaml") }
  }
}
