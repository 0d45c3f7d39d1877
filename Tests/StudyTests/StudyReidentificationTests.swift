import Foundation
@testable import Jobs
import Kernels
import Support
import Testing

@testable import Faces
@testable import Study

/// The search of a study's people, with records of made faces.
@Suite struct StudyReidentificationTests {
  private static let count = 24

  /// What one scan of a person shows; 20 mm deeper where the face was cut, all but a rim of it.
  private static func record(_ person: Int, scan: Int, isCut: Bool = false) -> FaceRecord {
    let view = FaceView.standard
    let random = CounterRandom(seed: UInt64(300 + person))
    let own = (0..<4).map { 6.28 * random.uniform(stream: 1, index: UInt64($0)) }
    let depths = (0..<view.count).map { place -> Int16 in
      let (x, z) = (view.x(place), view.z(place))
      let relief = 3 * sin(x / 12 + own[0]) * cos(z / 14 + own[1]) + 2 * sin(z / 18 + own[2])
      let noise = Double(random.bits(stream: UInt64(scan), index: UInt64(place)) & 63) / 80
      return Int16(100 * (82 - x * x / 95 + relief + noise - (isCut ? 11 : 0)))
    }
    return FaceRecord(
      view: view, skinThreshold: 1, maps: [DepthMap(relativeThreshold: 1, hundredths: depths)],
      coverage: [:], subjectMMPerDepthMM: 1)
  }

  /// A cohort whose faces after `cut` are checked: grade A, though moved back as a whole.
  private static func cohort(
    in folder: ScratchFolder, seconds: Range<Int>, twice: Bool = false
  ) throws -> CohortStatus {
    var subjects: [SubjectStatus] = []
    for index in 0..<count {
      let path = folder.file("record-\(index).json")
      let pair = FacePair(
        original: record(index, scan: 2), defaced: record(index, scan: 2, isCut: true),
        second: seconds.contains(index) ? record(index, scan: 3) : nil,
        alike: record(index, scan: 3, isCut: true))
      try JSONEncoder().encode(pair).write(to: URL(fileURLWithPath: path))
      let visits: [String?] = twice ? ["ses-1", "ses-2"] : [nil]
      subjects += visits.map { subject(index, session: $0, record: path) }
    }
    return CohortStatus(
      name: "AD", outcome: "nbv", valueKey: "nbv_ml", subjects: subjects, pending: 0)
  }

  private static func subject(_ index: Int, session: String?, record: String) -> SubjectStatus {
    var variant = VariantStatus(
      name: "cut", state: .done, values: [:], removal: [:], warnings: [], tasks: [])
    variant.face = FaceStanding(
      task: "face-\(index)", values: ["face_grade": 1], failure: nil, files: ("", record))
    return SubjectStatus(
      subject: Subject(cohort: "AD", label: "sub-\(index)", session: session, images: [:]),
      contrast: "T1w", variants: [variant], brainMask: "")
  }

