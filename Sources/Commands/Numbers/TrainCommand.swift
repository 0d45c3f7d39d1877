import ArgumentParser

struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Trains a model that is shipped again, from simulated heads.",
    subcommands: [TrainLPACommand.self, TrainGBVCommand.self])
}
