import Foundation

extension FaceSearchFiles {
  /// Deletes searches in which somebody took part who is no longer in the study, those of cohorts and
  /// methods that it no longer has, and those that cannot be read.
  ///
  /// What a search found is about all of its people together: it cannot be mended by leaving one out.
  ///
  /// - Parameters:
  ///   - people: the people of each cohort, by the stems of their files.
  ///   - methods: the methods of the study.
  /// - Returns: number of files deleted, and of those that could not be.
  func removeStale(
    people: [String: Set<String>], methods: Set<String>
  ) -> (removed: Int, left: Int) {
    let files = files
    guard !files.isEmpty else { return (0, 0) }
    var kept: Set<String> = []
    for (cohort, stems) in people {
      for method in methods where isSound(cohort, method, among: stems) {
        kept.formUnion([path(cohort, method), foundPath(cohort, method)])
      }
    }
    var (removed, left) = (0, 0)
    for path in files where !kept.contains(path) {
      if unlink(path) == 0 { removed += 1 } else { left += 1 }
    }
    return (removed, left)
  }

  private func isSound(_ cohort: String, _ method: String, among people: Set<String>) -> Bool {
    guard let data = FileManager.default.contents(atPath: foundPath(cohort, method)),
      let found = try? JSONDecoder().decode(FoundPeople.self, from: data)
    else { return false }
    return people.isSuperset(of: found.found) && people.isSuperset(of: found.searched ?? [])
  }

  /// Every file that a search has written, of whatever cohort and method.
  private var files: [String] {
    let places = [
      (paths.absolute(StudyPaths.agreement), Self.ending),
      (paths.absolute(StudyPaths.work) + "/" + Self.folder, ".json"),
    ]
    return places.flatMap { folder, ending in
      ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        .filter { $0.hasSuffix(ending) }.sorted().map { "\(folder)/\($0)" }
    }
  }
}
