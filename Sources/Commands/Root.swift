import ArgumentParser
import Study

/// The `bauta` command.
struct Root: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bauta",
    abstract: "Removes faces from head MRI and measures what that does to the results.",
    version: StudyVersion.current)
}
