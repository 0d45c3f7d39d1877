import Canvas
import Terminal

/// How the workbench is opened.
public struct WorkbenchOptions: Sendable {
  /// Look only: nothing can be rerun or cancelled.
  public var readOnly: Bool
  /// Name of the theme.
  public var theme: String
  /// Folders with themes of the user.
  public var themeFolders: [String]
  /// When to use colours.
  public var color: ColorOption
  /// How pictures are drawn.
  public var pictures: PictureChoice
  /// Whether the mouse is used.
  public var mouse: Bool
  /// Whether the line to the terminal is measured, and pictures follow what it takes.
  public var measuresLine = false
  /// Who judges, and what is hidden.
  public var judging = JudgingOptions()
  /// Which keys do what.
  public var keys = KeyMap.standard
  /// Whether saved screens show labels of subjects and pictures.
  public var isDetailed = false
  /// Folder in which screens are saved that are given no file name; the current one if nil.
  public var screensFolder: String?

  /// Options.
  public init(
    readOnly: Bool = false, theme: String = ThemeLibrary.standard, themeFolders: [String] = [],
    color: ColorOption = .auto, pictures: PictureChoice = .auto, mouse: Bool = true
  ) {
    (self.readOnly, self.theme, self.themeFolders) = (readOnly, theme, themeFolders)
    (self.color, self.pictures, self.mouse) = (color, pictures, mouse)
  }
}
