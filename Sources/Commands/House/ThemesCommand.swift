import ArgumentParser
import Foundation
import Terminal

struct ThemesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes", abstract: "Lists and checks the colour themes.",
    subcommands: [ThemesListCommand.self, ThemesCheckCommand.self],
    defaultSubcommand: ThemesListCommand.self)
}

/// The folders where themes of the user are looked for.
enum ThemeFolders {
  static var all: [String] {
    let environment = ProcessInfo.processInfo.environment
    let home = environment["XDG_CONFIG_HOME"] ?? (environment["HOME"] ?? "") + "/.config"
    return [home + "/bauta/themes"]
  }
}

struct ThemesListCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the colour themes.")
  @OptionGroup var standard: ReadingOptions

  func execute(_ console: Console) async throws {
    let names = ThemeLibrary(folders: ThemeFolders.all).names
    if console.json { return console.result(JSONText.of(names)) }
    for name in names { console.result(name) }
  }
}

struct ThemesCheckCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks theme files and lists every mistake.")
  @Argument(
    help: "A folder of theme files; the shipped themes and those of the user when left out.")
  var folder: String?
  @OptionGroup var standard: ReadingOptions

  func execute(_ console: Console) async throws {
    let library = ThemeLibrary(folders: folder.map { [$0] } ?? ThemeFolders.all)
    var warnings: [String] = []
    for name in library.names {
      warnings += library.theme(named: name).warnings.map { "\(name): \($0)" }
    }
    if console.json {
      console.result(JSONText.of(["themes": library.names, "warnings": warnings]))
    } else {
      for warning in warnings { console.result(warning) }
      console.note(
        "\(Plural.of(library.names.count, "theme")), \(Plural.of(warnings.count, "mistake"))")
    }
    if !warnings.isEmpty { throw Ended(code: .badData) }
  }
}
