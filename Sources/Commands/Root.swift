import ArgumentParser

/// The `bauta` command.
public struct Root: ParsableCommand {
  /// Name and purpose.
  public static let configuration = CommandConfiguration(
    commandName: "bauta",
    abstract: "Remove faces from head MRI and measure what that does to your results.")

  /// Made by the parser.
  public init() {}
}
