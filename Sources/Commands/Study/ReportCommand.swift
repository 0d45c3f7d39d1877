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

      The page shows some faces after each method, as far as their surface is gone or another one; the \
      faces that a removal left, and the originals, only with --originals. Such a page shows who the \
      people are: do not share it.
      """)

  @OptionGroup var place: StudyArgument
  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("Write to this file: .txt or .html.", valueName: "file"))
  var output: String?
  @Flag(
    help: """
      Draw the original faces as well, and those that are still there. For your eyes only: people can be \
      recognised on such a page.
      """)
  var originals = false
  @Option(
    help: ArgumentHelp(
      "Write a table of what was defaced, with hashes before and after, to this file. It names files.",
      valueName: "file"))
  var attestation: String?
  @OptionGroup var standard: StandardOptions

  func validate() throws {
    if originals, output?.hasSuffix(".html") != true {
      throw ValidationError("'--originals' draws faces on a page: give '-o FILE.html' as well")
    }
    guard let output else { return }
    guard ["txt", "html"].contains(URL(fileURLWithPath: output).pathExtension) else {
      throw ValidationError("'\(output)' ends neither in .txt nor in .html: the ending says which")
    }
  }

  func execute(_ console: Console) async throws {
    let study = try place.open(standard, isReadOnly: true)
    if let attestation { try attest(study, to: attestation, console) }
    let snapshot = try study.reader().snapshot()
    if console.json { return console.result(JSONText.of(StatusReport(snapshot))) }
    let isPage = output?.hasSuffix(".html") == true
    let report = StudyReport(
      snapshot, searches: FaceSearchFiles(paths: study.paths).searches(snapshot),
      faces: ReportedFaces.read(snapshot, drawsFaces: isPage, showsOriginals: originals),
      isDetailed: standard.detail)
    let text = report.lines(width: 120).joined(separator: "\n")
    guard let output else { return console.result(text) }
    try write(output.hasSuffix(".html") ? report.html : text + "\n", to: output)
    console.note("the report was written")
    if originals {
      console.warn("the page shows faces of the people of the study: do not share it")
    }
  }

  private func attest(_ study: OpenStudy, to path: String, _ console: Console) throws {
    let list = try study.attestation()
    try write(list.text, to: path)
    let done = list.lines.count { $0.verdict == .defaced }
    console.note("the attestation was written: \(done) of \(list.lines.count) images are defaced")
    let changed = list.lines.count { $0.verdict == .changed }
    if changed > 0 {
      console.warn("\(changed) files are not those that were written, or are gone")
    }
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
