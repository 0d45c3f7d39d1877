import Foundation
import Jobs
import Support
import Testing

@testable import Study

/// Opening a study again plans only what has changed, and comes to the same as planning everything.
@Suite(.serialized) struct PlanMemoryTests {
  private static let yaml = """
    study: small
    methods: [quickshear, plane]
    controls: [noise]
    cohorts:
      - { name: heads, outcome: nbv, bids: data }
    """

  private static func made() throws -> FinishedStudy {
    try FinishedStudy(yaml, subjects: 4) { _ in TaskResult(values: #"{"nbv_ml": 1600}"#) }
  }

  /// What stands in the queue, whatever was remembered.
  private func queue(_ made: FinishedStudy) throws -> [String: String] {
    let records = try made.study.store.records()
    return Dictionary(records.map { ($0.id, $0.spec.payload) }, uniquingKeysWith: { $1 })
  }

  /// What a plan that remembers nothing puts there.
  private func planned(_ made: FinishedStudy) throws -> [String: String] {
    let study = try made.opened()
    let checked = try CheckedStudy.check(folder: made.folder.path)
    let tasks = try PlannedTasks(
      plan: study.plan, subjects: checked.subjects, template: study.template, paths: study.paths,
      threads: 1, store: nil)
    return Dictionary(
      tasks.graph.specs.map { ($0.id, $0.payload) }, uniquingKeysWith: { $1 })
  }

  private static let path = "data/sub-02/anat/sub-02_T1w.nii.gz"

  @Test func `nobody is planned again where nothing has changed`() throws {
    let made = try Self.made()
    let again = try made.opened()
    #expect(again.graph.specs.isEmpty && again.graph.cohorts == made.study.graph.cohorts)
    #expect(again.allSpecs == made.study.graph.specs)
    let version = try again.store.version()
    let report = try again.enqueue()
    #expect(report.added == 0 && report.existing == made.study.graph.specs.count)
    #expect(try again.store.version() == version)
    #expect(again.store.memory()?.stamp == 1, "nothing was written")
  }

  @Test func `who joins a second cohort keeps labels and priority of the first`() throws {
    let made = try Self.made()
    let yaml = Self.yaml + "\n  - { name: again, outcome: nbv, bids: data, filter: { dx: [AD] } }"
    func open(_ diagnosis: String) throws -> [TaskSummary] {
      try made.folder.make(
        "data/participants.tsv",
        "participant_id\tdx\nsub-01\tAD\nsub-02\t\(diagnosis)\nsub-03\tHC\nsub-04\tHC\n")
      try made.opened().enqueue()
      return try made.study.store.summaries().filter { $0.labels.subject == "sub-02" }
    }
    try made.folder.make("study.yaml", yaml)
    let before = try open("HC")
    let after = try open("AD")
    #expect(try made.opened().graph.cohorts[1].entries.map(\.subject.stem) == ["sub-01", "sub-02"])
    #expect(
      after.map(\.labels) == before.map(\.labels) && after.map(\.priority) == before.map(\.priority)
    )
    #expect(after.allSatisfy { $0.labels.cohort == "heads" } && !after.isEmpty)
  }

  /// What happens to a study between two openings, and of how many subjects tasks are planned then.
  struct Event: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var subjects: Int
    var body: @Sendable (FinishedStudy) throws -> Void
  }

