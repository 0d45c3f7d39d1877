import Foundation
import Support
import Testing

/// The workbench of a study in a real pseudo-terminal, when what it stands on breaks away.
@Suite(
  .serialized,
  .enabled(if: Tmux.program("tmux") != nil, "tmux is not installed (./scripts/terminals)"))
struct StudyTerminalTests {
  /// Opens the workbench of a study; the shell says how it ended.
  private func workbench(_ study: TinyStudy, _ options: String = "") throws -> Tmux {
    try Tmux(
      columns: 160, rows: 50,
      script: """
        \(Program.path) open \(study.root) --template \(study.template) \(options)
        echo "ended with $?"
        cat > /dev/null
        """)
  }

  private func kill(_ study: TinyStudy) {
    _ = Spawned.run("/bin/sh", "-c", "pkill -KILL -f '[b]auta open \(study.root)'")
  }

  /// What is on the disk of a rater's verdicts, in the order in which they were given.
  private func verdicts(_ study: TinyStudy) throws -> [String] {
    let text = String(
      decoding: try study.folder.bytes(of: "study/.bauta/ratings/ann.jsonl"), as: UTF8.self)
    return try text.split(separator: "\n").compactMap { line in
      let entry = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return entry?["verdict"] as? String
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `whatever dies beside it, the screen stays sound and no verdict is lost`() throws {
    let study = try TinyStudy()
    try engineIsKilled(study)
    #expect(try study.startRun().ending().code == 0)
    try workbenchIsKilled(study)
    try databaseIsLocked(study)
  }

  /// The engine dies: the workbench says that nobody is at work, and goes on.
  private func engineIsKilled(_ study: TinyStudy) throws {
    let run = try study.startRun()
    #expect(try eventually { try study.counts()["leased", default: 0] > 0 })
    let terminal = try workbench(study)
    #expect(try terminal.shows("running"))
    let workers = Program.children(of: run.process.processIdentifier)
    for process in [run.process.processIdentifier] + workers { Foundation.kill(process, SIGKILL) }
    #expect(try terminal.shows("no engine"))
    #expect(try terminal.screen().contains("interrupted"))
    terminal.press("4")
    #expect(try terminal.shows("reference"))
    terminal.press("q")
    #expect(try terminal.shows("ended with 0"))
    _ = run.ending()
  }

  /// The workbench dies in the middle of judging: every verdict that stood on the screen is on the disk,
  /// and the next opening goes on from there.
  private func workbenchIsKilled(_ study: TinyStudy) throws {
    let terminal = try workbench(study, "--rater ann")
    #expect(try terminal.shows("all done"))
    terminal.press("f")
    #expect(try terminal.shows("1 of 2 rated"))
    for _ in 0..<10 { terminal.press("p", "k") }
    kill(study)
    #expect(try terminal.shows("ended with 137"))
    let given = try verdicts(study)
    #expect(given.first == "fail" && given.dropFirst().allSatisfy { $0 == "pass" })
    let again = try workbench(study, "--rater ann")
    #expect(try again.shows("of 2 rated"))
    again.press("g", "p")
    #expect(try eventually(within: 60) { try verdicts(study).count == given.count + 1 })
    again.press("q")
    #expect(try again.shows("ended with 0"))
    let table = try Program.run("ratings", study.root, "--template", study.template)
    #expect(table.code == 0 && table.result.contains("ann"), "\(table.message)")
  }

  /// Another process holds the database: a verdict is kept all the same, what cannot be done is said, and
  /// works once the lock is gone.
  private func databaseIsLocked(_ study: TinyStudy) throws {
    let terminal = try workbench(study, "--rater bea")
    #expect(try terminal.shows("all done"))
    let before = try terminal.settled()
    let lock = try WriteLock(of: study.root + "/.bauta/study.sqlite")
    terminal.press("P")
    #expect(try terminal.shows("held by another process"))
    terminal.press("p")
    #expect(try terminal.shows("1 of 2 rated"))
    lock.release()
    // The news of the refusal may still stand in the last line; the rest is as it was.
    let frame = try terminal.settled().split(separator: "\n").first
    #expect(frame == before.split(separator: "\n").first)
    terminal.press("P")
    #expect(try terminal.shows("PAUSED"))
    terminal.press("q")
    #expect(try terminal.shows("ended with 0"))
  }
}

/// Holds the database of a study as a process does that writes to it: by the byte of the write-ahead log's
/// index that stands for the writer (SQLite, WAL-index format).
private struct WriteLock {
  private let file: Int32

  init(of database: String) throws {
    file = open(database + "-shm", O_RDWR | O_CLOEXEC)
    try #require(file >= 0)
    var range = Foundation.flock()
    (range.l_type, range.l_whence, range.l_start, range.l_len) = (
      Int16(F_WRLCK), Int16(SEEK_SET), 120, 1
    )
    let handle = file
    try #require(eventually(within: 60) { fcntl(handle, F_SETLK, &range) == 0 })
  }

  func release() { close(file) }
}
