import Foundation

/// Gives every option its double in the environment: `--max-size 3` is also `BAUTA_MAX_SIZE=3`.
///
/// What stands on the command line wins. Flags are on for `1`, `true`, `yes` or `on`.
struct EnvironmentOptions {
  /// The environment.
  var environment: [String: String]

  /// Options whose environment double means something of its own.
  static let handledElsewhere: Set<String> = ["template", "help", "version"]

  /// The arguments with those of the environment added at the end.
  func applied(to arguments: [String], toolInfo: @autoclosure () -> String) -> [String] {
    guard environment.keys.contains(where: { $0.hasPrefix("BAUTA_") }),
      let command = Self.command(named: arguments, toolInfo: toolInfo())
    else { return arguments }
    let added = (command.arguments ?? []).flatMap { additions(for: $0, to: arguments) }
    guard !added.isEmpty else { return arguments }
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    return Array(arguments[..<end]) + added + Array(arguments[end...])
  }

  /// The options, such as `--seed`, of the command that the arguments name; flags are none.
  static func longOptions(of arguments: [String], toolInfo: String) -> Set<String> {
    let all = command(named: arguments, toolInfo: toolInfo)?.arguments ?? []
    let names = all.filter { $0.kind == "option" }.flatMap { $0.names ?? [] }
    return Set(names.filter { $0.kind == "long" }.map { "--\($0.name)" })
  }

  private static func command(named arguments: [String], toolInfo: String) -> ToolInfo.Command? {
    ToolInfo(toolInfo).flatMap { command(named: arguments, below: $0.command) }
  }

  private static func command(
    named arguments: [String], below command: ToolInfo.Command
  ) -> ToolInfo.Command? {
    var current = command
    for word in arguments {
      guard let next = current.subcommands?.first(where: { $0.commandName == word }) else { break }
      current = next
    }
    while let name = current.defaultSubcommand,
      let next = current.subcommands?.first(where: { $0.commandName == name })
    {
      current = next
    }
    return current.commandName == command.commandName ? nil : current
  }

  private func additions(for argument: ToolInfo.Argument, to arguments: [String]) -> [String] {
    let names = argument.names ?? []
    guard let first = names.first(where: { $0.kind == "long" }) ?? names.first,
      !Self.handledElsewhere.contains(first.name), !isGiven(names, in: arguments),
      !Self.excludes(first.name, arguments)
    else { return [] }
    let name = first.name
    let spelled = (first.kind == "long" ? "--" : "-") + name
    let variable = Self.variable(of: name)
    guard let value = environment[variable], !value.isEmpty else { return [] }
    if argument.kind == "flag" {
      return ["1", "true", "yes", "on"].contains(value.lowercased()) ? [spelled] : []
    }
    guard argument.kind == "option" else { return [] }
    // Joined, so that a value may begin with a minus.
    return first.kind == "long" ? ["\(spelled)=\(value)"] : [spelled, value]
  }

  /// The variable of an option: `max-size` → `BAUTA_MAX_SIZE`.
  static func variable(of name: String) -> String {
    "BAUTA_" + name.uppercased().replacingOccurrences(of: "-", with: "_")
  }

  /// Whether what stands on the command line excludes an option of the environment.
  private static func excludes(_ name: String, _ arguments: [String]) -> Bool {
    let pairs = ["quiet": "--verbose", "verbose": "--quiet"]
    return pairs[name].map(arguments.contains) ?? false
  }

  private func isGiven(_ names: [ToolInfo.Argument.Name], in arguments: [String]) -> Bool {
    let spelled = names.map { $0.kind == "short" ? "-\($0.name)" : "--\($0.name)" }
    return arguments.contains { word in
      spelled.contains { word == $0 || word.hasPrefix($0 + "=") }
    }
  }
}
