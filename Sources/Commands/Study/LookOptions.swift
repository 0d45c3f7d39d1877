import ArgumentParser
import Study
import Terminal
import Workbench

/// How the workbench looks.
struct LookOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Colour theme.", valueName: "name")) var theme = "lagoon"
  @Option(
    help: ArgumentHelp(
      "How pictures are drawn: auto, ascii, braille, blocks, quadrants, fine; off draws none.",
      valueName: "name"))
  var pictures = "auto"
  @Flag(help: "Leave the mouse to the terminal.") var noMouse = false

  func validate() throws {
    if PictureChoice(pictures) == nil {
      throw ValidationError(
        "unknown '--pictures' \(pictures): \(Suggestion.remedy(for: pictures, in: PictureChoice.names))"
      )
    }
    let themes = ThemeLibrary(folders: ThemeFolders.all).names
    if !themes.contains(theme) {
      throw ValidationError(
        "unknown theme '\(theme)': \(Suggestion.remedy(for: theme, in: themes))")
    }
  }

  /// The options of the workbench.
  func options(_ standard: some StandardSettings, readOnly: Bool) -> WorkbenchOptions {
    var options = WorkbenchOptions(
      readOnly: readOnly, theme: theme, themeFolders: ThemeFolders.all,
      color: ColorOption(rawValue: standard.color.rawValue) ?? .auto,
      pictures: PictureChoice(pictures) ?? .auto, mouse: !noMouse)
    options.keys = KeyFiles.map()
    options.isDetailed = standard.detail
    return options
  }
}
