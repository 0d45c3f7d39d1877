import ArgumentParser

struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Judges a measure by heads of which the truth is known.",
    subcommands: [
      EvaluateNBVCommand.self, EvaluateWMLVCommand.self, EvaluateGBVCommand.self,
      EvaluateDoseCommand.self, EvaluateStartsCommand.self, EvaluateFacesCommand.self,
      EvaluateGradesCommand.self,
    ])
}
