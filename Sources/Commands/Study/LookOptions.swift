import ArgumentParser
import Canvas
import Terminal
import Workbench

/// How the workbench looks.
struct LookOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Colour theme.", valueName: "name")) var theme = "lagoon"
  @Option(
    help: ArgumentHelp(
      "How pictures are drawn: auto, ascii, braille, halfBlocks, quadrants.", valueName: "name"))
  var pictures = "auto"
  @Flag(help: "Leave the mouse to the terminal.") var noMouse = false

  func validate() throws {
    if pictures != "auto", Encoding(rawValue: pictures) == nil {
      let known = ["auto"] + Encoding.allCases.map(\.rawValue)
      throw ValidationError(
        "unknown '--pictures' \(pictures); known are \(known.joined(separator: ", "))")
    }
  }

  /// The options of the workbench.
  func options(_ standard: StandardOptions, readOnly: Bool) -> WorkbenchOptions {
    WorkbenchOptions(
      readOnly: readOnly, theme: theme, themeFolders: ThemeFolders.all,
      color: ColorOption(rawValue: standard.color.rawValue) ?? .auto,
      pictures: Encoding(rawValue: pictures), mouse: !noMouse)
  }
}
