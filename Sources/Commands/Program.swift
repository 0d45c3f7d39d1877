import ArgumentParser
import Foundation
import Study
import Volumes

/// The program: parses, runs one command, and says how it ended.
public enum Program {
  /// Runs the command that the arguments name.
  ///
  /// - Parameters:
  ///   - arguments: without the name of the program.
  ///   - environment: the environment, which holds a double of every option.
  /// - Returns: the exit code of the process.
  public static func main(
    _ arguments: [String], environment: [String: String] = ProcessInfo.processInfo.environment
  ) async -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    if !hasSignalsOfItsOwn(arguments.first) { UnfinishedFiles.removeOnSignals() }
    let given = NegativeValues.joined(Self.orWorkbench(arguments), toolInfo: Root._dumpHelp())
    let full = EnvironmentOptions(environment: environment)
      .applied(to: given, toolInfo: Root._dumpHelp())
    do {
      try checkCommand(full)
      if full.first == "help" { try checkCommand(Array(full.dropFirst())) }
      var command = try Root.parseAsRoot(full)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return ending(.done).rawValue
    } catch {
      let code = report(error, detail: full.contains("--detail"))
      tellFailure(error, asJSON: full.contains("--json"))
      if code == .usage { tellOrigin(of: full.filter { !given.contains($0) }) }
      return ending(code).rawValue
    }
  }

  /// The code of the end; what went well did not when its result could not be written.
  private static func ending(_ code: ExitCode) -> ExitCode {
    guard code == .done, let loss = Outlet.loss else { return code }
    return report(loss, detail: false)
  }

  /// Whether a command handles signals itself: the engine ends its workers, the workbench leaves the
  /// screen as it was.
  private static func hasSignalsOfItsOwn(_ command: String?) -> Bool {
    ["run", "demo", "open", "view", "worker", nil].contains(command)
  }

  /// The same with its text kept instead of written, for tests.
  static func captured(
    _ arguments: [String], environment: [String: String] = [:]
  ) async -> (code: Int32, result: String, message: String) {
    let capture = Outlet.Capture()
    let code = await Outlet.$capture.withValue(capture) {
      await main(arguments, environment: environment)
    }
    return (code, capture.result, capture.message)
  }

  /// Says which options of a wrong call were taken from the environment.
  private static func tellOrigin(of added: [String]) {
    for word in added where word.hasPrefix("--") && word != "--" {
      let option = word.prefix { $0 != "=" }
      let variable = EnvironmentOptions.variable(of: String(option.dropFirst(2)))
      Outlet.write("bauta:  note: '\(option)' was taken from $\(variable)\n", to: .message)
    }
  }

  /// The bare program inside a study folder, on a terminal, is the workbench.
  private static func orWorkbench(_ arguments: [String]) -> [String] {
    let isAtHome = FileManager.default.fileExists(atPath: "study.yaml")
    return arguments.isEmpty && isAtHome && isatty(STDOUT_FILENO) == 1 ? ["open"] : arguments
  }

  /// Refuses a command that is not known, with the nearest one, and so with the commands below it.
  private static func checkCommand(_ words: [String]) throws {
    var (commands, path): ([any ParsableCommand.Type], String) = (
      Root.configuration.subcommands, ""
    )
    for word in words {
      guard !commands.isEmpty, !word.hasPrefix("-") else { return }
      let known = commands.map { $0._commandName } + (path.isEmpty ? ["help"] : [])
      guard known.contains(word) else {
        throw CommandFailure(
          .usage, "there is no command '\(path)\(word)'",
          remedy: Suggestion.remedy(for: word, in: known))
      }
      path += word + " "
      commands =
        commands.first { $0._commandName == word }?.configuration.subcommands ?? []
    }
  }

  /// One JSON value also where a command with `--json` ends without its result.
  private static func tellFailure(_ error: any Error, asJSON: Bool) {
    struct Report: Encodable { var failure: FailureReport }
    guard asJSON, !(error is Ended), !(error is CleanExit), !Root.exitCode(for: error).isSuccess,
      !((error as? CommandFailure)?.isTold ?? false)
    else { return }
    var failure = CommandFailure(error)
    if Root.exitCode(for: error) == .validationFailure {
      failure = CommandFailure(.usage, Root.message(for: error))
      failure.kind = "usage"
    }
    Outlet.write(JSONText.of(Report(failure: FailureReport(failure))) + "\n", to: .result)
  }

  private static func report(_ error: any Error, detail: Bool) -> ExitCode {
    if let end = error as? Ended { return end.code }
    let code = Root.exitCode(for: error)
    if error is CleanExit || code.isSuccess {
      Outlet.write(Root.fullMessage(for: error) + "\n", to: .result)
      return .done
    }
    if code == .validationFailure {
      let text = Root.fullMessage(for: error)
      let bare = text.hasPrefix("Error: ") ? String(text.dropFirst(7)) : text
      for (index, line) in bare.split(separator: "\n").enumerated() {
        let text = line.trimmingCharacters(in: .whitespaces)
        Outlet.write("bauta: \(index == 0 ? "error: " : " ")\(text)\n", to: .message)
      }
      return .usage
    }
    let failure = CommandFailure(error)
    Console.fail(failure, detail: detail)
    return failure.code
  }
}

/// Thrown by a command that has said everything and only has to end with a code.
struct Ended: Error {
  var code: ExitCode
}

typealias ParserExitCode = ArgumentParser.ExitCode
