import Agreement
import Study

/// The results of a study in sections: the one source of the text, the page and the view.
public struct StudyReport: Sendable {
  /// One section.
  public struct Section: Sendable {
    /// Its heading.
    public var title: String
    /// The cohort that it is about; nil for the whole study.
    public var cohort: String?
    /// Its lines at a width.
    var lines: @Sendable (Int) -> [String]
  }

  private let snapshot: StudySnapshot
  private let searches: [FaceSearchFiles.Search]
  private let isDetailed: Bool
  private let reported: [ReportedFaces]

  /// - Parameters:
  ///   - snapshot: the study.
  ///   - searches: what searches of its people found.
  ///   - faces: what is left of its faces.
  ///   - isDetailed: whether subjects are called by their labels; else by their places.
  public init(
    _ snapshot: StudySnapshot, searches: [FaceSearchFiles.Search] = [],
    faces: [ReportedFaces] = [], isDetailed: Bool = false
  ) {
    (self.snapshot, self.searches, self.isDetailed) = (snapshot, searches, isDetailed)
    reported = faces
  }

  /// The title of the report.
  public var title: String { snapshot.name }

  /// The whole as lines of text.
  public func lines(width: Int) -> [String] {
    var lines =
      [title, Self.rule("=", title)] + summary.flatMap { Self.broken($0, width: width) }
    for section in sections {
      lines += ["", section.title, Self.rule("-", section.title)] + section.lines(width)
    }
    return lines
  }

  private static func rule(_ mark: String, _ text: String) -> String {
    String(repeating: mark, count: max(3, text.count))
  }

  /// What the study is and how far it is.
  var summary: [String] {
    let subjects = snapshot.cohorts.reduce(0) { $0 + $1.subjects.count }
    let controls =
      snapshot.controls.isEmpty ? "" : "; controls: \(snapshot.controls.joined(separator: ", "))"
    let standing = snapshot.endWords ?? snapshot.standingWords.joined(separator: ", ")
    return [
      "\(Self.counted(subjects, "subject")) in \(Self.counted(snapshot.cohorts.count, "cohort")); "
        + "methods: \(snapshot.methods.joined(separator: ", "))\(controls)",
      "bauta \(StudyVersion.current); \(standing.isEmpty ? "nothing was run yet" : standing)",
    ]
  }

  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// The sections in their order.
  public var sections: [Section] { overview + cohortSections }

  private var overview: [Section] {
    let table = OverviewTable(snapshot)
    guard table.isWorthShowing else { return [] }
    return [
      Section(title: "All cohorts", cohort: nil) { width in
        table.lines(width: width) + Self.broken(OverviewTable.note, width: width)
      }
    ]
  }

  private var cohortSections: [Section] {
    snapshot.cohorts.flatMap { cohort in
      [
        Section(title: "Cohort \(cohort.name): \(cohort.outcome.uppercased())", cohort: cohort.name)
        { agreement(cohort, width: $0) }
      ] + further(cohort)
    }
  }

  /// What stands below the table of a cohort, each where there is something to say.
  private func further(_ cohort: CohortStatus) -> [Section] {
    let name = cohort.name
    let parts: [(String, [String])] = [
      ("left out", leftOut(cohort)), ("parameters of their own", ownParameters(cohort)),
      ("faces", faces(cohort)), ("zones of the faces", zones(cohort)),
      ("people found again", found(cohort)),
      ("warnings", warnings(cohort)), ("published", published(cohort)),
    ]
    return parts.filter { !$0.1.isEmpty }.map { title, lines in
      Section(title: "\(name): \(title)", cohort: name) { width in
        lines.flatMap { Self.broken($0, width: width) }
      }
    }
  }

  private func agreement(_ cohort: CohortStatus, width: Int) -> [String] {
    guard cohort.agreement != nil else {
      return ["No subject has come to its end yet: \(cohort.standing.words)."]
    }
    return AgreementColumns.lines(of: cohort, width: width)
      .flatMap { Self.broken($0, width: width) }
  }

  /// A line broken at blanks, what follows set in.
  private static func broken(_ line: String, width: Int) -> [String] {
    guard line.count > width, !line.hasPrefix(" ") else { return [line] }
    var lines: [String] = [""]
    for word in line.split(separator: " ") {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append("  " + word)
      }
    }
    return lines
  }
}

