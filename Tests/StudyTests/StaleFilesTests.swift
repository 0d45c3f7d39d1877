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
}
