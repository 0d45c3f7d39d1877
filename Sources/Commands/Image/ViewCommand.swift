import ArgumentParser
import Canvas
import Foundation
import Pictures
import Study
import Terminal
import Volumes
import Workbench

struct ViewCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "view", abstract: "Shows an image, or two beside each other.",
    discussion:
      "With --print one picture goes to stdout, with --picture to a PNG; otherwise the viewer opens."
  )

  @Argument(help: "One image, or two.") var files: [String]
  @Flag(help: "Print one picture and end.") var print = false
  @Option(help: ArgumentHelp("s sagittal, c coronal, a axial.", valueName: "s|c|a")) var plane = "s"
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Where the slice is, in world mm along its axis.", valueName: "mm"))
  var at: Double?
  @Option(help: ArgumentHelp("Size of the picture in characters, such as 80x40.", valueName: "CxR"))
  var size: String?
  @Option(
    help: ArgumentHelp(
      "How it is drawn, as --pictures: auto, ascii, braille, blocks, quadrants, fine.",
      valueName: "name"))
  var encoding: String?
  @OptionGroup var picture: PictureOption
  @OptionGroup var look: LookOptions
  @OptionGroup var standard: WritingOptions

  func validate() throws {
    if !(1...2).contains(files.count) {
      throw ValidationError("one image is shown, or two, not \(files.count)")
    }
    if Self.plane(named: plane) == nil {
      throw ValidationError("unknown plane '\(plane)'; s is sagittal, c coronal, a axial")
    }
    if let size, Self.size(size) == nil {
      throw ValidationError(
        "'--size' is '\(size)', not columns x rows such as 80x40 (up to 1000x1000)")
    }
    if let encoding, PictureChoice(encoding) == nil {
      throw ValidationError(
        "unknown encoding '\(encoding)': \(Suggestion.remedy(for: encoding, in: PictureChoice.names))"
      )
    }
    if print, choice == .off {
      throw ValidationError("there is nothing to print when pictures are off")
    }
    if let at, !at.isFinite { throw ValidationError("'--at' must be a number of mm") }
  }

  func execute(_ console: Console) async throws {
    guard print || picture.path != nil else {
      for file in files { _ = try VolumeFile.readHeader(file) }
      var options = look.options(standard, readOnly: true)
      options.pictures = choice
      return try Workbench.view(files: files, options: options)
    }
    try ImageAccess.checkOutputs(picture.outputs, inputs: files, force: standard.force)
    let images = try files.map(Self.image)
    let printer = printer(count: images.count)
    let outputs = StagedFiles(parallel: standard.parallel)
    try picture.add(to: outputs) { printer.picture(of: images) }
    try outputs.commit(force: standard.force)
    guard print else { return }
    for line in printer.lines(of: images) { console.result(line) }
  }

  private static func image(_ file: String) throws -> LoadedImage {
    switch FileImageLoader().load(ImageRequest(path: file)) {
    case .success(let image): return image
    case .failure:
      _ = try ImageAccess.image(try VolumeFile.read(file))
      throw CommandFailure(.badData, "the image cannot be shown", path: file)
    }
  }

  /// How pictures are drawn: `--encoding` before `--pictures`.
  private var choice: PictureChoice { PictureChoice(encoding ?? look.pictures) ?? .auto }

  private func printer(count: Int) -> PicturePrinter {
    let environment = ProcessInfo.processInfo.environment
    let term = environment["TERM"] ?? ""
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let option = ColorOption(rawValue: standard.color.rawValue) ?? .auto
    let colors = ColorChoice.colors(ofTerm: term) ?? 0
    let depth = ColorChoice.depth(
      option: option, environment: environment, isTerminal: isTerminal,
      terminalColors: option == .always ? max(256, colors) : colors)
    let usesUTF8 = LocaleText.isUTF8(environment)
    let chosen = choice.encoding ?? Encoding.best(utf8: usesUTF8, depth: depth)
    let (columns, rows) = size.flatMap(Self.size) ?? (80, 36)
    return PicturePrinter(
      plane: Self.plane(named: plane) ?? .sagittal, atMM: at,
      columns: max(4, (columns - count + 1) / count), rows: rows, encoding: chosen, depth: depth)
  }

  static func plane(named name: String) -> SlicePlane? {
    SlicePlane.allCases.first { $0.rawValue == name || String($0.rawValue.prefix(1)) == name }
  }

  static func size(_ text: String) -> (Int, Int)? {
    let parts = text.lowercased().split(separator: "x").compactMap { Int($0) }
    guard parts.count == 2, parts.allSatisfy({ (4...1000).contains($0) }) else { return nil }
    return (parts[0], parts[1])
  }
}

/// What the environment says of the locale.
enum LocaleText {
  /// Whether characters beyond ASCII can be shown.
  static func isUTF8(_ environment: [String: String]) -> Bool {
    let locale =
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty } ?? "C"
    return locale.lowercased().replacingOccurrences(of: "-", with: "").contains("utf8")
  }
}
