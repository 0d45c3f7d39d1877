import Yams

/// Reads `study.yaml` and reports everything that is wrong with it at once.
public enum StudyFile {
  static let topKeys = [
    "study", "reference-study", "methods", "controls", "cohorts", "parameters", "images", "gates",
    "failure", "ratings", "engine",
  ]
  static let cohortKeys = ["name", "outcome", "bids", "table", "filter"]

  /// The plan that a text asks for.
  ///
  /// - Parameters:
  ///   - text: the YAML.
  ///   - known: the names of methods, controls and outcomes that exist.
  /// - Returns: the plan.
  /// - Throws: one error that holds every mistake of the file.
  public static func parse(_ text: String, known: KnownNames) throws(StudyError) -> StudyPlan {
    var reader = YAMLReader()
    if let root = reader.root(of: text), reader.isMapping(root, called: "the study file") {
      let plan = plan(from: root, reader: &reader, known: known)
      if reader.mistakes.isEmpty { return plan }
    }
    let count = reader.mistakes.count
    throw StudyError(
      .badData, "study.yaml has \(count == 1 ? "a mistake" : "\(count) mistakes")",
      remedy: "mend them and run 'bauta check'",
      mistakes: reader.mistakes.sorted { ($0.line ?? 0) < ($1.line ?? 0) })
  }

  /// Names that a study file may use.
  public struct KnownNames: Sendable {
    /// Removal methods.
    public var methods: [String]
    /// Harmless control variants.
    public var controls: [String]
    /// Outcome measures.
    public var outcomes: [String]

    /// The names that exist.
    public init(methods: [String], controls: [String], outcomes: [String]) {
      (self.methods, self.controls, self.outcomes) = (methods, controls, outcomes)
    }
  }

  private static func plan(
    from node: Node, reader: inout YAMLReader, known: KnownNames
  ) -> StudyPlan {
    let top = reader.mapping(node, called: "the study file", keys: topKeys)
    if top["study"] == nil { reader.note(node, "'study', the name of the study, is missing") }
    let before = reader.mistakes.count
    let methods = names(top["methods"], of: "method", known: known.methods, reader: &reader)
    if methods.isEmpty && reader.mistakes.count == before {
      reader.note(
        top["methods"] ?? node, "'methods' names no removal method",
        remedy: "known are \(known.methods.joined(separator: ", "))")
    }
    return StudyPlan(
      name: reader.text(top["study"], called: "study") ?? "",
      referenceStudy: reader.text(top["reference-study"], called: "reference-study"),
      methods: methods,
      controls: names(top["controls"], of: "control", known: known.controls, reader: &reader),
      cohorts: cohorts(top["cohorts"], below: node, reader: &reader, known: known),
      parameters: parameters(top["parameters"], methods: known.methods, reader: &reader),
      images: images(top["images"], reader: &reader),
      gates: GateLimitsReader(methods: known.methods).limits(top["gates"], reader: &reader),
      failure: failure(top["failure"], reader: &reader),
      engine: engine(top["engine"], reader: &reader),
      ratings: RatingRule.read(top["ratings"], reader: &reader))
  }

  private static func names(
    _ node: Node?, of kind: String, known: [String], reader: inout YAMLReader
  ) -> [String] {
    var seen: [String] = []
    for name in reader.texts(node, called: kind + "s") {
      if !known.contains(name) {
        reader.note(
          node, "unknown \(kind) '\(name)'", remedy: Suggestion.remedy(for: name, in: known))
      } else if seen.contains(name) {
        reader.note(node, "\(kind) '\(name)' stands twice", remedy: "keep one")
      } else {
        seen.append(name)
      }
    }
    return seen
  }
}

// MARK: - Cohorts

extension StudyFile {
  private static func cohorts(
    _ node: Node?, below root: Node, reader: inout YAMLReader, known: KnownNames
  ) -> [StudyPlan.Cohort] {
    guard let list = node?.sequence, !list.isEmpty else {
      reader.note(
        node ?? root, "'cohorts' must list at least one cohort",
        remedy: "each with name, outcome and either bids or table")
      return []
    }
    var cohorts: [StudyPlan.Cohort] = []
    for item in list {
      guard let cohort = cohort(item, reader: &reader, known: known) else { continue }
      if cohorts.contains(where: { $0.name == cohort.name }) {
        reader.note(item, "cohort '\(cohort.name)' stands twice", remedy: "name each differently")
      }
      cohorts.append(cohort)
    }
    return cohorts
  }

  private static func cohort(
    _ node: Node, reader: inout YAMLReader, known: KnownNames
  ) -> StudyPlan.Cohort? {
    let entries = reader.mapping(node, called: "cohort", keys: cohortKeys)
    guard !entries.isEmpty else { return nil }
    let name = reader.text(entries["name"], called: "name")
    if name == nil { reader.note(node, "a cohort has no 'name'") }
    if let name, !isLabel(name) {
      reader.note(
        entries["name"], "cohort name '\(name)' must be letters, digits, '-' or '_'",
        remedy: "it becomes part of file names")
    }
    return StudyPlan.Cohort(
      name: name ?? "",
      outcome: outcome(entries["outcome"], below: node, reader: &reader, known: known),
      source: source(entries, below: node, reader: &reader),
      filter: filter(entries["filter"], reader: &reader), line: node.mark?.line)
  }

