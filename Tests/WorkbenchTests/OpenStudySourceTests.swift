import Foundation
import Support
import Testing

@testable import Jobs
@testable import Study
@testable import Workbench

/// The workbench over a real study whose parameters change.
@Suite(.serialized) struct OpenStudySourceTests {
  private static let yaml = """
    study: small
    methods: [quickshear]
    cohorts:
      - { name: heads, outcome: nbv, bids: data }
    """

  /// A study of one subject with a result of every task.
  private func made() throws -> (folder: ScratchFolder, study: OpenStudy) {
    let folder = try ScratchFolder()
    let anat = "\(folder.path)/data/sub-01/anat"
    try FileManager.default.createDirectory(atPath: anat, withIntermediateDirectories: true)
    _ = try folder.write([1, 2, 3], as: "data/sub-01/anat/sub-01_T1w.nii.gz")
    _ = try folder.write(Array(Self.yaml.utf8), as: "study.yaml")
    let study = try open(folder, template: try folder.write([1], as: "head.nii.gz"))
    try study.enqueue()
    try finish(study)
    return (folder, study)
  }

  private func open(_ folder: ScratchFolder, template: String) throws -> OpenStudy {
    try OpenStudy.open(
      folder: folder.path, search: TemplateSearch(option: template, environment: [:]), threads: 1)
  }

  private func finish(_ study: OpenStudy) throws {
    while let lease = try study.store.claim(Claimant(owner: "me", version: "1"), limit: 1).first {
      try study.store.complete(lease, TaskResult(values: #"{"nbv_ml": 1600}"#))
    }
  }

  private func wish(_ value: String?) -> ParameterWish {
    ParameterWish(
      cohort: "heads", subject: "sub-01", owner: "quickshear", values: ["buffer": value], by: "")
  }

  private func quickshear(_ source: OpenStudySource) throws -> VariantStatus {
    let snapshot = try source.snapshot()
    #expect(!snapshot.isOutdated)
    return try #require(snapshot.cohorts.first?.subjects.first?.variants.last)
  }

  @Test func aChangeIsQueuedAndShownAndTheReaderGoesAlong() throws {
    let (folder, study) = try made()
    let source = OpenStudySource(study)
    #expect(try quickshear(source).state == .done)
    #expect(try source.change(wish("15mm")) == "3 tasks to be done anew")
    let open = try quickshear(source)
    #expect(open.state == .queued && open.values.isEmpty)
    #expect(open.differences.map(\.words) == ["quickshear buffer 15mm (study: 10mm)"])
    try finish(study)
    #expect(try quickshear(source).values["nbv_ml"] == 1600)
    let events = try source.journal().events
    #expect(events.contains { $0.words == "quickshear buffer 15mm (study: 10mm)" })
    let changes = try ParameterJournal(paths: study.paths).changes()
    #expect(changes.map(\.by) == [NSUserName()])
    withExtendedLifetime(folder) {}
  }

  @Test func searchesForPeopleByOthersAreSeen() throws {
    let (folder, study) = try made()
    let source = OpenStudySource(study)
    let before = source.filesStamp()
    #expect(source.filesStamp() == before)
    let path = ".bauta/work/searches/heads_quickshear.json"
    try FileManager.default.createDirectory(
      atPath: folder.file(".bauta/work/searches"), withIntermediateDirectories: true)
    _ = try folder.write([1], as: path)
    let first = source.filesStamp()
    #expect(first != before)
    _ = try folder.write([1, 2], as: path)
    #expect(source.filesStamp() != first)
    withExtendedLifetime(folder) {}
  }

  @Test func whatSomebodyElseChangesIsFollowed() throws {
    let (folder, study) = try made()
    let source = OpenStudySource(study)
    _ = try source.snapshot()
    let other = try open(folder, template: folder.file("head.nii.gz"))
    _ = try other.change(wish("15mm"))
    #expect(try quickshear(source).differences.count == 1)
    _ = try other.withCurrentParameters().change(wish(nil))
    #expect(try quickshear(source).differences.isEmpty)
  }

  @Test func mistakesAreSentencesAndChangeNothing() throws {
    let (folder, study) = try made()
    let source = OpenStudySource(study)
    let error = #expect(throws: JobsError.self) { try source.change(wish("900mm")) }
    #expect(error?.message.contains("the nearest that is allowed is '100mm'") == true)
    #expect(try quickshear(source).state == .done)
    withExtendedLifetime(folder) {}
  }
}
