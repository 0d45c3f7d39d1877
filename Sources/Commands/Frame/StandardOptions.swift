import ArgumentParser
import Volumes

/// The options that every command takes.
struct StandardOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Use at most this many threads (default: all).", valueName: "count"))
  var threads: Int?

  @Flag(help: "Overwrite outputs that are there already. Inputs are never overwritten.")
  var force = false

  @Flag(help: "Say nothing but results and errors.")
  var quiet = false

  @Flag(help: "Say more of what is done.")
  var verbose = false

  @Flag(help: "Show full paths and subject names in messages.")
  var detail = false

  @Flag(help: "Print the result as one JSON value.")
  var json = false

  @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
  var color = ColourChoice.auto

  @Option(help: ArgumentHelp("Take this head as template.", valueName: "path"))
  var template: String?

  func validate() throws {
    if let threads, !(1...4096).contains(threads) {
      throw ValidationError("'--threads' must be from 1 to 4096, not \(threads)")
    }
    if quiet && verbose { throw ValidationError("'--quiet' and '--verbose' exclude each other") }
  }

  /// The bound on threads.
  var parallel: Parallel { Parallel(threads: threads) }
}

/// When to use colours.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}
