import Canvas
import Foundation
import Testing

@testable import Terminal

@Suite struct ThemeTests {
  static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func folder() throws -> [String: String] {
    let folder = root.appendingPathComponent("themes").path
    var texts: [String: String] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder)
    where file.hasSuffix(".yaml") {
      texts[String(file.dropLast(5))] = try String(
        contentsOfFile: folder + "/" + file, encoding: .utf8)
    }
    return texts
  }

  /// After a change in `themes/`, run once with `BAUTA_UPDATE_THEMES=1` to rewrite the embedded form.
  @Test func embeddedThemesAreThoseOfTheFolder() throws {
    let texts = try Self.folder()
    if ProcessInfo.processInfo.environment["BAUTA_UPDATE_THEMES"] == "1" {
      var source = """
        // Generated from themes/*.yaml; a test compares both and rewrites this file when asked to.
        // swift-format-ignore-file

        /// The themes that come with the program, by name.
        let embeddedThemes: [String: String] = [

        """
      for name in texts.keys.sorted() {
        source += "\"\(name)\": #\"\"\"\n\(texts[name] ?? "")\n\"\"\"#,\n"
      }
      let file = Self.root.appendingPathComponent("Sources/Terminal/EmbeddedThemes.swift")
      try (source + "]\n").write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(texts.count >= 2)
    #expect(texts == embeddedThemes)
  }

  @Test(arguments: embeddedThemes.keys.sorted())
  func shippedThemesAreWithoutFault(_ name: String) {
    let (theme, warnings) = ThemeLibrary().theme(named: name)
    #expect(warnings.isEmpty)
    #expect(!theme.summary.isEmpty)
    // The chosen row can be told at every depth.
    for depth in ColorDepth.allCases {
      let resolved = ResolvedTheme(theme, depth: depth)
      let plain = resolved.cell(SurfaceCell("x", Style(.row)))
      let chosen = resolved.cell(SurfaceCell("x", Style(.rowSelected)))
      #expect(plain.background != chosen.background || plain.attributes != chosen.attributes)
    }
  }

  /// Contrast after WCAG 2: at least 4.5 for words on their ground (3 for what is dim on purpose).
  @Test func lagoonCanBeRead() {
    let theme = ThemeLibrary().theme(named: "lagoon").theme
    let dim: Set<Role> = [
      .frame, .keyDisabled, .taskWaiting, .progressTrough, .agreementAxis, .agreementTrough,
      .agreementInterval, .agreementBar, .faceHidden, .frame,
    ]
    for role in Role.allCases where !dim.contains(role) {
      let look = theme.look(of: role)
      guard let front = look.foreground?.color, let behind = look.background?.color else {
        Issue.record("\(role) has no colour")
        continue
      }
      #expect(contrast(front, behind) >= 4.5, "\(role.rawValue) \(contrast(front, behind))")
    }
  }

  private func contrast(_ one: RGB, _ other: RGB) -> Double {
    let (a, b) = (light(one), light(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  private func light(_ color: RGB) -> Double {
    func linear(_ value: UInt8) -> Double {
      let share = Double(value) / 255
      return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
  }

  @Test func dottedRolesFallBack() {
    let red = Paint(color: RGB(255, 0, 0))
    let blue = Paint(color: RGB(0, 0, 255))
    let theme = Theme(
      name: "t",
      looks: [
        .text: Look(foreground: blue, background: blue, attributes: .bold),
        .task: Look(foreground: red), .taskFailed: Look(attributes: .underline),
      ])
    let failed = theme.look(of: .taskFailed)
    #expect(failed.foreground == red && failed.background == blue)
    #expect(failed.attributes == .underline)
    #expect(theme.look(of: .row).foreground == blue)
    #expect(theme.look(of: .row).attributes == [])
  }

  static func library(_ files: [String: String]) throws -> ThemeLibrary {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("bauta-themes-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, text) in files {
      let file = folder.appendingPathComponent(name + ".yaml")
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    return ThemeLibrary(folders: [folder.path])
  }

  @Test func inheritingOverridesColourByColour() throws {
    let library = try Self.library([
      "reef": """
      about: a child
      inherits: lagoon
      palette:
        coral: "#010203"
      roles:
        row.selected: {bg: {truecolor: coral, 256: 17, 16: bright-red}}
      """
    ])
    defer { try? FileManager.default.removeItem(atPath: library.folders[0]) }
    let (theme, warnings) = library.theme(named: "reef")
    #expect(warnings.isEmpty)
    let selected = theme.look(of: .rowSelected)
    #expect(selected.background == Paint(color: RGB(1, 2, 3), palette: 17, sixteen: 9))
    #expect(
      selected.foreground
        == ThemeLibrary().theme(named: "lagoon").theme.look(of: .rowSelected).foreground)
    #expect(library.names == ["lagoon", "mono", "reef"])
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    var text: String
    var line: Int
    var words: String
    var testDescription: String { words }
  }

  @Test(arguments: [
    Fault(
      text: "roles:\n  row.selcted: {fg: red}\n", line: 2,
      words: "unknown role 'row.selcted'; did you mean 'row.selected'?"),
    Fault(
      text: "palette:\n  sea: \"#00ff00\"\nroles:\n  row: {fg: see}\n", line: 4,
      words: "unknown colour 'see'; did you mean 'sea'?"),
    Fault(text: "roles:\n  row: {fg: \"#12345g\"}\n", line: 2, words: "unknown colour '#12345g'"),
    Fault(
      text: "roles:\n  row: {fg: {256: 300}}\n", line: 2, words: "expected a number from 0 to 255"),
    Fault(
      text: "roles:\n  row: {attributes: [blink]}\n", line: 2, words: "unknown attribute 'blink'"),
    Fault(text: "about: x\ncolours: {}\n", line: 2, words: "unknown key 'colours'"),
    Fault(text: "roles: [1, 2]\n", line: 1, words: "roles: expected roles and looks"),
    Fault(text: "roles:\n  a: [\n", line: 3, words: "cannot be read as YAML"),
    Fault(text: "", line: 0, words: "the file is empty"),
    Fault(text: "about: x\ninherits: bad\n", line: 2, words: "inherits in a circle: bad > bad"),
    Fault(text: "inherits: nowhere\n", line: 1, words: "inherits 'nowhere', which is not there"),
  ])
  func faultsAreWarnings(_ fault: Fault) throws {
    let library = try Self.library(["bad": fault.text])
    defer { try? FileManager.default.removeItem(atPath: library.folders[0]) }
    let warnings = library.theme(named: "bad").warnings
    #expect(warnings.count == 1)
    let warning = try #require(warnings.first)
    #expect(warning.line == fault.line)
    #expect(warning.message.contains(fault.words))
    #expect(warning.file.hasSuffix("bad.yaml"))
  }

  @Test func circleOfThreeIsFound() throws {
    let library = try Self.library([
      "a": "inherits: b\n", "b": "inherits: c\n", "c": "inherits: a\nroles: {text: {fg: red}}\n",
    ])
    defer { try? FileManager.default.removeItem(atPath: library.folders[0]) }
    let (theme, warnings) = library.theme(named: "a")
    #expect(warnings.map(\.message) == ["inherits in a circle: a > b > c > a"])
    #expect(theme.look(of: .text).foreground?.sixteen == 1)
  }

  @Test func unknownNameGivesTheStandardTheme() {
    let (theme, warnings) = ThemeLibrary().theme(named: "nope")
    #expect(theme.name == "lagoon")
    #expect(warnings.count == 1)
  }

  @Test func ordinalsAreInOrder() {
    for (place, role) in Role.allCases.enumerated() { #expect(role.ordinal == place) }
  }

  struct Choice: Sendable {
    var option = ColorOption.auto
    var environment: [String: String] = [:]
    var isTerminal = true
    var colors = 256
    var depth: ColorDepth
  }

  @Test(arguments: [
    Choice(depth: .palette),
    Choice(environment: ["NO_COLOR": "1"], depth: .mono),
    Choice(environment: ["NO_COLOR": ""], depth: .palette),
    Choice(option: .always, environment: ["NO_COLOR": "1"], isTerminal: false, depth: .palette),
    Choice(option: .never, environment: ["COLORTERM": "truecolor"], depth: .mono),
    Choice(environment: ["COLORTERM": "truecolor", "NO_COLOR": "1"], depth: .mono),
    Choice(environment: ["COLORTERM": "24bit"], depth: .truecolor),
    Choice(environment: ["COLORTERM": "truecolor"], colors: 0, depth: .mono),
    Choice(isTerminal: false, depth: .mono), Choice(colors: 8, depth: .eight),
    Choice(colors: 1 << 24, depth: .truecolor), Choice(option: .sixteen, depth: .sixteen),
  ])
  func depthIsChosen(_ choice: Choice) {
    #expect(
      ColorChoice.depth(
        option: choice.option, environment: choice.environment, isTerminal: choice.isTerminal,
        terminalColors: choice.colors) == choice.depth)
  }
}
