import ArgumentParser

struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Trains a model that is shipped again, to the digit.",
    subcommands: [TrainLPACommand.self])
}