  private static func outcome(
    _ node: Node?, below cohort: Node, reader: inout YAMLReader, known: KnownNames
  ) -> String {
    guard let name = reader.text(node, called: "outcome") else {
      if node == nil {
        reader.note(
          cohort, "a cohort has no 'outcome'",
          remedy: "known are \(known.outcomes.joined(separator: ", "))")
      }
      return ""
    }
    if !known.outcomes.contains(name) {
      reader.note(
        node, "unknown outcome '\(name)'", remedy: Suggestion.remedy(for: name, in: known.outcomes))
    }
    return name
  }

  private static func source(
    _ entries: [String: Node], below cohort: Node, reader: inout YAMLReader
  ) -> StudyPlan.Cohort.Source {
    let bids = reader.text(entries["bids"], called: "bids")
    let table = reader.text(entries["table"], called: "table")
    if let bids, table == nil { return .bids(bids) }
    if let table, bids == nil { return .table(table) }
    reader.note(
      cohort,
      bids == nil
        ? "a cohort has neither 'bids' nor 'table'" : "a cohort has both 'bids' and 'table'",
      remedy: "give the folder of a BIDS dataset or a CSV/TSV table, one of them")
    return .bids("")
  }

  private static func filter(_ node: Node?, reader: inout YAMLReader) -> [String: [String]] {
    guard let node else { return [:] }
    var filter: [String: [String]] = [:]
    for (column, values) in reader.mapping(node, called: "filter", keys: nil) {
      filter[column] = reader.texts(values, called: column)
    }
    return filter
  }

  /// Whether a name can be part of a file name everywhere.
  static func isLabel(_ name: String) -> Bool {
    !name.isEmpty && name.count <= 64 && !name.hasPrefix("-")
      && name.unicodeScalars.allSatisfy { scalar in
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
          || ("0"..."9").contains(scalar) || scalar == "-" || scalar == "_"
      }
  }
}

// MARK: - Parameters and rules

extension StudyFile {
  private static func parameters(
    _ node: Node?, methods: [String], reader: inout YAMLReader
  ) -> [String: [String: String]] {
    guard let node else { return [:] }
    let owners = ParameterSchema.all.map(\.owner)
    var parameters: [String: [String: String]] = [:]
    for (owner, entries) in reader.mapping(node, called: "parameters", keys: owners) {
      var values: [String: String] = [:]
      for (name, value) in reader.mapping(entries, called: owner, keys: nil) {
        values[name] = reader.text(value, called: name)
      }
      let schema = ParameterSchema.of(owner)
      let mistakes = schema?.mistakes(in: values, line: entries.mark?.line) ?? []
      reader.mistakes += mistakes
      if mistakes.isEmpty, methods.contains(owner),
        let sentence = AskedRegions(values).cannot(owner)
      {
        reader.note(entries, sentence)
      }
      parameters[owner] = values
    }
    return parameters
  }

  private static func images(
    _ node: Node?, reader: inout YAMLReader
  ) -> StudyPlan.ImagePolicy {
    guard let node, let text = reader.text(node, called: "images") else { return .propagate }
    if let policy = StudyPlan.ImagePolicy(rawValue: text) { return policy }
    let known = StudyPlan.ImagePolicy.allCases.map(\.rawValue)
    reader.note(
      node, "'images' is '\(text)', not \(known.joined(separator: " or "))",
      remedy: Suggestion.nearest(to: text, in: known).map { "did you mean '\($0)'?" })
    return .propagate
  }

  private static func failure(
    _ node: Node?, reader: inout YAMLReader
  ) -> StudyPlan.FailureRules {
    var rules = StudyPlan.FailureRules()
    guard let node else { return rules }
    let entries = reader.mapping(node, called: "failure", keys: ["timeout", "nbv"])
    if let text = reader.text(entries["timeout"], called: "timeout") {
      if let seconds = Quantity.seconds(text) {
        rules.timeoutSeconds = seconds
      } else {
        reader.note(entries["timeout"], "'timeout' is '\(text)', not a duration such as 30min")
      }
    }
    if let nbv = entries["nbv"] {
      let window = reader.mapping(nbv, called: "nbv", keys: ["brain-ml"])["brain-ml"]
      if let window, let range = range(window, called: "brain-ml", reader: &reader) {
        rules.nbvBrainML = range
      }
    }
    return rules
  }

  private static func range(
    _ node: Node, called name: String, reader: inout YAMLReader
  ) -> ClosedRange<Double>? {
    let numbers = node.sequence?.compactMap(\.float) ?? []
    if numbers.count == 2, numbers.allSatisfy(\.isFinite), numbers[0] < numbers[1] {
      return numbers[0]...numbers[1]
    }
    reader.note(node, "'\(name)' must be two numbers, the lower first, such as [800, 2000]")
    return nil
  }

  private static func engine(
    _ node: Node?, reader: inout YAMLReader
  ) -> StudyPlan.EngineSettings {
    var settings = StudyPlan.EngineSettings()
    guard let node else { return settings }
    let entries = reader.mapping(node, called: "engine", keys: ["workers", "executor"])
    if let text = reader.text(entries["workers"], called: "workers"), text != "auto" {
      if let count = Int(text), (1...1024).contains(count) {
        settings.workers = count
      } else {
        reader.note(
          entries["workers"], "'workers' is '\(text)', not auto or a number from 1 to 1024")
      }
    }
    if let text = reader.text(entries["executor"], called: "executor") {
      if let executor = StudyPlan.EngineSettings.Executor(rawValue: text) {
        settings.executor = executor
      } else {
        reader.note(
          entries["executor"], "unknown executor '\(text)'",
          remedy:
            "known are \(StudyPlan.EngineSettings.Executor.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
    }
    return settings
  }
}
