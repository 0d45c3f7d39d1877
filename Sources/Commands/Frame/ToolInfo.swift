import Foundation

/// What the parser says of the program and its commands.
struct ToolInfo: Decodable {
  /// The program.
  var command: Command

  /// What is said of a command.
  struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var shouldDisplay: Bool?
    var subcommands: [Command]?
    var defaultSubcommand: String?
    var arguments: [Argument]?
  }

  /// What is said of an argument.
  struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }
    var kind: String
    var names: [Name]?
    var valueName: String?
    var abstract: String?
    var defaultValue: String?
    var isOptional: Bool?
    var isRepeating: Bool?
    var shouldDisplay: Bool?
  }

  /// Reads what the parser gives as JSON; nil where it is something else.
  init?(_ json: String) {
    guard let info = try? JSONDecoder().decode(ToolInfo.self, from: Data(json.utf8)) else {
      return nil
    }
    self = info
  }
}
