import ArgumentParser
import Foundation
import Study

/// The study folder, which most study commands take as their argument.
struct StudyArgument: ParsableArguments {
  @Argument(help: ArgumentHelp("The study folder.", valueName: "study"))
  var study: String = "."

  /// The study, opened.
  func open(
    _ standard: some StandardSettings, threads: Int = 1, isReadOnly: Bool = false
  ) throws -> OpenStudy {
    try OpenStudy.open(
      folder: study, search: TemplateSearch(option: standard.template), threads: threads,
      isReadOnly: isReadOnly)
  }
}

/// The path of the running program, for starting workers.
enum OwnProgram {
  static var path: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments.first ?? "bauta"
  }
}
