import Foundation
import Terminal
import Testing

@testable import Jobs
@testable import Study
@testable import Workbench

/// Events of a made journal.
enum MadeJournal {
  static func events(_ count: Int) -> [JournalEvent] {
    (1...count).map { number in
      let isFailed = number % 5 == 0
      return JournalEvent(
        sequence: Int64(number), time: 1_000 + Double(number), task: "task-\(number)",
        kind: number % 2 == 0 ? "measure" : "deface",
        labels: TaskLabels(subject: "sub-\(number)", method: "quickshear", cohort: "heads"),
        state: isFailed ? .failed : .done, attempt: 1, seconds: Double(number % 90),
        host: "node1", reason: isFailed ? "gate-face-left" : nil)
    }
  }
}

extension BenchTests {
  /// The report and the log.
  @Suite(.serialized) struct TextViews {
    @Test func theReportIsTheTextThatIsWritten() throws {
      let snapshot = MadeStudy.snapshot(subjects: 20)
      let bench = try Bench(snapshot, columns: 130, rows: 60)
      bench.press(.character("6"))
      let shown = bench.recorder.text
      for line in StudyReport(snapshot).lines(width: 120).prefix(20) where !line.isEmpty {
        #expect(shown.contains(line), "\(line)")
      }
    }

    @Test func theReportScrollsAndIsSearched() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 30, fate: Fates.mixed.of))
      bench.press(.character("6"), .pageDown)
      #expect(bench.state.report.top > 0)
      bench.press(.character("g"), .character("/"))
      bench.type("left out")
      bench.press(.enter)
      #expect(bench.recorder.text.contains("heads: left out"))
      #expect(bench.state.report.found != nil)
      bench.press(.character("/"))
      bench.type("zebra")
      bench.press(.enter)
      #expect(bench.lastLine == " nothing in the report matches 'zebra'")
    }

    @Test func theReportFollowsTheStudyAndNamesNobody() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 6, fate: Fates.mixed.of))
      bench.press(.character("6"))
      #expect(bench.state.report.lines.contains("subject 2: quickshear gate-face-left"))
      #expect(!bench.state.report.lines.joined().contains("sub-0"))
      bench.source.set(MadeStudy.snapshot(subjects: 6, sequence: 2))
      bench.wait(1)
      #expect(!bench.state.report.lines.joined().contains("gate-face-left"))
      #expect(bench.state.report.lines.contains("n = 6 of 6 complete"))
    }

    @Test func theLogFollowsAtTheEndOnly() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 4))
      bench.source.set(MadeJournal.events(50))
      bench.press(.character("7"))
      #expect(bench.recorder.text.contains("50 of 50, follows"))
      #expect(bench.recorder.text.contains("sub-50"))
      bench.source.set(MadeJournal.events(60))
      bench.source.set(MadeStudy.snapshot(subjects: 4, sequence: 2))
      bench.wait(1)
      #expect(bench.recorder.text.contains("60 of 60, follows"))
      bench.press(.character("k"))
      bench.source.set(MadeJournal.events(70))
      bench.source.set(MadeStudy.snapshot(subjects: 4, sequence: 3))
      bench.wait(1)
      #expect(bench.state.journal.shown?.task == "task-59")
      bench.press(.character("G"))
      #expect(bench.recorder.text.contains("70 of 70, follows"))
    }

    @Test func theLogIsFilteredAndOpensTheLogOfATask() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 4))
      bench.source.set(MadeJournal.events(50))
      bench.press(.character("7"), .character("/"))
      bench.type("face-left")
      bench.press(.enter)
      #expect(bench.recorder.text.contains("10 of 10"))
      bench.press(.enter)
      guard case .log(let title, _, _) = bench.state.panel else {
        Issue.record("no log was opened")
        return
      }
      #expect(title == "task-50")
      bench.press(.escape, .character("/"), .enter)
      #expect(bench.recorder.text.contains("50 of 50"))
    }

    @Test func theJournalIsAskedForOnlyWhereItIsShownAndNew() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 4))
      bench.wait(9)
      #expect(bench.source.asked.journals == 0)
      bench.press(.character("7"))
      bench.wait(9)
      bench.wait(9)
      #expect(bench.source.asked.journals == 1)
    }

    @Test func aStepInTheLogIsCheap() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 4), columns: 120, rows: 40)
      bench.source.set(MadeJournal.events(5000))
      bench.press(.character("7"), .character("k"), .character("k"))
      for _ in 0..<8 {
        let sent = bench.bytes { bench.press(.character("k")) }
        #expect(sent > 0 && sent <= 400, "\(sent) bytes")
      }
    }

    @Test func aReportOfTenThousandIsMadeElsewhere() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 10_000, fate: Fates.mixed.of))
      bench.workbench.handle(.character("6"))
      bench.workbench.step(timeoutMS: 0)
      #expect(bench.workbench.isBusy)
      bench.settle()
      #expect(bench.recorder.text.contains("10000 subjects in 1 cohort"))
    }
  }
}

@Suite struct LogTimeTests {
  @Test(arguments: [
    (0.0, true, "1970-01-01 00:00:00"), (1_795_800_377.84, true, "2026-11-27 17:26:17"),
    (86_399.9, false, "23:59:59"), (Double.nan, true, ""), (1e300, false, ""),
  ])
  func momentsAreReadable(_ seconds: Double, _ wide: Bool, _ text: String) throws {
    let zone = try #require(TimeZone(secondsFromGMT: 0))
    #expect(LogTime.text(seconds, zone: zone, wide: wide) == text)
  }
}

@Suite struct SubjectLabelTests {
  @Test(arguments: [
    ("sub-MS001", 9, "sub-MS001"), ("sub-MS001", 6, "~MS001"), ("subject 12", 4, "~ 12"),
    ("sub-01_ses-02", 7, "~ses-02"), ("sub-01", 1, "sub-01"), ("sub-01", 0, "sub-01"),
  ])
  func longLabelsKeepTheirEnd(_ label: String, _ columns: Int, _ shown: String) {
    #expect(SubjectList.shortened(label, to: columns, .ascii) == shown)
  }
}
