import ArgumentParser

struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Learns what a measure knows, from simulated heads.",
    subcommands: [TrainGBVCommand.self])
}
