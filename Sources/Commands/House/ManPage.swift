import Foundation
import Workbench

/// The man page bauta(1), from the commands, their options and the table of actions.
enum ManPage {
  private typealias Command = ToolInfo.Command
  private typealias Argument = ToolInfo.Argument

  /// The page.
  ///
  /// - Parameter toolInfo: what the parser says of the program, as JSON.
  /// - Returns: the page in the macros of man(7); nil where the JSON says something else.
  static func text(toolInfo: String) -> String? {
    guard let root = ToolInfo(toolInfo)?.command else { return nil }
    let commands = (root.subcommands ?? []).filter(isShown)
    var lines = head(root)
    lines += [".SH COMMANDS"] + commands.flatMap { Self.command($0, path: "bauta") }
    lines += standardOptions(commands) + keys + tail
    return lines.joined(separator: "\n") + "\n"
  }

  private static func isShown(_ command: Command) -> Bool {
    command.shouldDisplay != false && command.commandName != "help"
  }

  private static func head(_ root: Command) -> [String] {
    [
      ".\\\" Generated from the commands and the table of actions:",
      ".\\\" BAUTA_UPDATE_DOCS=1 ./scripts/test --filter ManPageTests",
      ".TH BAUTA 1 \"\" \"bauta\" \"User Commands\"", ".SH NAME",
      "bauta \\- removes faces from head MRI and measures what that does", ".SH SYNOPSIS",
      ".B bauta", ".I command", "[\\fIargument\\fR ...] [\\fIoption\\fR ...]", ".PP",
      ".B bauta", "in a study folder, on a terminal: the workbench", ".SH DESCRIPTION",
      text(root.abstract ?? ""),
      "A study has cohorts, a cohort subjects and one outcome; every subject is measured on its full",
      "images and once for each method that removes the face.",
    ]
  }

  // MARK: - Commands

  private static func command(_ command: Command, path: String) -> [String] {
    let name = "\(path) \(command.commandName)"
    let below = (command.subcommands ?? []).filter(isShown)
    guard below.isEmpty else { return below.flatMap { Self.command($0, path: name) } }
    let own = own(command)
    var lines = [".SS \"\(quoted(([name] + own.compactMap(synopsis)).joined(separator: " ")))\""]
    lines.append(text(command.abstract ?? ""))
    if let discussion = command.discussion {
      for paragraph in discussion.components(separatedBy: "\n\n") {
        lines += [".PP"] + paragraph.split(separator: "\n").map { text(String($0)) }
      }
    }
    for argument in own { lines += [".TP", ".B \(spelling(argument))", about(argument)] }
    return lines
  }

  /// The arguments of a command but for those that all have.
  private static func own(_ command: Command) -> [Argument] {
    (command.arguments ?? []).filter { argument in
      argument.shouldDisplay == true && !standardNames.contains(longName(argument) ?? "")
    }
  }

  private static let standardNames: Set<String> = [
    "threads", "force", "quiet", "verbose", "detail", "json", "color", "template", "help",
    "version",
  ]

  private static func longName(_ argument: Argument) -> String? {
    argument.names?.first { $0.kind == "long" }?.name
  }

  /// What stands in the heading: positional arguments alone.
  private static func synopsis(_ argument: Argument) -> String? {
    guard argument.kind == "positional" else { return nil }
    let name = (argument.valueName ?? "").uppercased() + (argument.isRepeating == true ? "..." : "")
    return argument.isOptional == true ? "[\(name)]" : name
  }

  private static func spelling(_ argument: Argument) -> String {
    guard argument.kind != "positional" else {
      return text((argument.valueName ?? "").uppercased())
    }
    let names = (argument.names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name }
    let value = argument.kind == "option" ? " \\fI\(text(argument.valueName ?? ""))\\fR" : ""
    return names.map(text).joined(separator: ", ") + value
  }

  private static func about(_ argument: Argument) -> String {
    let fallback = argument.defaultValue.map { $0.isEmpty ? "" : " (default: \($0))" } ?? ""
    let words = (argument.abstract ?? "") + fallback
    return text(words.isEmpty ? "See above." : words)
  }

  private static func standardOptions(_ commands: [Command]) -> [String] {
    var seen: Set<String> = []
    let all = commands.flatMap { $0.arguments ?? [] }.filter { argument in
      guard let name = longName(argument), standardNames.contains(name),
        argument.shouldDisplay == true
      else { return false }
      return seen.insert(name).inserted
    }
    return [
      ".SH OPTIONS",
      "Every command takes these; some mean nothing to some. Each option has a double",
      "in the environment: \\fB\\-\\-threads 2\\fR is also \\fBBAUTA_THREADS=2\\fR.",
    ] + all.flatMap { [".TP", ".B \(spelling($0))", about($0)] }
  }

  // MARK: - Keys and the rest

  private static var keys: [String] {
    let rows = ActionTable.all.flatMap { action -> [String] in
      let keys = action.keys.map(KeyName.of).joined(separator: " ")
      let place =
        action.views.isEmpty ? "" : " (\(action.views.map(\.title).joined(separator: ", ")))"
      return [
        ".TP", "\\fB\(text(keys))\\fR  \\fI\(text(action.name))\\fR", text(action.help + place),
      ]
    }
    return [
      ".SH KEYS OF THE WORKBENCH", "The name behind the keys is that of the action, for",
      "\\fB:\\fR and for \\fIkeys.yaml\\fR.",
    ] + rows
  }

  private static var tail: [String] {
    let codes = ExitCode.allCases.flatMap { [".TP", ".B \($0.rawValue)", text($0.words)] }
    return [".SH EXIT STATUS"] + codes + [
      ".SH FILES", ".TP", ".I study.yaml", "The study: methods, cohorts, parameters.", ".TP",
      ".I .bauta/", "The queue, its journal, logs, and parameters of single subjects.", ".TP",
      ".I $XDG_CONFIG_HOME/bauta/keys.yaml", "Keys of the workbench, by action.", ".TP",
      ".I $XDG_CONFIG_HOME/bauta/themes/*.yaml", "Colour themes of the user.",
    ]
  }

  // MARK: - Escapes

  /// Text as roff shows it: hyphens and backslashes stand for themselves, and a point or quote at the
  /// beginning of a line is no command.
  static func text(_ text: String) -> String {
    var result = ""
    for letter in text {
      switch letter {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "\"": result += "\\(dq"
      case "…": result += "..."
      case _ where letter.isASCII: result.append(letter)
      default:
        for scalar in letter.unicodeScalars { result += "\\[u\(hexadecimal(scalar))]" }
      }
    }
    return result.hasPrefix(".") ? "\\&" + result : result
  }

  /// At least four digits, as groff wants them.
  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  private static func quoted(_ text: String) -> String { self.text(text) }
}
