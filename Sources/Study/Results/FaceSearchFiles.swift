import Agreement
import Foundation

/// What a search of the people of a study found, kept beside the agreement tables for the report.
public struct FaceSearchFiles: Sendable {
  /// The search of one cohort after one method.
  public struct Search: Sendable, Equatable {
    /// Name of the cohort.
    public var cohort: String
    /// Its lines, a heading first.
    public var lines: [String]
    /// Whether faces were checked after it.
    public var isOutdated: Bool
  }

  let paths: StudyPaths

  /// The files of a study.
  public init(paths: StudyPaths) { self.paths = paths }

  private func path(_ cohort: String, _ method: String) -> String {
    paths.absolute(StudyPaths.agreement) + "/\(cohort)_\(method)_reidentification.txt"
  }

  /// Who was found, which names people and stays in the engine's own folder.
  private func foundPath(_ cohort: String, _ method: String) -> String {
    paths.absolute(StudyPaths.work) + "/searches/\(cohort)_\(method).json"
  }

  /// Writes what a search found: its lines for the report, and by whom a grade has to change.
  public func write(
    _ lines: [String], of table: StudyReidentification.Table
  ) throws(StudyError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let text = (try? encoder.encode(FoundPeople(table))).map { String(decoding: $0, as: UTF8.self) }
    try TextFile.write(text ?? "", to: foundPath(table.cohort, table.method))
    try TextFile.write(
      lines.joined(separator: "\n") + "\n", to: path(table.cohort, table.method))
  }

  /// Those who were found again more often than by chance, of searches that know all checks.
  ///
  /// A study searches as often as it has cohorts and methods; its p values are adjusted for that after
  /// Holm.
  func found(_ snapshot: StudySnapshot) -> [FoundPeople] {
    let all = snapshot.cohorts.flatMap { cohort in
      snapshot.methods.compactMap { method -> FoundPeople? in
        guard
          let data = FileManager.default.contents(atPath: foundPath(cohort.name, method)),
          let found = try? JSONDecoder().decode(FoundPeople.self, from: data),
          !isDue(cohort, method, snapshot)
        else { return nil }
        return found
      }
    }
    let adjusted = Multiplicity.holm.adjust(all.map { $0.isJudged ? $0.p : nil })
    return zip(all, adjusted).filter { ($0.1 ?? 1) < 0.05 }.map(\.0)
  }

  /// The searches that there are, in the order of cohorts and methods.
  public func searches(_ snapshot: StudySnapshot) -> [Search] {
    snapshot.cohorts.flatMap { cohort in
      snapshot.methods.compactMap { method in
        let path = path(cohort.name, method)
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let lines = String(decoding: data, as: UTF8.self)
          .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return Search(
          cohort: cohort.name, lines: lines.last == "" ? lines.dropLast() : lines,
          isOutdated: isDue(cohort, method, snapshot))
      }
    }
  }

  /// Whether faces were checked after a method that its search, where there is one, does not know.
  public func isDue(_ cohort: CohortStatus, _ method: String, _ snapshot: StudySnapshot) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path(cohort.name, method))
    let written = attributes?[.modificationDate] as? Date ?? .distantPast
    return lastCheck(cohort, method, snapshot) > written
  }

  /// When a face was checked last after a method.
  private func lastCheck(
    _ cohort: CohortStatus, _ method: String, _ snapshot: StudySnapshot
  ) -> Date {
    cohort.subjects.compactMap { subject in
      subject.variants.first { $0.name == method }?.face
        .flatMap { snapshot.task($0.task)?.finishedAt }
    }.max() ?? .distantPast
  }
}
