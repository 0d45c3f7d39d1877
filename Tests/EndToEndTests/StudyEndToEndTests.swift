import Foundation
import Phantoms
import Support
import Testing
import Volumes

/// A tiny study of digital heads, made and run by the program alone.
private struct TinyStudy {
  let folder: ScratchFolder
  let template: String
  var root: String { folder.file("study") }

  init() throws {
    folder = try ScratchFolder()
    template = folder.file("template.nii.gz")
    let labels = folder.file("labels.nii.gz")
    try Self.check(
      "phantom", "-o", template, "--seed", "9", "--voxel", "3", "--labels", labels)
    try Self.writeBrain(of: labels, to: folder.file("template_brain_mask.nii.gz"))
    for number in 1...2 {
      let anat = "\(folder.path)/study/data/sub-0\(number)/anat"
      try FileManager.default.createDirectory(atPath: anat, withIntermediateDirectories: true)
      try Self.check(
        "phantom", "-o", "\(anat)/sub-0\(number)_T1w.nii.gz", "--seed", "\(number)", "--voxel", "3")
    }
    try Self.check(
      "init", folder.file("study"), "--bids", folder.file("study/data"), "--name", "tiny",
      "--cohort", "all")
    try keepOneMethod()
  }

  /// One method makes the tasks that are looked at here; all of them are tested elsewhere.
  private func keepOneMethod() throws {
    let path = root + "/study.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let all = "methods: [quickshear, facemasking, defacing]"
    try #require(text.contains(all))
    try text.replacingOccurrences(of: all, with: "methods: [quickshear]")
      .write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// Everything within the skull, from the labels of a digital head.
  private static func writeBrain(of labels: String, to path: String) throws {
    let image = try VolumeFile.read(labels).image()
    let inside = Set(Tissue.intracranial.map { Float($0.rawValue) })
    let mask = Mask(grid: image.grid, voxels: image.voxels.map { inside.contains($0) ? 1 : 0 })
    try VolumeFile.write(Volume(mask: mask), to: path)
  }

  private static func check(_ arguments: String...) throws {
    let ending = try Program.start(arguments).ending()
    try #require(ending.code == 0, "\(arguments.first ?? ""): \(ending.message)")
  }

  func startRun() throws -> Program.Running {
    try Program.start(["run", root, "--template", template, "--threads", "2"])
  }

  /// Number of tasks by state.
  func counts() throws -> [String: Int] {
    try Program.run("status", root, "--template", template, "--json").object["tasks"]
      as? [String: Int] ?? [:]
  }

  /// Every file of the study folder, with its bytes where wanted.
  var files: [String] {
    (FileManager.default.enumerator(atPath: root)?.allObjects as? [String] ?? []).sorted()
  }

  /// The identities of the tasks that the journal calls done, in order.
  func journalOfDone() throws -> [String] {
    let text = String(decoding: try folder.bytes(of: "study/.bauta/journal.jsonl"), as: UTF8.self)
    return text.split(separator: "\n").compactMap { line in
      let entry = (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any]
      return entry?["to"] as? String == "done" ? entry?["task"] as? String : nil
    }
  }
}

@Suite(.serialized) struct StudyEndToEndTests {
  @Test(.timeLimit(.minutes(5)))
  func `interrupted, killed, killed again: the next run completes and loses nothing`() throws {
    let study = try TinyStudy()

    // A person presses Ctrl-C: exit 130, nothing is left leased.
    let first = try study.startRun()
    #expect(try eventually { try study.counts()["leased", default: 0] > 0 })
    kill(first.process.processIdentifier, SIGINT)
    let interrupted = first.ending()
    #expect(interrupted.code == 130 && !interrupted.wasKilled, "\(interrupted.message)")
    #expect(try study.counts()["leased"] == 0)

    // A worker dies: the engine starts another and goes on.
    let second = try study.startRun()
    let engine = second.process.processIdentifier
    #expect(try eventually { try study.counts()["leased", default: 0] > 0 })
    let victim = try #require(Program.children(of: engine).first)
    kill(victim, SIGKILL)
    let before = try study.counts()["done", default: 0]
    #expect(try eventually { try study.counts()["done", default: 0] > before })
    #expect(Program.isAlive(engine))

    // The engine dies: its workers end by themselves, the queue stays sound.
    let workers = Program.children(of: engine)
    kill(engine, SIGKILL)
    #expect(second.ending().wasKilled)
    #expect(eventually { !workers.contains(where: Program.isAlive) })
    let doneBefore = try study.journalOfDone()

    let third = try study.startRun().ending()
    #expect(third.code == 0, "\(third.message)")
    let counts = try study.counts()
    #expect(counts["done"] == 16 && counts.values.reduce(0, +) == 16, "\(counts)")
    let done = try study.journalOfDone()
    #expect(Array(done.prefix(doneBefore.count)) == doneBefore)
    #expect(done.count == 16 && Set(done).count == 16, "no task is done twice")
    for name in ["agreement.json", "agreement.txt", "values.tsv"] {
      #expect(study.files.contains("derivatives/bauta/agreement/all_nbv_\(name)"))
    }
    #expect(
      study.files.contains("derivatives/bauta/agreement/all_quickshear_reidentification.txt"))
    let leftovers = study.files.filter { $0.contains(".tmp") || $0.contains("partial") }
    #expect(leftovers.isEmpty, "\(leftovers)")

    // Everything is done: a further run has nothing to do and says the same.
    let fourth = try study.startRun().ending()
    #expect(fourth.code == 0 && fourth.result == third.result)
    #expect(try study.journalOfDone() == done)
  }

  @Test(.timeLimit(.minutes(5)))
  func `heads that cannot be read end the run with 1, each kind told`() throws {
    let folder = try ScratchFolder()
    for name in ["data/sub-01/anat", "data/sub-02/anat"] {
      try FileManager.default.createDirectory(
        atPath: folder.file(name), withIntermediateDirectories: true)
    }
    _ = try folder.write([1, 2, 3], as: "data/sub-01/anat/sub-01_T1w.nii.gz")
    #expect(try Program.run("init", folder.path, "--bids", folder.file("data")).code == 0)
    let run = try Program.run("run", folder.path)
    #expect(run.code == 1, "nothing was done: \(run.message)")
    #expect(run.result.contains("input-unreadable") && run.result.contains("input-missing"))
    let retried = try Program.run("retry", folder.path, "--kind", "input-missing", "--json")
    #expect(retried.object["retried"] as? Int == 1)
  }
}
