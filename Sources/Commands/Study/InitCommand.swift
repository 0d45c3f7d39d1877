import ArgumentParser
import Foundation
import Study

struct InitCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Writes study.yaml for a folder of images.",
    discussion: "Asks on a terminal; elsewhere the options answer.")

  @OptionGroup var place: StudyArgument
  @Option(help: ArgumentHelp("The study's name.", valueName: "text")) var name: String?
  @Option(help: ArgumentHelp("A BIDS dataset.", valueName: "folder")) var bids: String?
  @Option(help: ArgumentHelp("A CSV or TSV table: subject, session, T1w, …", valueName: "file"))
  var table: String?
  @Option(help: ArgumentHelp("The cohort's name.", valueName: "name")) var cohort: String?
  @Option(help: ArgumentHelp("What is measured.", valueName: "name")) var outcome: String?
  @OptionGroup var standard: StandardOptions

  func execute(_ console: Console) async throws {
    let file = (place.study as NSString).appendingPathComponent("study.yaml")
    if FileManager.default.fileExists(atPath: file) && !standard.force {
      throw CommandFailure(
        .cannotCreate, "there is a study.yaml already", remedy: "--force writes it anew", path: file
      )
    }
    let answers = try answers()
    if let filter = answers.filter {
      console.note(
        "cohort '\(answers.cohort)': subjects whose '\(filter.column)' is \(filter.value)")
    }
    let text = StudyTemplate.text(answers)
    _ = try StudyFile.parse(text, known: StudyRegistry.names)
    try FileManager.default.createDirectory(atPath: place.study, withIntermediateDirectories: true)
    try ImageAccess.write(text, to: file)
    tellMistakes(console)
    console.note("wrote study.yaml; 'bauta check' looks at the data, 'bauta run' starts the work")
  }

  /// Says at once when the data are not what the new file says.
  private func tellMistakes(_ console: Console) {
    do {
      _ = try CheckedStudy.check(folder: place.study)
    } catch {
      for mistake in error.mistakes { console.warn("\(mistake)") }
    }
  }

  private func answers() throws -> StudyTemplate.Answers {
    if bids != nil && table != nil {
      throw CommandFailure(
        .usage, "'--bids' and '--table' both say where the images are", remedy: "give one of them")
    }
    let asker = Asker()
    let folder = URL(fileURLWithPath: place.study).standardizedFileURL.lastPathComponent
    let source: StudyPlan.Cohort.Source
    if let bids {
      source = .bids(bids)
    } else if let table {
      source = .table(table)
    } else if let answer = asker.ask("BIDS folder or CSV/TSV table with the images", fallback: nil)
    {
      let isTable = [".csv", ".tsv", ".txt"].contains { answer.lowercased().hasSuffix($0) }
      source = isTable ? .table(answer) : .bids(answer)
    } else {
      throw CommandFailure(
        .usage, "neither '--bids' nor '--table' says where the images are",
        remedy: "give one of them, or run 'bauta init' on a terminal")
    }
    let name = name ?? asker.ask("Name of the study", fallback: folder) ?? folder
    let cohort = cohort ?? asker.ask("Name of the cohort", fallback: "all") ?? "all"
    return StudyTemplate.Answers(
      name: name, cohort: cohort,
      outcome: outcome ?? asker.ask("Outcome", fallback: "nbv") ?? "nbv",
      source: fromStudy(source), filter: filter(cohort, source))
  }

  /// Who belongs to the cohort, where the data say so by its name.
  private func filter(
    _ cohort: String, _ source: StudyPlan.Cohort.Source
  ) -> (column: String, value: String)? {
    switch source {
    case .bids(let folder): CohortColumn.find(cohort, inTable: folder + "/participants.tsv")
    case .table(let file): CohortColumn.find(cohort, inTable: file)
    }
  }

  /// The same place as seen from the study folder, as `study.yaml` has it; people give paths from
  /// where they stand.
  private func fromStudy(_ source: StudyPlan.Cohort.Source) -> StudyPlan.Cohort.Source {
    switch source {
    case .bids(let folder): .bids(RelativePath.from(place.study, to: folder))
    case .table(let file): .table(RelativePath.from(place.study, to: file))
    }
  }
}

/// Asks questions where somebody can answer.
struct Asker {
  /// The answer; the fallback for an empty one or where nobody can answer.
  func ask(_ question: String, fallback: String?) -> String? {
    guard isatty(STDIN_FILENO) == 1 else { return fallback }
    let hint = fallback.map { " [\($0)]" } ?? ""
    Outlet.write("\(question)\(hint): ", to: .message)
    let answer = readLine()?.trimmingCharacters(in: .whitespaces) ?? ""
    return answer.isEmpty ? fallback : answer
  }
}
