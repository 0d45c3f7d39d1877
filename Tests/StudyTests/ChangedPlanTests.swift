import Foundation
import Jobs
import Support
import Testing

@testable import Study

/// What a reader that stays open says when the study is planned anew behind it.
@Suite(.serialized) struct ChangedPlanTests {
  private static let yaml = """
    study: small
    methods: [quickshear]
    cohorts:
      - { name: heads, outcome: nbv, bids: data }
    parameters:
      quickshear: { buffer: 10mm }
    """
  private static let changedYAML = yaml.replacingOccurrences(of: "10mm", with: "14mm")

  private static func made() throws -> FinishedStudy {
    try FinishedStudy(yaml, subjects: 1) { _ in
      TaskResult(
        values: #"{"nbv_ml": 1622.6, "removed_head_percent": 18.8}"#, warnings: ["A note."])
    }
  }

  private func quickshear(_ snapshot: StudySnapshot) throws -> VariantStatus {
    try #require(snapshot.cohorts.first?.subjects.first?.variants.last)
  }

  @Test func `a value whose task left the queue is not shown any more`() throws {
    let made = try Self.made()
    let reader = made.study.reader()
    let before = try quickshear(reader.snapshot())
    #expect(before.state == .done && before.values["nbv_ml"] == 1622.6)
    #expect(before.removal["removed_head_percent"] == 18.8 && !before.warnings.isEmpty)

    try made.folder.make("study.yaml", Self.changedYAML)
    try made.opened().enqueue()
    try made.finish()
    let after = try quickshear(reader.snapshot())
    #expect(after.state == .waiting)
    #expect(after.values.isEmpty && after.removal.isEmpty && after.warnings.isEmpty)
  }

  @Test func `a value whose task is to be done again is not shown until it is done`() throws {
    let made = try Self.made()
    let reader = made.study.reader()
    let before = try quickshear(reader.snapshot())
    try made.study.store.rerun(TaskFilter(kinds: ["deface"]))
    let open = try quickshear(reader.snapshot())
    #expect(open.values.isEmpty && open.removal.isEmpty && open.warnings.isEmpty)
    try made.finish()
    #expect(try quickshear(reader.snapshot()).values == before.values)
  }

  @Test func `another plan in the queue or another study file is told`() throws {
    let made = try Self.made()
    let reader = made.study.reader()
    #expect(try !reader.snapshot().isOutdated && !reader.studyFileHasChanged)
    try made.folder.make("study.yaml", Self.changedYAML)
    #expect(try reader.snapshot().isOutdated && reader.studyFileHasChanged)
    try made.folder.make("study.yaml", Self.yaml)
    #expect(try !reader.snapshot().isOutdated, "nothing was planned with the other file")
    try FileManager.default.removeItem(atPath: made.folder.file("study.yaml"))
    #expect(try reader.snapshot().isOutdated)

    try made.folder.make("study.yaml", Self.changedYAML)
    try made.opened().enqueue()
    try made.folder.make("study.yaml", Self.yaml)
    #expect(
      try reader.snapshot().isOutdated, "the queue holds another plan, whatever the file says")
    try made.opened().enqueue()
    #expect(try !reader.snapshot().isOutdated, "the queue holds this plan again")
  }

  @Test func `new subjects of the same study file are told`() throws {
    let made = try Self.made()
    let reader = made.study.reader()
    _ = try reader.snapshot()
    try made.folder.make("data/sub-02/anat/sub-02_T1w.nii.gz", "other bytes")
    try made.opened().enqueue()
    #expect(try reader.snapshot().isOutdated && !reader.studyFileHasChanged)
  }

  @Test func `a plan that is not in the queue yet is not outdated`() throws {
    let made = try Self.made()
    try made.folder.make("study.yaml", Self.changedYAML)
    let ahead = try made.opened(isReadOnly: true)
    let reader = ahead.reader()
    #expect(try !reader.snapshot().isOutdated)
    try made.opened().enqueue()
    #expect(try !reader.snapshot().isOutdated)
    try made.finish()
    let shown = try reader.snapshot()
    #expect(try !shown.isOutdated && quickshear(shown).values["nbv_ml"] == 1622.6)
  }
}
