import Anatomy
import Faces
import Kernels
import Phantoms
import Volumes

/// What the face check and the attackers say of digital people to whose faces known things were done.
public struct FaceEvaluation: Sendable, Codable {
  /// Of one removal.
  public struct Row: Sendable, Codable {
    /// What was done.
    public var removal: SurrogateRemoval
    /// What the attackers found.
    public var search: ReidentificationResult
    /// The mean share of the skin within 2 mm of where it was.
    public var rfs2: Double
    /// The mean correlation of the relief with the mean digital face's.
    public var templateNCC: Double
    /// How many faces got each grade, by letter.
    public var grades: [String: Int]
  }

  /// Number of people.
  public var people: Int
  /// The removals, in the order of `SurrogateRemoval.allCases`.
  public var rows: [Row]
}

extension FaceEvaluation {
  /// Makes people, scans each twice, removes their faces in several ways and searches them.
  ///
  /// - Parameters:
  ///   - people: how many.
  ///   - seed: the seed of the first.
  ///   - voxelMM: side of the voxels.
  ///   - removals: what is done.
  ///   - parallel: how many threads.
  ///   - progress: told the number of the person that is begun, from 0.
  /// - Throws: where a face cannot be looked at.
  public init(
    people: Int, seed: UInt64, voxelMM: Double,
    removals: [SurrogateRemoval] = SurrogateRemoval.allCases, parallel: Parallel,
    progress: (Int) -> Void = { _ in }
  ) throws(FaceError) {
    let average = try Self.average(voxelMM: voxelMM, parallel: parallel)
    let template = TemplateFace(ofRecord: average)
    var scans: [SurrogateRemoval: [PersonScans]] = [:]
    for index in 0..<people {
      progress(index)
      let person = DigitalIdentity(
        seed: seed &+ UInt64(index), voxelMM: voxelMM, parallel: parallel)
      let found = try PersonScans.all(
        of: person, index: index, removals, average, template, parallel)
      for (removal, scan) in zip(removals, found) { scans[removal, default: []].append(scan) }
    }
    self.people = people
    rows = removals.compactMap { removal in
      scans[removal].map { Row(removal, $0) }
    }
  }

  /// The mean face: that of the mean digital head.
  private static func average(
    voxelMM: Double, parallel: Parallel
  ) throws(FaceError) -> FaceRecord {
    let mean = DigitalIdentity(recipe: .mean, seed: 0, voxelMM: voxelMM, parallel: parallel)
    return try FaceRecord.observing(
      mean.image(session: 0, parallel: parallel),
      registration: Registration(
        templateToSubject: mean.map, similarity: 1, verdict: .plausible), parallel: parallel)
  }
}

/// What the scans of one person show before and after one removal.
private struct PersonScans {
  var name: String
  /// The intact second scan, which is searched.
  var gallery: FaceRecord
  /// The first scan after the removal.
  var probe: FaceRecord
  /// The second scan after the same removal.
  var sameDefacing: FaceRecord
  var check: FaceCheck

  static func all(
    of person: DigitalIdentity, index: Int, _ removals: [SurrogateRemoval], _ average: FaceRecord,
    _ template: TemplateFace, _ parallel: Parallel
  ) throws(FaceError) -> [PersonScans] {
    let first = try Session(person, 0, index, average, parallel)
    let second = try Session(person, 1, index, average, parallel)
    var result: [PersonScans] = []
    for removal in removals {
      let image = first.face.removed(removal, parallel: parallel)
      let check = try FaceCheck.checking(
        image, against: first.face.image, registration: first.registration, template: template,
        known: first.known, parallel: parallel)
      result.append(
        PersonScans(
          name: "person-\(index)", gallery: second.face.record,
          probe: try first.record(of: image, parallel),
          sameDefacing: try second.record(
            of: second.face.removed(removal, parallel: parallel), parallel),
          check: check))
    }
    return result
  }
}

/// One scan of a person with what it shows.
private struct Session {
  var face: SurrogateFace
  var registration: Registration
  var known: HeadRecord

  init(
    _ person: DigitalIdentity, _ number: UInt64, _ index: Int, _ average: FaceRecord,
    _ parallel: Parallel
  ) throws(FaceError) {
    let image = person.image(session: number, parallel: parallel)
    registration = person.registration(session: number)
    known = try HeadRecord.observing(image, registration: registration, parallel: parallel)
    face = SurrogateFace(
      image: image, map: registration.templateToSubject, record: known.front, average: average,
      seed: UInt64(index) &* 2 &+ number)
  }

  func record(of image: Image, _ parallel: Parallel) throws(FaceError) -> FaceRecord {
    try FaceRecord.observing(
      image, registration: registration, skinThreshold: known.front.skinThreshold,
      airLevel: known.front.airLevel, parallel: parallel)
  }
}

extension FaceEvaluation.Row {
  fileprivate init(_ removal: SurrogateRemoval, _ scans: [PersonScans]) {
    self.removal = removal
    var search = Reidentification(
      gallery: Dictionary(uniqueKeysWithValues: scans.map { ($0.name, $0.gallery) }),
      origin: .secondImages)
    for scan in scans {
      search.add(probe: scan.probe, of: scan.name)
      search.add(sameDefacing: scan.sameDefacing, of: scan.name)
    }
    self.search = search.result()
    let count = Double(max(1, scans.count))
    rfs2 = scans.reduce(0) { $0 + ($1.check.face?.rfs2 ?? 0) } / count
    templateNCC = scans.reduce(0) { $0 + ($1.check.templateNCC ?? 0) } / count
    grades = [:]
    for scan in scans { grades[scan.check.grade.rawValue, default: 0] += 1 }
  }
}