  static let events = [
    Event(testDescription: "other bytes", subjects: 1) {
      try $0.folder.make(path, "other bytes")
    },
    Event(testDescription: "a further subject", subjects: 1) {
      try $0.folder.make("data/sub-05/anat/sub-05_T1w.nii.gz", "bytes of the fifth")
    },
    Event(testDescription: "a subject is gone", subjects: 0) {
      try FileManager.default.removeItem(atPath: $0.folder.file("data/sub-02"))
    },
    Event(testDescription: "a further image", subjects: 1) {
      try $0.folder.make("data/sub-03/anat/sub-03_FLAIR.nii.gz", "a further one")
    },
    Event(testDescription: "another visit", subjects: 1) {
      let (old, new) = ("data/sub-03/anat", "data/sub-03/ses-1/anat")
      try FileManager.default.createDirectory(
        atPath: $0.folder.file("data/sub-03/ses-1"), withIntermediateDirectories: true)
      try FileManager.default.moveItem(atPath: $0.folder.file(old), toPath: $0.folder.file(new))
      try $0.folder.make("data/sub-03/ses-2/anat/sub-03_ses-2_T1w.nii.gz", "the second visit")
    },
    Event(testDescription: "another parameter for all", subjects: 4) {
      try $0.folder.make("study.yaml", yaml + "\nparameters:\n  quickshear: { buffer: 15mm }\n")
    },
    Event(testDescription: "another limit", subjects: 4) {
      try $0.folder.make("study.yaml", yaml + "\nfailure: { timeout: 10min }\n")
    },
    Event(testDescription: "another name, which no task depends on", subjects: 0) {
      let renamed = yaml.replacingOccurrences(of: "study: small", with: "study: large")
      try $0.folder.make("study.yaml", renamed)
    },
    Event(testDescription: "other bytes of the template", subjects: 4) {
      try $0.folder.make("template.nii.gz", "another template")
    },
    Event(testDescription: "a parameter of one subject", subjects: 1) {
      _ = try $0.study.change(
        ParameterWish(
          cohort: "heads", subject: "sub-02", owner: "quickshear", values: ["buffer": "15mm"],
          by: "me"))
    },
    Event(testDescription: "the memory is damaged", subjects: 4) {
      _ = try $0.study.store.add([], remembering: (Data("what\n".utf8), 1))
    },
    Event(testDescription: "one letter of a task in the memory is another one", subjects: 4) {
      var bytes = try #require($0.study.store.memory()).bytes
      let id = try #require($0.study.graph.cohorts[0].entries[1].variants[1].deface)
      let place = try #require(bytes.range(of: Data(id.utf8)))
      bytes[place.upperBound - 1] ^= 1
      _ = try $0.study.store.add([], remembering: (bytes, 1))
    },
    Event(testDescription: "the memory is cut off", subjects: 4) {
      let bytes = try #require($0.study.store.memory()).bytes
      _ = try $0.study.store.add([], remembering: (bytes.prefix(150), 1))
    },
    Event(testDescription: "a task left the queue", subjects: 0) {
      let ids = $0.study.graph.identities.sorted()
      _ = try $0.study.store.removeObsolete(keeping: Set(ids.dropLast()))
    },
  ]

  @Test(arguments: events)
  func `what has changed is planned anew, and all comes to the same`(_ event: Event) throws {
    let made = try Self.made()
    try event.body(made)
    let study = try made.opened()
    #expect(Set(study.graph.specs.compactMap(\.labels.subject)).count == event.subjects)
    try study.enqueue()
    #expect(try queue(made) == planned(made))
    let again = try made.opened()
    let own = again.own.isEmpty ? 0 : 1
    #expect(Set(again.graph.specs.compactMap(\.labels.subject)).count == own)
  }

  @Test func `tasks that were planned but not queued are not taken to be in the queue`() throws {
    let made = try Self.made()
    // The whole dataset is another one, but only one subject is queued.
    try FileManager.default.moveItem(
      atPath: made.folder.file("data"), toPath: made.folder.file("moved"))
    try made.folder.make(
      "study.yaml", Self.yaml.replacingOccurrences(of: "bids: data", with: "bids: moved"))
    try made.opened().enqueue(only: ["sub-01"])
    #expect(try queue(made) != planned(made))
    try made.opened().enqueue()
    #expect(try queue(made) == planned(made))
  }

  @Test func `what another process queued meanwhile is not overlooked`() throws {
    let made = try Self.made()
    let (one, other) = (try made.opened(), try made.opened())
    try made.folder.make(Self.path, "other bytes")
    let changed = try made.opened()
    try changed.enqueue()
    try one.enqueue()
    try other.enqueue()
    try made.opened().enqueue()
    #expect(try queue(made) == planned(made))
  }