// MARK: - Below the table

extension StudyReport {
  private func name(_ subject: SubjectStatus, _ place: Int, of cohort: CohortStatus) -> String {
    isDetailed ? subject.subject.stem : "subject \(place + 1)"
  }

  private func leftOut(_ cohort: CohortStatus) -> [String] {
    cohort.subjects.enumerated().compactMap { place, subject in
      guard subject.hasFailure || subject.hasCancelled else { return nil }
      return "\(name(subject, place, of: cohort)): \(subject.reasonLeftOut)"
    }
  }

  private func ownParameters(_ cohort: CohortStatus) -> [String] {
    cohort.subjects.enumerated().flatMap { place, subject in
      subject.ownParameters.map { difference in
        "\(name(subject, place, of: cohort)): \(difference.words)"
          + (difference.why.map { ", \($0)" } ?? "")
      }
    }
  }

  /// How many faces of each method got which grade.
  private func faces(_ cohort: CohortStatus) -> [String] {
    let grades = FaceGrades(cohort, methods: snapshot.methods).methods
    guard !grades.isEmpty else { return [] }
    let width = max(6, grades.map(\.method.count).max() ?? 0)
    func cell(_ text: String) -> String {
      String(repeating: " ", count: max(0, 10 - text.count)) + text
    }
    func row(_ name: String, _ cells: [String]) -> String {
      name + String(repeating: " ", count: width - name.count) + cells.map(cell).joined()
    }
    let letters = ["A", "B", "C", "N"]
    let rows = grades.map { method in
      let counts = letters.map { method.grades[$0] ?? 0 }
      let open = cohort.subjects.count - counts.reduce(0, +)
      return row(method.method, (counts + [open]).map { "\($0)" })
    }
    return [row("method", letters + ["no check"])] + rows
      + ["A removed, B altered or replaced, C still there or to be found again, N not assessable"]
  }

  /// What is left of each zone, a table for each method.
  private func zones(_ cohort: CohortStatus) -> [String] {
    let tables = reported.filter { $0.cohort == cohort.name }.map(\.zones.lines)
    return Array(tables.joined(separator: [""]))
  }

  /// Pictures of faces of a cohort, for the page.
  func portraits(_ name: String) -> [FacePlate] {
    guard let cohort = snapshot.cohorts.first(where: { $0.name == name }) else { return [] }
    return reported.filter { $0.cohort == name }.map { faces in
      FacePlate(faces) { self.name(cohort.subjects[$0], $0, of: cohort) }
    }
  }

  private func found(_ cohort: CohortStatus) -> [String] {
    searches.filter { $0.cohort == cohort.name }.flatMap { search in
      search.lines
        + (search.isOutdated
          ? ["Faces were checked since: 'bauta reidentify' searches again."] : [])
    }
  }

  /// Most sentences that are listed.
  private static let mostWarnings = 20

  /// The sentences that variants warn with, the most frequent first.
  private func warnings(_ cohort: CohortStatus) -> [String] {
    var counts: [String: Int] = [:]
    for variant in cohort.subjects.flatMap(\.variants) {
      for warning in Set(variant.warnings) {
        counts["\(variant.name): \(warning)", default: 0] += 1
      }
    }
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let rest = sorted.count - Self.mostWarnings
    return sorted.prefix(Self.mostWarnings).map { "\($0.value) x \($0.key)" }
      + (rest > 0 ? ["and \(Self.counted(rest, "other sentence"))"] : [])
  }

  private func published(_ cohort: CohortStatus) -> [String] {
    guard let name = snapshot.referenceStudy else { return [] }
    guard let study = PublishedStudy.named(name) else {
      return ["no published values are known of '\(name)'"]
    }
    return [study.source] + study.lines(of: cohort.outcome)
  }
}

// MARK: - Plots

extension StudyReport {
  /// The plots of a cohort, one for each variant with enough subjects.
  func plots(of name: String) -> [BlandAltmanDrawing] {
    guard let cohort = snapshot.cohorts.first(where: { $0.name == name }) else { return [] }
    return (cohort.agreement?.methods ?? []).compactMap { BlandAltmanDrawing($0, cohort: cohort) }
  }
}
