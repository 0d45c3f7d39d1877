import Canvas
import Foundation
import Jobs
import Study
import Terminal

extension Workbench {
  /// Opens the workbench of a study on this terminal and runs it until it is left.
  ///
  /// - Parameters:
  ///   - opening: the study, whose file was read; all else happens behind the first screen.
  ///   - options: how it looks.
  /// - Throws: `TerminalError` when this is no terminal that can be used, `StudyError` when the study
  ///   cannot be opened.
  public static func open(study opening: StudyOpening, options: WorkbenchOptions) throws {
    let keeper = opening.paths.raterFile(options.judging.rater)
    let source = OpenStudySource(opening)
    let written = try run(source, options: options, keeper: keeper)
    // An engine writes the tables itself when it is done.
    guard written > 0, let study = source.study, !source.hasEngine() else { return }
    try AgreementFiles(paths: study.paths).write(try study.reader().snapshot())
  }

  /// Opens plain image files beside each other, with no study.
  ///
  /// - Parameters:
  ///   - files: one or two images.
  ///   - options: how it looks.
  /// - Throws: `TerminalError` when this is no terminal that can be used.
  public static func view(files: [String], options: WorkbenchOptions) throws {
    _ = try run(FileSource(files: files), options: options)
  }

  /// Runs until it is left; gives the number of lines that the rater wrote.
  private static func run(
    _ source: any StudySource, options: WorkbenchOptions, keeper: (any RatingKeeper)? = nil
  ) throws -> Int {
    let screen = try TerminalOpening.screen(options)
    let quiet = QuietErrors()
    defer { quiet.end() }
    Screen.restoreOnExit()
    var options = options
    options.measuresLine = true
    let workbench = Workbench(
      screen: screen, source: source, loader: FileImageLoader(), options: options,
      keeper: keeper)
    // Whatever happens, the terminal is given back first.
    let outcome = Result { try workbench.run() }
    screen.close()
    try outcome.get()
    return workbench.ratingsWritten
  }
}

/// Opens the screen that options and environment ask for.
enum TerminalOpening {
  static func screen(_ options: WorkbenchOptions) throws -> Screen {
    let environment = ProcessInfo.processInfo.environment
    let term = environment["TERM"] ?? ""
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw TerminalError(
        code: .notATerminal, message: "the workbench needs a terminal, and this is none",
        remedy: "use 'bauta status', or 'bauta view --print' for a picture")
    }
    var screenOptions = Screen.Options(term: term)
    screenOptions.mouse = options.mouse
    screenOptions.depth = ColorChoice.depth(
      option: options.color, environment: environment, isTerminal: true,
      terminalColors: ColorChoice.colors(ofTerm: term) ?? 0)
    let library = ThemeLibrary(folders: options.themeFolders)
    let name = screenOptions.depth == .mono ? "mono" : options.theme
    return try Screen(screenOptions, theme: library.theme(named: name).theme)
  }
}

/// Keeps messages of libraries off the screen while it is open.
private struct QuietErrors {
  private let saved: Int32

  init() {
    saved = dup(STDERR_FILENO)
    let sink = Foundation.open("/dev/null", O_WRONLY)
    if sink >= 0 {
      dup2(sink, STDERR_FILENO)
      close(sink)
    }
  }

  func end() {
    guard saved >= 0 else { return }
    dup2(saved, STDERR_FILENO)
    close(saved)
  }
}
