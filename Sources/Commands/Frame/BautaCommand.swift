import ArgumentParser

/// A command with the standard options, which talks through one console.
protocol BautaCommand: AsyncParsableCommand {
  associatedtype Standard: StandardSettings

  /// The options that every command takes.
  var standard: Standard { get }

  /// Does the work.
  func execute(_ console: Console) async throws
}

extension BautaCommand {
  func run() async throws {
    try await execute(Console(options: standard))
  }
}
