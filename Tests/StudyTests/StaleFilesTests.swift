import Foundation
import Jobs
import Support
import Testing

@testable import Study

@Suite struct StaleFilesTests {
  private static let work = Work.measure(
    MeasureWork(
      outcome: "nbv", variant: "full", images: [:], reference: nil, brainML: [800, 2000],
      valuesFile: "derivatives/bauta/sub-1/outcomes/sub-1_desc-full_nbv.json",
      labelsFile: "derivatives/bauta/sub-1/outcomes/sub-1_desc-full_dseg.nii.gz"))

  @Test(
    "the picture of a failure stays while the task stands as failed, all else goes",
    arguments: [false, true])
  func failures(isFailed: Bool) throws {
    let folder = try ScratchFolder()
    for path in Self.work.outputs {
      let target = folder.file(path)
      try FileManager.default.createDirectory(
        atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data([1]).write(to: URL(fileURLWithPath: target))
    }
    let removed = StaleFiles(paths: StudyPaths(root: folder.path)).remove(
      of: [], files: [EntryFiles.TaskFiles("t", Self.work)],
      states: ["t": isFailed ? .failed : .queued])
    #expect(removed == (isFailed ? (5, 0) : (6, 0)))
    let left = folder.tree.filter { $0.hasSuffix(".png") || $0.hasSuffix(".json") }
    #expect(left == (isFailed ? [".bauta/work/sub-1/outcomes/sub-1_desc-full_nbv_failed.png"] : []))
  }

  @Test func `files of checks that a former version planned are known`() throws {
    let folder = try ScratchFolder()
    let record = ".bauta/work/sub-1/outcomes/sub-1_desc-quickshear_facerecord.json"
    try folder.make(record, "a face")
    let payload = """
      {"face":{"_0":{"image":"a","original":"b","reference":{"brainMask":"c","headMask":"d",\
      "transform":"e"},"zones":["eyes"],"checkFile":"derivatives/bauta/f.json",\
      "recordFile":"\(record)","fingerprints":{}}}}
      """
    let spec = TaskSpec(id: "t", kind: "face", payload: payload)
    let none: [EntryFiles.TaskFiles] = []
    let removed = StaleFiles(paths: StudyPaths(root: folder.path)).remove(
      of: [spec], files: none, states: [:])
    #expect(removed == (1, 0) && !folder.tree.contains(record))
  }

  /// The folder with every file that the task may write, and the task's files.
  private static func written() throws -> (ScratchFolder, EntryFiles.TaskFiles) {
    let folder = try ScratchFolder()
    for path in work.outputs { try folder.make(path, "1") }
    return (folder, EntryFiles.TaskFiles("t", work))
  }

  @Test(
    "files of the plan stay from the moment on at which an engine begins", arguments: [0, 1, 3])
  func beginningEngine(_ asked: Int) throws {
    let (folder, files) = try Self.written()
    var left = asked
    let removed = StaleFiles(paths: StudyPaths(root: folder.path)).remove(
      of: [], files: [files], states: ["t": .queued]
    ) {
      left -= 1
      return left >= 0
    }
    #expect(removed == (asked, 0))
    #expect(Self.work.outputs.count { folder.tree.contains($0) } == 6 - asked)
  }

  @Test("what a former task made goes, though the task in its place is not in the queue")
  func partialRun() throws {
    for (states, count) in [([:], 6), (nil, 0), (["t": .done], 0), (["t": .leased], 0)]
      as [([String: TaskState]?, Int)]
    {
      let (folder, files) = try Self.written()
      let payload = String(decoding: try JSONEncoder().encode(Self.work), as: UTF8.self)
      let former = TaskSpec(id: "former", kind: "measure", payload: payload)
      let removed = StaleFiles(paths: StudyPaths(root: folder.path)).remove(
        of: [former], files: [files], states: states)
      #expect(removed == (count, 0))
    }
  }

  private static let yaml = """
    study: small
    methods: [quickshear]
    cohorts:
      - { name: heads, outcome: nbv, bids: data }
    parameters:
      quickshear: { buffer: 10mm }
    """

  @Test func `running one subject deletes what is outdated of all others`() throws {
    let made = try FinishedStudy(Self.yaml, subjects: 2) { _ in TaskResult() }
    let images = ["01", "02"].map {
      "derivatives/bauta/sub-\($0)/anat/sub-\($0)_desc-quickshear_T1w.nii.gz"
    }
    for image in images { try made.folder.make(image, "defaced") }
    try made.opened().enqueue(only: ["sub-01"])
    #expect(images.allSatisfy(made.folder.tree.contains), "nothing has changed")
    try made.folder.make(
      "study.yaml", Self.yaml.replacingOccurrences(of: "10mm", with: "14mm"))
    try made.opened().enqueue(only: ["sub-01"])
    #expect(!images.contains(where: made.folder.tree.contains), "\(made.folder.tree)")
  }

  @Test func `searches for people and cohorts that are gone go with them`() throws {
    let made = try FinishedStudy(Self.yaml, subjects: 1) { _ in TaskResult() }
    func search(_ cohort: String, _ people: String) throws -> [String] {
      let name = "\(cohort)_quickshear"
      let found = ".bauta/work/searches/\(name).json"
      try made.folder.make(
        found,
        #"{"cohort":"\#(cohort)","method":"quickshear","isJudged":true,"p":0.01,"finding":"","#
          + #""found":[\#(people)],"searched":[\#(people)]}"#)
      let told = "derivatives/bauta/agreement/\(name)_reidentification.txt"
      try made.folder.make(told, "a line")
      return [found, told]
    }
    let kept = try search("heads", #""sub-01""#)
    let gone = try search("others", #""sub-01""#)
    let report = try made.opened().enqueue()
    #expect(report.removedFiles == 2)
    #expect(kept.allSatisfy(made.folder.tree.contains))
    #expect(!gone.contains(where: made.folder.tree.contains))
    _ = try search("heads", #""sub-01","sub-02""#)
    #expect(try made.opened().enqueue().removedFiles == 2)
    #expect(!kept.contains(where: made.folder.tree.contains))
  }
}
