import Foundation
import Jobs

/// What came of changing the parameters of one subject.
public struct ParameterAnswer: Sendable {
  /// The study as it is planned now.
  public var study: OpenStudy
  /// The parameters that changed, by name; nil was taken back.
  public var changed: [String: String?]
  /// Tasks that are new in the queue.
  public var added: Int
}

extension OpenStudy {
  /// Changes parameters of one subject, writes down who did it and why, and queues what has to be done
  /// again: the tasks that depend on them, and no others.
  ///
  /// - Parameter wish: whose parameters, and the values.
  /// - Returns: the study as it is planned then; nothing was written where nothing changes.
  /// - Throws: an error with every mistake in the wish, or when it cannot be written.
  public func change(_ wish: ParameterWish) throws(StudyError) -> ParameterAnswer {
    let check = ParameterWishCheck(study: self)
    let subject = try check.subject(of: wish)
    try check.refuseMistakes(of: wish, subject: subject)
    let former = own.values(of: wish.owner, subject: subject)
    let changes = wish.changes(at: Date().timeIntervalSince1970)
      .filter { former[$0.name] != $0.value }
    guard !changes.isEmpty else { return ParameterAnswer(study: self, changed: [:], added: 0) }
    try ParameterJournal(paths: paths).append(changes)
    let study = try withCurrentParameters()
    let report = try study.enqueue(only: [wish.subject], retriesPassing: false)
    let changed = changes.map { ($0.name, $0.value) }
    return ParameterAnswer(
      study: study, changed: Dictionary(changed, uniquingKeysWith: { $1 }), added: report.added)
  }

  /// Whether parameters of single subjects were changed since the study was planned; cheap to ask for.
  public var parametersHaveChanged: Bool { ParameterJournal(paths: paths).size != parameterBytes }

  /// Refuses a wish with a mistake in it; nothing is written.
  public func check(_ wish: ParameterWish) throws(StudyError) {
    let check = ParameterWishCheck(study: self)
    try check.refuseMistakes(of: wish, subject: try check.subject(of: wish))
  }

  /// The same study with the parameters of single subjects as they are written down now.
  public func withCurrentParameters() throws(StudyError) -> OpenStudy {
    let members = graph.cohorts.map { ($0.cohort.name, $0.entries.map(\.subject)) }
    let subjects = Dictionary(members, uniquingKeysWith: { first, _ in first })
    let planned = try PlannedTasks(
      plan: plan, subjects: subjects, template: template, paths: paths, threads: threads,
      store: store)
    var study = self
    study.take(planned)
    return study
  }
}

/// Checks what somebody asks for before anything is written.
private struct ParameterWishCheck {
  var study: OpenStudy

  /// The subject meant.
  func subject(of wish: ParameterWish) throws(StudyError) -> Subject {
    let cohort = study.graph.cohorts.first { $0.cohort.name == wish.cohort }
    guard let entry = cohort?.entries.first(where: { $0.subject.stem == wish.subject }) else {
      throw StudyError(.badData, "the study has no subject of that label in that cohort")
    }
    let owners = study.plan.methods + study.plan.controls + [cohort?.cohort.outcome ?? ""]
    guard owners.contains(wish.owner) else {
      throw StudyError(
        .badData, "'\(wish.owner)' is no method, control or outcome of this subject",
        remedy: Suggestion.remedy(for: wish.owner, in: owners))
    }
    return entry.subject
  }

  func refuseMistakes(of wish: ParameterWish, subject: Subject) throws(StudyError) {
    guard let schema = ParameterSchema.of(wish.owner) else {
      throw StudyError(.badData, "\(wish.owner) has no parameters")
    }
    // What is taken back needs a known name as well; its fallback always fits.
    let named = wish.values.map { name, value in
      (name, value ?? schema.entries.first { $0.name == name }?.fallback ?? "")
    }
    var mistakes = schema.mistakes(in: Dictionary(named, uniquingKeysWith: { $1 }))
    if mistakes.isEmpty, let sentence = contradiction(wish, schema, subject) {
      mistakes = [Mistake(sentence)]
    }
    guard let first = mistakes.first else { return }
    throw StudyError(
      .badData, first.message, remedy: first.remedy,
      mistakes: mistakes.count > 1 ? Array(mistakes.dropFirst()) : [])
  }

  /// Why values that are right by themselves do not go together.
  private func contradiction(
    _ wish: ParameterWish, _ schema: ParameterSchema, _ subject: Subject
  ) -> String? {
    var values = (study.plan.parameters[wish.owner] ?? [:])
      .merging(study.own.values(of: wish.owner, subject: subject)) { $1 }
    for (name, value) in wish.values {
      values[name] = value ?? study.plan.parameters[wish.owner]?[name]
    }
    return MethodFactory.contradiction(in: schema.completed(values), of: wish.owner)
  }
}
