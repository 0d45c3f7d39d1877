import Faces
import Foundation

/// What the images of one person show of the face: before and after a removal, and what an attacker
/// may have.
struct FacePair: Codable {
  var original: FaceRecord
  var defaced: FaceRecord
  /// What another image of the person shows; nil where there is none.
  var second: FaceRecord?
  /// What another image shows after the same removal, or, where there is none, the original moved a
  /// little and with noise; nil where the removal fails on it.
  var alike: FaceRecord?
}

/// Whether the people of a cohort can be found again by their faces after each method of a study.
///
/// The gallery holds what other images of the people show, of another visit or a further run; of who has
/// none what the original shows, changed a little; the result says which. The attacker also has what
/// these images show after the same removal. Only those count whose check is done, and of several visits
/// of one person the first.
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
    /// Who was searched for, by the stems of their files.
    public var people: [String]

    /// A table from its parts.
    public init(
      cohort: String, method: String, result: ReidentificationResult, missing: Int,
      people: [String] = []
    ) {
      (self.cohort, self.method, self.result, self.missing) = (cohort, method, result, missing)
      self.people = people
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
    var faces: [String: FacePair] = [:]
    var (people, gallery): (Set<String>, [String: FaceRecord]) = ([], [:])
    for (place, subject) in cohort.subjects.enumerated() {
      let isFirstVisit = people.insert(subject.subject.label).inserted
      guard isFirstVisit, let pair = pair(of: subject, method: method) else { continue }
      let person = subject.subject.stem
      faces[person] = pair
      gallery[person] = pair.second ?? pair.original.perturbed(seed: UInt64(place) + 1)
    }
    guard !faces.isEmpty else { return nil }
    var search = Reidentification(gallery: gallery, origin: origin(of: faces.values))
    for (person, pair) in faces {
      search.add(probe: pair.defaced, of: person)
      if let alike = pair.alike { search.add(sameDefacing: alike, of: person) }
    }
    return Table(
      cohort: cohort.name, method: method, result: search.result(permutations: permutations),
      missing: people.count - faces.count, people: faces.keys.sorted())
  }

  private static func origin(of faces: some Collection<FacePair>) -> GalleryOrigin {
    let seconds = faces.count { $0.second != nil }
    return seconds == faces.count
      ? .secondImages : seconds == 0 ? .perturbedOriginals : .someSecondImages
  }

  private static func pair(of subject: SubjectStatus, method: String) -> FacePair? {
    guard let face = subject.variants.first(where: { $0.name == method })?.face, face.grade != nil,
      let data = FileManager.default.contents(atPath: face.recordFile),
      let pair = try? JSONDecoder().decode(FacePair.self, from: data),
      pair.original.isSound, pair.defaced.isSound, pair.second?.isSound != false
    else { return nil }
    return pair
  }
}