  @Test(arguments: [
    (0..<24, GalleryOrigin.secondImages), (0..<0, .perturbedOriginals), (3..<9, .someSecondImages),
  ])
  func `the gallery is made of other images where there are any`(
    _ seconds: Range<Int>, _ origin: GalleryOrigin
  ) throws {
    let folder = try ScratchFolder()
    let cohort = try Self.cohort(in: folder, seconds: seconds)
    let table = try #require(
      StudyReidentification.table(of: cohort, method: "cut", permutations: 200))
    #expect(table.result.origin == origin && table.missing == 0)
    #expect(table.result.hasSameDefacing, "the attacker removes faces likewise")
    #expect(table.result.isAboveChance == true && table.result.found.count > 18)
    #expect(StudyReidentification.table(of: cohort, method: "other", permutations: 200) == nil)
  }

  @Test func `a person who came twice is searched once`() throws {
    let folder = try ScratchFolder()
    let cohort = try Self.cohort(in: folder, seconds: 0..<24, twice: true)
    let table = try #require(
      StudyReidentification.table(of: cohort, method: "cut", permutations: 200))
    #expect(table.result.galleryCount == Self.count && table.missing == 0)
  }

  @Test func `who is found again has a face that is still there`() throws {
    let folder = try ScratchFolder()
    let cohort = try Self.cohort(in: folder, seconds: 0..<24)
    let table = try #require(
      StudyReidentification.table(of: cohort, method: "cut", permutations: 400))
    let files = FaceSearchFiles(paths: StudyPaths(root: folder.path))
    try files.write(["a line"], of: table)
    var snapshot = StudySnapshot(
      name: "s", methods: ["cut"], controls: [], cohorts: [cohort], tasks: [], taskPlaces: [:],
      counts: [:], remainingSeconds: nil,
      version: StoreVersion(sequence: 1, epoch: 1, isPaused: false), engineIsRunning: false,
      isOutdated: false)
    #expect(FaceGrades(snapshot.cohorts[0], methods: ["cut"]).methods[0].grades == ["A": 24])
    snapshot.take(files.found(snapshot))
    let faces = snapshot.cohorts[0].subjects.compactMap { $0.variants[0].face }
    let found = faces.filter { $0.grade == .present }
    #expect(found.count == table.result.found.count && found.count > 18)
    #expect(
      found.allSatisfy { $0.finding?.hasPrefix("The person is found first among 24 by") == true })
    #expect(faces.allSatisfy { ($0.finding == nil) == ($0.grade == .removed) })
    // A new check of one of them clears nobody else.
    let person = try #require(table.result.found.first)
    var again = StudySnapshot(
      name: "s", methods: ["cut"], controls: [], cohorts: [cohort],
      tasks: cohort.subjects.compactMap { subject in
        subject.variants[0].face.map { face in
          TaskSummary(
            id: face.task, kind: "face", labels: TaskLabels(), state: .done, reason: nil,
            attempt: 1,
            priority: 0, progress: 1, progressMessage: nil, failureKind: nil, startedAt: nil,
            finishedAt: subject.subject.stem == person
              ? .distantFuture : Date(timeIntervalSince1970: 1), changed: 1)
        }
      },
      taskPlaces: [:], counts: [:], remainingSeconds: nil,
      version: StoreVersion(sequence: 1, epoch: 1, isPaused: false), engineIsRunning: false,
      isOutdated: false)
    again.taskPlaces = Dictionary(
      again.tasks.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { $1 })
    again.take(files.found(again))
    let left = again.cohorts[0].subjects.filter { $0.variants[0].face?.grade == .present }
    #expect(left.count == found.count - 1 && !left.contains { $0.subject.stem == person })
    #expect(files.isDue(again.cohorts[0], "cut", again))
    // Nor do lines of the report that somebody deleted.
    let lines = "derivatives/bauta/agreement/AD_cut_reidentification.txt"
    let written = try String(contentsOfFile: folder.file(lines), encoding: .utf8)
    try FileManager.default.removeItem(atPath: folder.file(lines))
    #expect(files.found(again).flatMap(\.found).count == found.count - 1)
    try folder.make(lines, written)
    // Nobody is named where others may read it.
    let shared = try String(
      contentsOfFile: folder.file("derivatives/bauta/agreement/AD_cut_reidentification.txt"),
      encoding: .utf8)
    #expect(shared == "a line\n")
    #expect(folder.tree.filter { $0.contains("searches") }.allSatisfy { $0.hasPrefix(".bauta") })
  }

  @Test func `few people, and as many as chance finds, change no grade`() throws {
    let folder = try ScratchFolder()
    let cohort = try Self.cohort(in: folder, seconds: 0..<24)
    let files = FaceSearchFiles(paths: StudyPaths(root: folder.path))
    var table = try #require(
      StudyReidentification.table(of: cohort, method: "cut", permutations: 100))
    var snapshot = StudySnapshot(
      name: "s", methods: ["cut"], controls: [], cohorts: [cohort], tasks: [], taskPlaces: [:],
      counts: [:], remainingSeconds: nil,
      version: StoreVersion(sequence: 1, epoch: 1, isPaused: false), engineIsRunning: false,
      isOutdated: false)
    for change in [{ $0.p = 0.2 }, { $0.isAboveChance = nil }]
      as [(inout ReidentificationResult) -> Void]
    {
      change(&table.result)
      try files.write([], of: table)
      snapshot.take(files.found(snapshot))
      #expect(snapshot.cohorts[0].subjects.allSatisfy { $0.variants[0].face?.grade == .removed })
    }
  }
}
