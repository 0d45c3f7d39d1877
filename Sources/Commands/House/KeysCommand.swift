import ArgumentParser
import Foundation
import Terminal
import Workbench

struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Lists and checks the keys of the workbench.",
    subcommands: [KeysListCommand.self, KeysCheckCommand.self],
    defaultSubcommand: KeysListCommand.self)
}

/// The file with the keys of the user.
enum KeyFiles {
  static var path: String {
    let environment = ProcessInfo.processInfo.environment
    let home = environment["XDG_CONFIG_HOME"] ?? (environment["HOME"] ?? "") + "/.config"
    return home + "/bauta/keys.yaml"
  }

  /// The keys in force: those of the file where there is one.
  static func map(_ path: String = path) -> KeyMap {
    guard let data = FileManager.default.contents(atPath: path) else { return .standard }
    return KeyMap(
      KeyFile(String(decoding: data, as: UTF8.self)),
      named: URL(fileURLWithPath: path).lastPathComponent)
  }
}

struct KeysListCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Prints every key with its action and what it does.")
  @OptionGroup var standard: ReadingOptions

  private struct Row: Encodable {
    var action: String
    var keys: [String]
    var views: [String]
    var help: String
  }

  func execute(_ console: Console) async throws {
    let map = KeyFiles.map()
    for mistake in map.mistakes { console.warn(mistake) }
    if console.json {
      return console.result(
        JSONText.of(
          map.actions.map {
            Row(
              action: $0.name, keys: $0.keys.map(KeyName.of), views: $0.views.map(\.title),
              help: $0.help)
          }))
    }
    for line in KeyDocument.lines(of: map.actions) { console.result(line) }
  }
}

struct KeysCheckCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks a file of keys and lists every mistake.",
    discussion: """
      The file names actions and their keys, one line each, as in 'subject.rerun: x' or \
      'subject.next: [j, Down]'. 'bauta keys' lists the actions.
      """)
  @Argument(help: "The file; $XDG_CONFIG_HOME/bauta/keys.yaml when left out.") var file: String?
  @OptionGroup var standard: ReadingOptions

  func execute(_ console: Console) async throws {
    let path = file ?? KeyFiles.path
    guard FileManager.default.fileExists(atPath: path) else {
      guard file != nil else { return console.note("there is no keys.yaml: the usual keys hold") }
      throw CommandFailure(
        .inputMissing, "there is no such file of keys", remedy: "check the path", path: path)
    }
    let mistakes = KeyFiles.map(path).mistakes
    if console.json {
      console.result(JSONText.of(["mistakes": mistakes]))
    } else {
      for mistake in mistakes { console.result(mistake) }
      console.note(Plural.of(mistakes.count, "mistake"))
    }
    if !mistakes.isEmpty { throw Ended(code: .badData) }
  }
}
