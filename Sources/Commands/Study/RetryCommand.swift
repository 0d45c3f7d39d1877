import ArgumentParser
import Jobs
import Study

struct RetryCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Puts failed or cancelled tasks back into the queue.",
    discussion: """
      A running engine takes them at once; otherwise 'bauta run' does.

      With --set a parameter of one subject becomes another than the study's, as in \
      'bauta retry --subject 01 --set quickshear.buffer=15mm --why "brain too near"': what depends on \
      it is done again, and nothing else. Who did it, when and why stands in .bauta/parameters.jsonl; \
      --unset gives the study's value back. 'docs/methods' and 'e' in the workbench list the \
      parameters.
      """)

  @OptionGroup var place: StudyArgument
  @Flag(help: "All failed tasks (the default when nothing narrows the choice).")
  var failed = false
  @Flag(help: "Cancelled tasks; with --failed both.") var cancelled = false
  @Option(help: ArgumentHelp("Only this cohort.", valueName: "name")) var cohort: String?
  @Option(help: ArgumentHelp("Only this subject.", valueName: "label")) var subject: String?
  @Option(help: ArgumentHelp("Only this method.", valueName: "name")) var method: String?
  @Option(help: ArgumentHelp("Only this kind of failure.", valueName: "kind")) var kind: String?
  @Option(
    help: ArgumentHelp(
      "Give this parameter of the subject another value; may be given again.",
      valueName: "method.name=value"))
  var set: [String] = []
  @Option(
    help: ArgumentHelp(
      "Give this parameter of the subject the study's value back; may be given again.",
      valueName: "method.name"))
  var unset: [String] = []
  @Option(help: ArgumentHelp("Why, for the record.", valueName: "words")) var why: String?
  @OptionGroup var standard: TemplateOptions

  func validate() throws {
    if let kind, FailureKind(rawValue: kind) == nil {
      let known = FailureKind.allCases.map(\.rawValue)
      throw ValidationError(
        "unknown failure kind '\(kind)': \(Suggestion.remedy(for: kind, in: known))")
    }
    if try !assignments().isEmpty, subject == nil {
      throw ValidationError(
        "'--set' and '--unset' change one subject: name it with --subject; "
          + "for all subjects write the value into study.yaml")
    }
    if why != nil, set.isEmpty, unset.isEmpty {
      throw ValidationError("'--why' belongs to '--set' or '--unset'")
    }
  }

  private func assignments() throws -> [ParameterAssignment] {
    try set.map { try ParameterAssignment.set($0) }
      + unset.map { try ParameterAssignment.unset($0) }
  }

  func execute(_ console: Console) async throws {
    var study = try place.open(standard)
    let known = KnownNames(study, isDetailed: standard.detail)
    let subject = known.label(subject)
    try known.check(cohort: cohort)
    try known.check(subject: subject)
    try known.check(method: method)
    let wishes = try wishes(known, subject)
    for wish in wishes { try study.check(wish) }
    var report = Report()
    for wish in wishes {
      let answer = try study.change(wish)
      study = answer.study
      report.take(answer, of: wish)
    }
    try putBack(of: study, subject, into: &report)
    report.say(console)
  }

  private func wishes(_ known: KnownNames, _ subject: String?) throws -> [ParameterWish] {
    guard let subject else { return [] }
    let assignments = try assignments()
    guard !assignments.isEmpty else { return [] }
    let home = try known.cohort(of: subject, named: cohort)
    return ParameterAssignment.wishes(assignments, cohort: home, subject: subject, why: why)
  }

  private func putBack(
    of study: OpenStudy, _ subject: String?, into report: inout Report
  ) throws {
    func filter(_ state: TaskState) -> TaskFilter {
      TaskFilter(
        states: [state], failureKinds: state == .failed ? kind.map { [$0] } : nil,
        subject: subject, method: method, cohort: cohort)
    }
    if failed || kind != nil || !cancelled {
      report.retried += try study.store.retry(filter(.failed))
    }
    if cancelled {
      report.retried += try study.store.retry(filter(.cancelled))
    } else {
      report.cancelled_left = try study.store.counts(filter(.cancelled))[.cancelled] ?? 0
    }
  }
}

extension RetryCommand {
  /// What came of it.
  struct Report: Encodable {
    var retried = 0
    var cancelled_left = 0
    /// Parameters of the subject that changed, as `quickshear.buffer`; null was taken back.
    var changed: [String: String?]?
    /// Parameters that have this value already.
    var unchanged: [String]?
    /// Tasks that are new in the queue.
    var added: Int?

    mutating func take(_ answer: ParameterAnswer, of wish: ParameterWish) {
      for name in wish.values.keys.sorted() {
        let key = "\(wish.owner).\(name)"
        if let value = answer.changed[name] {
          changed = (changed ?? [:]).merging([key: value]) { $1 }
        } else {
          unchanged = (unchanged ?? []) + [key]
        }
      }
      added = (added ?? 0) + answer.added
    }

    func say(_ console: Console) {
      if console.json { return console.result(JSONText.of(self)) }
      for (name, value) in (changed ?? [:]).sorted(by: { $0.key < $1.key }) {
        console.result(
          value.map { "\(name) of the subject is \($0) now" }
            ?? "\(name) of the subject is the study's again")
      }
      for name in unchanged ?? [] { console.note("\(name) was so already; nothing changed") }
      if let added { console.result("\(Plural.of(added, "task")) to be done anew") }
      console.result("\(Plural.of(retried, "task")) put back")
      guard cancelled_left > 0 else { return }
      console.note(
        "\(Plural.of(cancelled_left, "cancelled task")) left; 'bauta retry --cancelled' puts "
          + "\(cancelled_left == 1 ? "it" : "them") back")
    }
  }
}
