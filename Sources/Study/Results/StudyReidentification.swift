import Faces
import Foundation

/// What two images of one person show of the face: before and after a removal.
struct FacePair: Codable {
  var original: FaceRecord
  var defaced: FaceRecord
}

/// Whether the people of a cohort can be found again by their faces after each method of a study.
///
/// The gallery holds what the originals show, changed a little, since a study uses one session of each
/// person; the result says so. Only those count whose check is done.
public struct StudyReidentification: Sendable {
  /// Of one method in one cohort.
  public struct Table: Sendable {
    /// Name of the cohort.
    public var cohort: String
    /// Name of the method.
    public var method: String
    /// What attackers found.
    public var result: ReidentificationResult
    /// How many people of the cohort could not be searched: their check is not done.
    public var missing: Int

    /// A table from its parts.
    public init(cohort: String, method: String, result: ReidentificationResult, missing: Int) {
      (self.cohort, self.method, self.result, self.missing) = (cohort, method, result, missing)
    }
  }

  /// The tables, by cohort and method; none of a method without any finished check.
  public let tables: [Table]

  /// Searches everybody of a study whose check is done.
  ///
  /// - Parameters:
  ///   - snapshot: the study.
  ///   - permutations: how often names are shuffled.
  ///   - progress: told the cohort and method that are begun.
  public init(
    _ snapshot: StudySnapshot, permutations: Int, progress: (String) -> Void = { _ in }
  ) {
    tables = snapshot.cohorts.flatMap { cohort in
      snapshot.methods.compactMap { method in
        progress("\(cohort.name), \(method)")
        return Self.table(of: cohort, method: method, permutations: permutations)
      }
    }
  }

  /// Searches the people of one cohort after one method.
  ///
  /// - Parameters:
  ///   - cohort: the cohort as it stands.
  ///   - method: name of the method.
  ///   - permutations: how often names are shuffled.
  /// - Returns: the table; nil where no check is done yet.
  public static func table(
    of cohort: CohortStatus, method: String, permutations: Int
  ) -> Table? {
    var gallery: [String: FaceRecord] = [:]
    var probes: [String: FaceRecord] = [:]
    for (place, subject) in cohort.subjects.enumerated() {
      guard let pair = pair(of: subject, method: method) else { continue }
      gallery[subject.subject.stem] = pair.original.perturbed(seed: UInt64(place) + 1)
      probes[subject.subject.stem] = pair.defaced
    }
    guard !probes.isEmpty else { return nil }
    var search = Reidentification(gallery: gallery, origin: .perturbedOriginals)
    for (person, record) in probes { search.add(probe: record, of: person) }
    return Table(
      cohort: cohort.name, method: method, result: search.result(permutations: permutations),
      missing: cohort.subjects.count - probes.count)
  }

  private static func pair(of subject: SubjectStatus, method: String) -> FacePair? {
    guard let face = subject.variants.first(where: { $0.name == method })?.face, face.grade != nil,
      let data = FileManager.default.contents(atPath: face.recordFile),
      let pair = try? JSONDecoder().decode(FacePair.self, from: data),
      pair.original.isSound, pair.defaced.isSound
    else { return nil }
    return pair
  }
}
