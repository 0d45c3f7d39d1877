import ArgumentParser
import Volumes

/// Whether the help of a command shows an option; one that is not shown is accepted all the same.
protocol HelpVisibility {
  static var visibility: ArgumentVisibility { get }
}

/// The option means something here.
enum Shown: HelpVisibility { static var visibility: ArgumentVisibility { .default } }

/// The option means nothing here.
enum Unshown: HelpVisibility { static var visibility: ArgumentVisibility { .hidden } }

/// What every command can ask of its standard options.
protocol StandardSettings: ParsableArguments {
  var threads: Int? { get }
  var force: Bool { get }
  var quiet: Bool { get }
  var verbose: Bool { get }
  var detail: Bool { get }
  var json: Bool { get }
  var color: ColourChoice { get }
  var template: String? { get }
}

/// The standard options of commands that write images made with a template.
typealias StandardOptions = StandardOptionSet<Shown, Shown>
/// Those of commands that write files and take no template.
typealias WritingOptions = StandardOptionSet<Shown, Unshown>
/// Those of commands over a study, which overwrites nothing.
typealias TemplateOptions = StandardOptionSet<Unshown, Shown>
/// Those of commands that write nothing and take no template.
typealias ReadingOptions = StandardOptionSet<Unshown, Unshown>

/// The options that every command takes.
struct StandardOptionSet<Force: HelpVisibility, Template: HelpVisibility>: StandardSettings {
  @Option(help: ArgumentHelp("Use at most this many threads (default: all).", valueName: "count"))
  var threads: Int?

  @Flag(
    help: ArgumentHelp(
      "Overwrite outputs that are there already. Inputs are never overwritten.",
      visibility: Force.visibility))
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

  @Option(
    help: ArgumentHelp(
      "Take this head as template, or digital-head for the mean digital head.", valueName: "path",
      visibility: Template.visibility))
  var template: String?

  func validate() throws {
    if let threads, !(1...4096).contains(threads) {
      throw ValidationError("'--threads' must be from 1 to 4096, not \(threads)")
    }
    if quiet && verbose { throw ValidationError("'--quiet' and '--verbose' exclude each other") }
  }
}

extension StandardSettings {
  /// The bound on threads.
  var parallel: Parallel { Parallel(threads: threads) }
}

/// When to use colours.
enum ColourChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}
