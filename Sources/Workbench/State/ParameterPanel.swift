import Study

/// The parameters of one method, control or outcome of one subject, while they are being changed.
public struct ParameterPanel: Sendable, Equatable {
  /// One parameter with the value that is being typed.
  struct Row: Sendable, Equatable {
    /// Name, meaning, default, and what it may be.
    var entry: ParameterSchema.Entry
    /// The value of the study.
    var study: String
    /// The value of the subject so far.
    var current: String
    /// What is being typed in its place.
    var typed: String?

    /// The value as it stands on the screen.
    var shown: String { typed ?? current }

    /// The value that is meant: a bare number has the unit of the value before.
    var value: String {
      guard let typed, Double(typed) != nil else { return shown }
      let unit = String(current.drop { !$0.isLetter })
      return entry.kind.unit.isEmpty || unit.isEmpty ? typed : typed + unit
    }
  }

  /// Name of the cohort.
  var cohort: String
  /// The subject.
  var subject: String
  /// Whose parameters are shown.
  var owner: String
  /// Whose could be shown as well: the method and the outcome.
  var owners: [String]
  /// The parameters in the order of the table.
  var rows: [Row]
  /// The row under the cursor; the last is the reason.
  var cursor = 0
  /// Why, in words that are kept with the change.
  var why = ""

  /// Whether the reason is under the cursor.
  var isAtReason: Bool { cursor >= rows.count }

  /// The row under the cursor.
  var row: Row? { rows.indices.contains(cursor) ? rows[cursor] : nil }

  /// What is wrong with the value of a row.
  func mistake(of row: Row) -> Mistake? {
    row.typed == nil ? nil : row.entry.mistake(of: row.value, owner: owner)
  }

  /// The changes so far; a value of the study is taken back rather than set.
  var changes: [String: String?] {
    let changed = rows.filter { $0.value != $0.current }
    return Dictionary(
      changed.map { ($0.entry.name, $0.value == $0.study ? nil : $0.value) },
      uniquingKeysWith: { $1 })
  }

  /// What is asked for, once every value is right.
  var wish: ParameterWish {
    ParameterWish(
      cohort: cohort, subject: subject, owner: owner, values: changes, by: "",
      why: why.isEmpty ? nil : why)
  }

  /// The question before it is done, such as `Run quickshear of this subject with buffer 15 mm?`.
  var question: String {
    let parts = rows.filter { $0.value != $0.current }.map { row in
      "\(row.entry.name) \(Self.spaced(row.value))"
        + (row.value == row.study ? " as in the study" : " (study: \(Self.spaced(row.study)))")
    }
    return "Run \(owner) of this subject with \(parts.joined(separator: ", "))? "
      + "Its results so far are discarded."
  }

  /// `15 mm` of `15mm`.
  private static func spaced(_ value: String) -> String {
    let unit = value.drop { $0.isNumber || $0 == "." }
    guard !unit.isEmpty, unit.count < value.count else { return value.isEmpty ? "none" : value }
    return "\(value.dropLast(unit.count)) \(unit)"
  }
}

// MARK: - Opening

extension ParameterPanel {
  /// The parameters of an owner; nil where it has none.
  init?(
    of owner: String, owners: [String], subject: SubjectStatus, snapshot: StudySnapshot
  ) {
    guard let schema = ParameterSchema.of(owner) else { return nil }
    let own = subject.ownParameters.filter { $0.owner == owner }
    let study = snapshot.parameters[owner] ?? [:]
    (cohort, self.subject) = (subject.subject.cohort, subject.subject.stem)
    (self.owner, self.owners) = (owner, owners.filter { ParameterSchema.of($0) != nil })
    rows = schema.entries.map { entry in
      let planned = study[entry.name] ?? entry.fallback
      let current = own.first { $0.name == entry.name }?.value ?? planned
      return Row(entry: entry, study: planned, current: current)
    }
  }
}

extension WorkbenchState {
  /// Which keys try it again, as in `r rerun, e with other parameters, L log`.
  var rerunHint: String {
    let hints = [
      ("subject.rerun", "rerun"), ("subject.parameters", "with other parameters"),
      ("task.log", "log"),
    ]
    return hints.compactMap { name, words in
      actions.contains { $0.name == name && !$0.keys.isEmpty } ? "\(key(name)) \(words)" : nil
    }.joined(separator: ", ")
  }

  /// Opens the parameters of the step that failed, or of the shown method.
  mutating func openParameters() {
    if view == .queue, let labels = shownTask?.labels {
      goTo(labels.subject, labels.cohort, labels.method)
    }
    guard let subject = shownSubject, let snapshot, let cohort = shownCohort else { return }
    let failed = [shownVariant, subject.variants.first].compactMap { $0 }.first {
      if case .failed = $0.state { true } else { false }
    }
    let method = failed?.name ?? shownVariant?.name ?? "full"
    var owner = method == "full" ? cohort.outcome : method
    if case .failed(let step, _) = failed?.state {
      guard ["deface", "measure"].contains(step) else {
        return say(
          "the step \(step) has no parameters of its own; \(key("task.log")) shows its log")
      }
      if step == "measure" { owner = cohort.outcome }
    }
    let owners = [method, cohort.outcome].filter { $0 != "full" }
    let others = [owner] + owners.filter { $0 != owner }
    let panels = others.compactMap {
      ParameterPanel(of: $0, owners: others, subject: subject, snapshot: snapshot)
    }
    guard var panel = panels.first else { return say("\(owner) has no parameters") }
    if panel.owner == owner, let failed, let failure = failed.failure { panel.why = failure.kind }
    self.panel = .parameters(panel)
  }
}
