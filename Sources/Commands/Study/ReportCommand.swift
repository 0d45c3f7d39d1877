import ArgumentParser
import Foundation
import Study
import Workbench

struct ReportCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the results of a study: agreement, failures, faces, published values beside.",
    discussion: """
      Text by default; a file that ends in .html becomes one page with the plots that needs nothing \
      else. Subjects are called by their place in the cohort unless --detail asks for labels. The \
      people found again are those of the last run or of 'bauta reidentify STUDY'.
      """)

  @OptionGroup var place: StudyArgument
  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("Write to this file: .txt or .html.", valueName: "file"))
  var output: String?
  @OptionGroup var standard: StandardOptions

  func validate() throws {
    guard let output else { return }
    guard ["txt", "html"].contains(URL(fileURLWithPath: output).pathExtension) else {
      throw ValidationError("'\(output)' ends neither in .txt nor in .html: the ending says which")
    }
  }

  func execute(_ console: Console) async throws {
    let study = try place.open(standard, isReadOnly: true)
    let snapshot = try study.reader().snapshot()
    if console.json { return console.result(JSONText.of(StatusReport(snapshot))) }
    let report = StudyReport(
      snapshot, searches: FaceSearchFiles(paths: study.paths).searches(snapshot),
      isDetailed: standard.detail)
    let text = report.lines(width: 120).joined(separator: "\n")
    guard let output else { return console.result(text) }
    try write(output.hasSuffix(".html") ? report.html : text + "\n", to: output)
    console.note("the report was written")
  }

  private func write(_ text: String, to path: String) throws {
    if FileManager.default.fileExists(atPath: path), !standard.force {
      throw CommandFailure(
        .cannotCreate, "the report is there already", remedy: "give --force to overwrite it",
        path: path)
    }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandFailure(
        .cannotCreate, "the report cannot be written",
        remedy: "check the folder, its permissions and free space", path: path)
    }
  }
}
