import Foundation
import Support
import Testing

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

  @Test(.timeLimit(.minutes(5)))
  func `an engine in the background is said to work only when it does`() throws {
    let folder = try ScratchFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("data/sub-01/anat"), withIntermediateDirectories: true)
    _ = try folder.write([1, 2, 3], as: "data/sub-01/anat/sub-01_T1w.nii.gz")
    #expect(try Program.run("init", folder.path, "--bids", folder.file("data")).code == 0)
    try FileManager.default.createDirectory(
      atPath: folder.file(".bauta"), withIntermediateDirectories: true)
    let queue = try folder.write([UInt8](repeating: 65, count: 5000), as: ".bauta/study.sqlite")

    let refused = try Program.run("run", folder.path, "--background")
    #expect(refused.code != 0 && !refused.message.contains("in the background;"))
    #expect(refused.message.contains("not a sound SQLite file"), "\(refused.message)")

    try FileManager.default.removeItem(atPath: queue)
    let begun = try Program.run("run", folder.path, "--background")
    #expect(begun.code == 0 && begun.message.contains("works in the background"))
    let log = folder.file(".bauta/logs/engine.log")
    #expect(
      try eventually {
        try String(contentsOfFile: log, encoding: .utf8).contains("input-unreadable")
      })
  }
}