  @Test(arguments: ["/a/b c.nii", "/tab\there.nii", "/comma,percent%.nii", "/line\n=é.nii", "/%2c"])
  func `a line holds any path`(_ path: String) throws {
    var entry = try #require(try Self.made().study.graph.cohorts.first?.entries.first)
    entry.subject.images = ["T1w": path, "FLAIR": "/f.nii"]
    entry.subject.others = ["T1w": path + "2"]
    entry.subject.session = "ses-1"
    entry.furtherReferences = ["reference-1", "reference-2"]
    let line = PlanLine(entry: entry, key: "abc", isQueued: true)
    var text = ""
    line.append(to: &text)
    #expect(PlanLine(Array(text.utf8).dropLast()[...]) == line)
    #expect(text.filter(\.isNewline).count == 1)
  }

  @Test func `a glimpse tells who is there and how far the first of them are`() throws {
    let made = try Self.made()
    let opening = try made.opening()
    let glimpse = try #require(opening.glimpse(of: 2))
    #expect(glimpse.isPartial && glimpse.name == "small")
    let subjects = glimpse.cohorts[0].subjects
    #expect(subjects.map(\.subject.stem) == ["sub-01", "sub-02", "sub-03", "sub-04"])
    let whole = try made.opened().reader().snapshot()
    #expect(!whole.isPartial)
    #expect(Array(subjects.prefix(2)) == Array(whole.cohorts[0].subjects.prefix(2)))
    let others = subjects.dropFirst(2)
    #expect(others.allSatisfy { $0.variants.isEmpty })
    // A study file that has changed asks for something else than what is remembered.
    try made.folder.make("study.yaml", Self.yaml + "\n# other\n")
    #expect(try made.opening().glimpse() == nil)
  }

  @Test func `whoever is found is told before anything is planned`() throws {
    let made = try Self.made()
    var told: [StudySnapshot] = []
    var steps: [StudyOpening.Step] = []
    _ = try made.opening().finish(progress: { steps.append($0) }) {
      #expect(steps == [.finding])
      told.append($0)
    }
    let names = try #require(told.first)
    #expect(told.count == 1 && names.isPartial && names.tasks.isEmpty)
    #expect(
      names.cohorts[0].subjects.map(\.subject.stem) == ["sub-01", "sub-02", "sub-03", "sub-04"])
    #expect(names.cohorts[0].subjects.allSatisfy { $0.variants.isEmpty })
  }

  @Test func `a study that was never opened has nothing to remember`() throws {
    let folder = try ScratchFolder()
    try folder.make("study.yaml", Self.yaml)
    let search = TemplateSearch(
      option: try folder.make("template.nii.gz", "template"), environment: [:])
    let opening = try StudyOpening.begin(folder: folder.path, search: search, threads: 1)
    #expect(opening.glimpse() == nil)
    #expect(throws: StudyError.self) { try opening.finish() }
    #expect(!folder.tree.contains { $0.hasPrefix(".bauta") }, "faulty data leave nothing behind")
  }

  @Test func `files of a person who is gone go before the tasks that tell of them`() throws {
    let made = try Self.made()
    let image = "derivatives/bauta/sub-02/anat/sub-02_desc-quickshear_T1w.nii.gz"
    try made.folder.make(image, "a defaced image")
    try FileManager.default.removeItem(atPath: made.folder.file("data/sub-02"))
    let report = try made.opened().enqueue()
    #expect(report.removedFiles == 1 && !made.folder.tree.contains(image))
    #expect(try queue(made) == planned(made))
  }

  @Test func `planning tells how far it is`() throws {
    let made = try Self.made()
    var steps: [StudyOpening.Step] = []
    _ = try made.opening().finish { steps.append($0) }
    #expect(steps.first == .finding && steps.last == .planning(done: 4, of: 4))
    #expect(steps.map(\.words)[1] == "checking inputs 1/4")
  }
}
