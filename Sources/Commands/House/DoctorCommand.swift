import ArgumentParser
import Foundation
import Jobs
import Study
import Terminal

struct DoctorCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Says what Bauta found on this machine, and what is missing.")

  @Argument(
    help: ArgumentHelp("A study folder whose file system is looked at.", valueName: "study"))
  var study: String?
  @OptionGroup var standard: TemplateOptions

  struct Report: Encodable {
    var version: String
    var template: TemplateChoice
    var cores: Int
    var terminal: String
    var colors: Int?
    var utf8: Bool
    var escape_delay: String?
    var journal_mode: String?
    var lines: [String]
  }

  func execute(_ console: Console) async throws {
    let environment = ProcessInfo.processInfo.environment
    let template = try TemplateSearch(option: standard.template).choose()
    let term = environment["TERM"] ?? ""
    let colors = ColorChoice.colors(ofTerm: term)
    let report = Report(
      version: StudyVersion.current, template: template,
      cores: ProcessInfo.processInfo.activeProcessorCount, terminal: term, colors: colors,
      utf8: LocaleText.isUTF8(environment), escape_delay: environment["ESCDELAY"],
      journal_mode: try journalMode(), lines: [])
    if console.json {
      console.result(JSONText.of(report))
    } else {
      for line in Self.lines(of: report, environment: environment) { console.result(line) }
    }
  }

  private func journalMode() throws -> String? {
    guard let study else { return nil }
    let checked = try CheckedStudy.check(folder: study)
    do {
      return "\(try TaskStore(folder: checked.paths.engineFolder).journalMode)"
    } catch {
      throw StudyError(error, while: "opening the queue of the study")
    }
  }

  private static func lines(of report: Report, environment: [String: String]) -> [String] {
    var lines = [
      "bauta \(report.version), \(report.cores) cores",
      "template  \(report.template.name): \(report.template.reason)",
    ]
    if let path = report.template.headPath { lines.append("          head \(path)") }
    if let path = report.template.brainPath { lines.append("          brain \(path)") }
    if report.terminal.isEmpty {
      lines.append("terminal  none: TERM is not set")
    } else if let colors = report.colors {
      lines.append(
        "terminal  \(report.terminal): \(colors == 0 ? "no colours" : "\(colors) colours")")
    } else {
      lines.append(
        "terminal  \(report.terminal) is not known here; install ncurses-term, or set TERM=xterm-256color"
      )
    }
    lines.append(
      report.utf8 ? "locale    UTF-8" : "locale    not UTF-8: frames and pictures are plain ASCII")
    if environment["SSH_CONNECTION"] != nil {
      lines.append("network   over SSH: 'ssh -C' makes pictures about eight times smaller")
    }
    if let mode = report.journal_mode { lines.append("database  journal mode \(mode)") }
    return lines
  }
}
