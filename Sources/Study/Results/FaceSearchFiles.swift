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

  /// How the names of the files beside the agreement tables end.
  static let ending = "_reidentification.txt"
  /// Where those are that name people, below the engine's own folder.
  static let folder = "searches"

  func path(_ cohort: String, _ method: String) -> String {
    paths.absolute(StudyPaths.agreement) + "/\(cohort)_\(method)" + Self.ending
  }

  /// Who was found, which names people and stays in the engine's own folder.
  func foundPath(_ cohort: String, _ method: String) -> String {
    paths.absolute(StudyPaths.work) + "/\(Self.folder)/\(cohort)_\(method).json"
  }

  /// What tells cheaply whether people were searched since.
  public var stamp: FileStamp {
    let folder = paths.absolute(StudyPaths.work) + "/" + Self.folder
    return FileStamp(
      (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [], in: folder)
  }

  /// Writes what a search found: its lines for the report, and by whom a grade has to change.
  public func write(
    _ lines: [String], of table: StudyReidentification.Table
  ) throws(StudyError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    guard let data = try? encoder.encode(FoundPeople(table)) else {
      // Without it nobody would count as found, while the report says that people were searched.
      throw StudyError(.badData, "what the search of a cohort found cannot be written as JSON")
    }
    let text = String(decoding: data, as: UTF8.self)
    try TextFile.write(text, to: foundPath(table.cohort, table.method))
    try TextFile.write(
      lines.joined(separator: "\n") + "\n", to: path(table.cohort, table.method))
  }

  /// Those who were found again more often than by chance, but for those whose face was checked since:
  /// a new check of one person does not clear the others.
  ///
  /// A study searches as often as it has cohorts and methods; its p values are adjusted for that after
  /// Holm.
  func found(_ snapshot: StudySnapshot) -> [FoundPeople] {
    let all = snapshot.cohorts.flatMap { cohort in
      snapshot.methods.compactMap { method -> FoundPeople? in
        guard
          let data = FileManager.default.contents(atPath: foundPath(cohort.name, method)),
          var found = try? JSONDecoder().decode(FoundPeople.self, from: data)
        else { return nil }
        // Who was found stays found where the lines of the report are gone.
        let files = [path(cohort.name, method), foundPath(cohort.name, method)]
        let cleared = checkedSince(files, cohort, method, snapshot)
        found.found.removeAll(where: cleared.contains)
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
    !checkedSince([path(cohort.name, method)], cohort, method, snapshot).isEmpty
  }

  /// Whose face was checked after the last of some files of a search was written, by the stems of their
  /// files; everybody whose face is checked where none is there.
  private func checkedSince(
    _ files: [String], _ cohort: CohortStatus, _ method: String, _ snapshot: StudySnapshot
  ) -> Set<String> {
    let dates = files.compactMap { file in
      (try? FileManager.default.attributesOfItem(atPath: file))?[.modificationDate] as? Date
    }
    let written = dates.max() ?? .distantPast
    let people = cohort.subjects.filter { subject in
      let face = subject.variants.first { $0.name == method }?.face
      return (face.flatMap { snapshot.task($0.task)?.finishedAt } ?? .distantPast) > written
    }
    return Set(people.map(\.subject.stem))
  }
}
