import ArgumentParser
import Study

/// The `bauta` command.
struct Root: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bauta",
    abstract: "Removes faces from head MRI and measures what that does to the results.",
    version: StudyVersion.current,
    groupedSubcommands: [
      CommandGroup(
        name: "A study:",
        subcommands: [
          DemoCommand.self, InitCommand.self, CheckCommand.self, RunCommand.self,
          StatusCommand.self, RetryCommand.self, OpenCommand.self, RatingsCommand.self,
          ReportCommand.self,
        ]),
      CommandGroup(
        name: "One image:",
        subcommands: [
          InfoCommand.self, ConvertCommand.self, ViewCommand.self, DefaceCommand.self,
          CheckDefacedCommand.self, FaceCommand.self, RegisterCommand.self, BiasCommand.self,
          BrainCommand.self,
          SegmentCommand.self, MeasureCommand.self, PhantomCommand.self,
        ]),
      CommandGroup(
        name: "Numbers:",
        subcommands: [
          AgreeCommand.self, ReidentifyCommand.self, EvaluateCommand.self, TrainCommand.self,
        ]),
      CommandGroup(
        name: "The house:",
        subcommands: [
          DoctorCommand.self, ThemesCommand.self, KeysCommand.self, CompletionsCommand.self,
          WorkerCommand.self,
        ]),
    ])
}
