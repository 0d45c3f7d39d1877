import Canvas
import Foundation
import Jobs
import Study
import Terminal
import Testing
import Volumes

@testable import Workbench

extension BenchTests {
  @Suite(.serialized) struct Budgets {
    @Test(arguments: ViewKind.allCases)
    func idleSendsNothing(_ view: ViewKind) throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 40), columns: 120, rows: 40)
      try bench.act("view.\(view)")
      #expect(bench.recorder.bytesSent > 1000)
      let idle = bench.bytes { for _ in 0..<50 { bench.wait(0.4) } }
      #expect(idle == 0)
    }

    @Test(arguments: [("xterm-256color", 40), ("vt100", 40), ("xterm-256color", 10_000)])
    func cursorStepIsCheap(_ term: String, _ subjects: Int) throws {
      let bench = try Bench(
        MadeStudy.snapshot(subjects: subjects), columns: 120, rows: 40, term: term,
        loader: NoLoader())
      for _ in 0..<12 {
        let sent = try bench.bytes { try bench.act("subject.next") }
        #expect(sent > 0 && sent <= 400, "\(sent) bytes")
      }
    }

    @Test(arguments: ViewKind.allCases, ["xterm-256color", "vt100"])
    func tickIsCheap(_ view: ViewKind, _ term: String) throws {
      let fates = Fates.mixed
      let bench = try Bench(
        MadeStudy.snapshot(subjects: 6, engine: true, fate: fates.of), columns: 120, rows: 40,
        term: term)
      try bench.act("view.\(view)")
      bench.wait(0.5)
      for _ in 0..<20 {
        let drawn = bench.workbench.picturesDrawn
        let sent = bench.bytes { bench.wait(0.5) }
        #expect(sent > 0 && sent <= 80, "\(sent) bytes")
        #expect(bench.workbench.picturesDrawn == drawn)
      }
    }

    @Test func frozenScreenStandsStill() throws {
      let bench = try Bench(
        MadeStudy.snapshot(subjects: 6, engine: true, fate: Fates.mixed.of), columns: 120, rows: 40)
      try bench.act("updates.freeze")
      bench.wait(20)
      let before = bench.recorder.text
      bench.source.set(MadeStudy.snapshot(subjects: 6, sequence: 9))
      let sent = bench.bytes { for _ in 0..<20 { bench.wait(0.5) } }
      #expect(sent == 0)
      #expect(bench.recorder.text == before)
      #expect(bench.recorder.line(0).contains("FROZEN"))
      try bench.act("updates.freeze")
      #expect(bench.recorder.line(0).contains("all done"))
    }

    @Test func firstScreenOfManySubjectsIsCheap() throws {
      let loader = MadeLoader()
      let bench = try Bench(
        MadeStudy.snapshot(subjects: 10_000), columns: 120, rows: 40, loader: loader)
      #expect(bench.source.asked.snapshots == 1)
      #expect(bench.workbench.picturesDrawn == 2)
      #expect(loader.paths.count == 5)
      #expect(bench.recorder.bytesSent < 60_000)
      #expect(bench.recorder.line(4).contains("sub-01"))
      #expect(bench.recorder.text.contains("1/10000"))
    }
  }
}

/// Whether terminals with true colours can be opened here.
let hasDirectColor = ColorChoice.colors(ofTerm: "xterm-direct") != nil
