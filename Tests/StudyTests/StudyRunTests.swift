import Foundation
import Jobs
import Support
import Testing
import Volumes

@testable import Study

@Suite(.serialized) struct StudyRunTests {
  private static let yaml = """
    study: small
    methods: [quickshear]
    controls: [noise]
    cohorts:
      - { name: heads, outcome: nbv, bids: data }
    parameters:
      quickshear: { buffer: 5mm }
    """

  private func made(_ heads: [Volume]) throws -> (ScratchFolder, OpenStudy, StudyWorker) {
    let folder = try ScratchFolder()
    let template = try SmallHeads.writeTemplate(into: folder)
    try folder.make("study.yaml", Self.yaml)
    for (index, head) in heads.enumerated() {
      let label = "sub-0\(index + 1)"
      try folder.make("data/\(label)/anat/keep")
      try VolumeFile.write(head, to: folder.file("data/\(label)/anat/\(label)_T1w.nii.gz"))
    }
    let search = TemplateSearch(option: template.headPath, environment: [:])
    let study = try OpenStudy.open(folder: folder.path, search: search, threads: 1)
    let worker = StudyWorker(
      paths: study.paths, choice: study.template, parallel: SmallHeads.parallel)
    return (folder, study, worker)
  }

  @Test(.timeLimit(.minutes(3)))
  func `heads go in, agreement comes out, and a second run has nothing to do`() async throws {
    let (folder, study, worker) = try made(SmallHeads.heads)
    try folder.make("data/sub-04/anat/sub-04_T2w.nii.gz")
    let open = try OpenStudy.open(
      folder: folder.path,
      search: TemplateSearch(option: study.template.headPath, environment: [:]), threads: 1)
    #expect(try open.enqueue().added == 4 * 8)
    let again = try open.enqueue()
    #expect(again.added == 0 && again.existing == 32)
    let run = StudyRun(
      study: open,
      executor: InlineExecutor(slots: 2) { task, report in
        try worker.perform(task, progress: report)
      }, version: "test")
    let summary = try await run.run()
    #expect(summary.counts[.done] == 24 && summary.counts[.failed] == 1)

    let snapshot = try open.reader().snapshot()
    let cohort = try #require(snapshot.cohorts.first)
    #expect(cohort.pending == 0)
    #expect(
      cohort.subjects[3].variants.map(\.state)
        == [.failed(step: "probe", kind: .inputMissing), .blocked, .blocked])
    let grades = cohort.subjects.map { $0.variants.map { $0.face?.letter } }
    #expect(grades == Array(repeating: [nil, "A", nil], count: 3) + [[nil, nil, nil]])
    let search = StudyReidentification(snapshot, permutations: 100)
    #expect(search.tables.map(\.method) == ["quickshear"] && search.tables[0].missing == 1)
    #expect(search.tables[0].result.galleryCount == 3)
    let table = try #require(cohort.agreement)
    #expect(table.methods.map(\.method) == ["quickshear", "noise"])
    #expect(table.methods.allSatisfy { $0.total == 4 && $0.complete == 3 })
    let results = folder.tree.filter { $0.hasPrefix("derivatives/bauta/agreement/") }
      .map { String($0.dropFirst("derivatives/bauta/agreement/".count)) }
    #expect(
      results == ["heads_nbv_agreement.json", "heads_nbv_agreement.txt", "heads_nbv_values.tsv"])
    #expect(folder.tree.contains("derivatives/bauta/dataset_description.json"))
    let second = try await StudyRun(
      study: open,
      executor: InlineExecutor { _, _ in
        throw TaskFailure(.crashed, "nothing should run")
      }, version: "test"
    ).run()
    #expect(second.done == 0 && second.failed == 0)
  }

  @Test func `narrowing to names that are not there is a mistake`() throws {
    let (folder, study, _) = try made([SmallHeads.first])
    defer { withExtendedLifetime(folder) {} }
    let error = #expect(throws: StudyError.self) { try study.enqueue(only: ["sub-02"]) }
    #expect(error?.code == .badData && error?.remedy == "did you mean 'sub-01'?")
    #expect(try study.enqueue(only: ["sub-01"]).added == 8)
    #expect(try study.enqueue(only: ["heads"]).existing == 8)
  }

  @Test(.timeLimit(.minutes(2)))
  func `results that no finished task stands behind are deleted`() async throws {
    let (folder, study, worker) = try made([SmallHeads.first, SmallHeads.heads[1]])
    try study.enqueue()
    let executor = InlineExecutor(slots: 2) { task, report in
      try worker.perform(task, progress: report)
    }
    _ = try await StudyRun(study: study, executor: executor, version: "test").run()
    let before = folder.tree.filter { $0.hasPrefix("derivatives/bauta/sub-") }
    #expect(before.contains("derivatives/bauta/sub-01/anat/sub-01_desc-quickshear_T1w.nii.gz"))
    #expect(!before.contains { $0.contains("noise_T1w") || $0.contains("head_mask") })

    try FileManager.default.removeItem(atPath: folder.file("data/sub-02"))
    try folder.make("study.yaml", Self.yaml.replacingOccurrences(of: "5mm", with: "6mm"))
    let search = TemplateSearch(option: study.template.headPath, environment: [:])
    let changed = try OpenStudy.open(folder: folder.path, search: search, threads: 1)
    let report = try changed.enqueue()
    #expect(report.added == 3 && report.removedFiles > 10)
    let left = folder.tree.filter { $0.contains("sub-") && !$0.hasPrefix("data/") }
    #expect(!left.contains { $0.contains("sub-02") }, "nothing is left of who was taken out")
    #expect(!left.contains { $0.contains("quickshear") }, "nothing is left of other parameters")
    #expect(left.contains("derivatives/bauta/sub-01/anat/sub-01_desc-brain_mask.nii.gz"))
    #expect(folder.tree.contains("data/sub-01/anat/sub-01_T1w.nii.gz"))
    #expect(try changed.enqueue().removedFiles == 0)
    let late = "derivatives/bauta/sub-01/anat/sub-01_desc-quickshear_T1w.nii.gz"
    try folder.make(late)
    let lock = try EngineLock.acquire(folder: changed.store.folder, since: Date())
    #expect(try changed.enqueue().removedFiles == 0)
    #expect(folder.tree.contains(late), "an engine at work keeps its files")
    withExtendedLifetime(lock) {}
  }

  @Test func `failures that may pass are put back by a run and not by looking`() throws {
    let (folder, study, _) = try made([SmallHeads.first])
    try study.enqueue()
    for _ in 0..<9 where try study.store.counts()[.failed] == 0 {
      let leases = try study.store.claim(Claimant(owner: "me", version: "1"), limit: 1)
      try study.store.fail(leases[0], TaskFailure(kind: "timeout", message: "Late."))
    }
    #expect(try study.enqueue(retriesPassing: false).retried == 0)
    #expect(try study.store.counts()[.failed] == 1)
    #expect(try study.enqueue().retried == 1)
    #expect(try study.store.counts()[.failed] == 0)
    withExtendedLifetime(folder) {}
  }

  @Test func `what the plan no longer has leaves the queue`() throws {
    let (folder, study, _) = try made([SmallHeads.first])
    try study.enqueue()
    try folder.make(
      "study.yaml", Self.yaml.replacingOccurrences(of: "controls: [noise]\n", with: ""))
    let search = TemplateSearch(option: study.template.headPath, environment: [:])
    let less = try OpenStudy.open(folder: folder.path, search: search, threads: 1)
    #expect(try less.enqueue().added == 0)
    #expect(try less.store.summaries().count == 6)
  }

  @Test(
    arguments: [(nil, 8, 8, 1), (2, 8, 2, 4), (3, 8, 3, 2), (100, 4, 4, 1), (1, 1, 1, 1)]
      as [(Int?, Int, Int, Int)])
  func `workers times threads never exceed the cores`(
    _ workers: Int?, _ cores: Int, _ count: Int, _ threads: Int
  ) {
    let division = StudyRun.Division(workers: workers, cores: cores)
    #expect(division.workers == count && division.threads == threads)
    #expect(division.workers * division.threads <= cores)
  }
}
