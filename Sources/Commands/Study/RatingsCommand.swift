import ArgumentParser
import Study

struct RatingsCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "ratings", abstract: "Tells what raters say of the pictures of a study.",
    discussion: """
      Without options the table of all ratings is printed, tab-separated, one line for each; with -o it \
      goes into a file and the counts by method are printed. With --agreement it is also told how far \
      each two raters say the same: kappa, kappa weighted over fail < unsure < pass, and ICC(A,1).

      Ratings are given in the workbench: 'bauta open STUDY --rater NAME'.
      """)

  @OptionGroup var place: StudyArgument
  @Option(help: ArgumentHelp("Only what this rater says, and pairs with him.", valueName: "name"))
  var rater: String?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the table goes; the counts are printed then.", valueName: "file"))
  var output: String?
  @Flag(help: "Counts by method, and how far raters agree, in place of the table.")
  var agreement = false
  @OptionGroup var standard: StandardOptions

  func validate() throws {
    if let output, !output.lowercased().hasSuffix(".tsv") {
      throw ValidationError("'--output' is '\(output)', whose name should end in .tsv")
    }
  }

  func execute(_ console: Console) async throws {
    let outputs = [output].compactMap { $0 }
    try ImageAccess.checkOutputs(outputs, inputs: [], force: standard.force)
    let study = try place.open(standard, isReadOnly: true)
    let snapshot = try study.reader().snapshot()
    for note in snapshot.ratings.notes { console.warn(note) }
    try check(snapshot)
    let table = RatingTable(snapshot, rater: rater)
    let summaries = RatingSummary.all(snapshot, rule: study.plan.ratings, rater: rater)
    let pairs = RaterAgreement.all(snapshot, of: rater)
    if let rater { console.note("only what '\(rater)' says is told") }
    if let output { try ImageAccess.write(table.tsv, to: output) }
    if console.json {
      let report = RatingsReport(
        table, rule: study.plan.ratings, summaries: summaries, pairs: pairs)
      return console.result(JSONText.of(report))
    }
    guard agreement || output != nil else { return print(table, console) }
    let text = RatingsText(summaries, rule: study.plan.ratings)
    for line in text.counts + (agreement ? text.lines(of: pairs) : []) { console.result(line) }
  }

  private func check(_ snapshot: StudySnapshot) throws {
    guard let rater else { return }
    let known = Set(snapshot.ratings.ratings.map(\.rater)).sorted()
    guard !known.contains(rater) else { return }
    throw CommandFailure(
      .usage, "nobody of that name has rated anything of the study",
      remedy: known.isEmpty ? "nobody has rated yet" : Suggestion.remedy(for: rater, in: known))
  }

  private func print(_ table: RatingTable, _ console: Console) {
    for line in table.tsv.split(separator: "\n") { console.result(String(line)) }
    if table.rows.isEmpty { console.note("nothing is rated yet: 'bauta open' is where one rates") }
  }
}
