import Terminal
import Testing

@testable import Jobs
@testable import Study
@testable import Workbench

extension BenchTests {
  /// Reruns of one subject with other parameters.
  @Suite(.serialized) struct Parameters {
    @Test func parametersOfTheFailedStepAreShownWithMeaningAndRange() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 4, fate: Fates.mixed.of))
      bench.press(.character("j"), .character("e"))
      let text = bench.recorder.text
      for words in [
        "quickshear of sub-02: parameters", "buffer", "10mm", "mm or vox", "regions",
        "Distance kept between the brain and the cut.", "from 0.1 to 100 mm", "default 10mm",
        "gate-face-left",
      ] { #expect(text.contains(words), "\(words)\n\(text)") }
    }

    @Test func aTypedValueIsAskedForAndRunAndRecorded() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 4, fate: Fates.mixed.of))
      bench.press(.character("j"), .character("e"))
      bench.type("15")
      bench.press(.enter)
      #expect(bench.recorder.text.contains("Run quickshear of this subject with buffer 15 mm"))
      #expect(bench.source.asked.wishes.isEmpty)
      bench.press(.character("y"))
      #expect(
        bench.source.asked.wishes == [
          ParameterWish(
            cohort: "heads", subject: "sub-02", owner: "quickshear", values: ["buffer": "15mm"],
            by: "", why: "gate-face-left")
        ])
      #expect(
        bench.lastLine == " 3 tasks to be done anew; no engine is at work: 'bauta run' does it")
    }

    @Test(arguments: [
      ("150", "'100mm')"), ("thick", "not a length such as 10mm"),
      ("7vox", "May be a length"),
    ])
    func valuesAreCheckedAsTheyAreTyped(_ typed: String, _ words: String) throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 2), columns: 100, rows: 30)
      bench.press(.character("e"))
      bench.type(typed)
      #expect(bench.recorder.text.contains(words), "\(bench.recorder.text)")
      guard typed != "7vox" else { return }
      bench.press(.enter)
      #expect(bench.lastLine == " this value cannot be taken; nothing was changed")
      #expect(bench.source.asked.wishes.isEmpty)
    }

    @Test func wordsAreTurnedByArrowsAndTheStudysValueIsTakenBack() throws {
      var snapshot = MadeStudy.snapshot(subjects: 2)
      let own = ParameterDifference(
        owner: "quickshear", name: "buffer", value: "15mm", study: "10mm", why: "brain too near")
      snapshot.cohorts[0].subjects[0].variants[1].differences = [own]
      let bench = try Bench(snapshot, columns: 120, rows: 40)
      #expect(
        bench.recorder.text.contains(
          "parameters differ: quickshear buffer 15mm (study: 10mm), brain too near"))
      bench.press(.character("3"))
      #expect(
        bench.recorder.text.contains("parameters of their own: 1 subject (quickshear 1)"))
      bench.press(.character("1"), .character("e"), .delete, .down, .right, .enter)
      for words in ["with buffer 10 mm as in the", "mode parity (study: robust)?"] {
        #expect(bench.recorder.text.contains(words))
      }
      bench.press(.character("y"))
      #expect(bench.source.asked.wishes.first?.values == ["buffer": nil, "mode": "parity"])
    }

    @Test func tabShowsTheParametersOfTheOutcome() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 2))
      bench.press(.character("e"), .tab)
      #expect(bench.recorder.text.contains("nbv of sub-01: parameters"))
      #expect(bench.recorder.text.contains("preset"))
      bench.press(.enter)
      #expect(bench.lastLine == " nothing was changed; type another value, or Esc")
      bench.press(.escape)
      #expect(bench.state.panel == nil)
    }

    @Test func theAgreementPlotMovesWhenTheRerunLands() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 20), columns: 120, rows: 40)
      bench.press(.character("3"))
      let (before, bias) = (
        bench.recorder.text, bench.state.shownCohort?.agreement?.methods[0].meanDifference
      )
      bench.press(.character("e"))
      bench.type("15")
      bench.press(.enter, .character("y"))
      #expect(bench.state.view == .agreement)
      bench.source.set(
        MadeStudy.snapshot(subjects: 20, sequence: 2) { $1 == 1 && $0 == 0 ? .running : .done })
      bench.wait(1)
      #expect(bench.recorder.text.contains("19 of 20 complete, 1 open"))
      var landed = MadeStudy.snapshot(subjects: 20, sequence: 3)
      landed.cohorts[0].subjects[0].variants[1].values["nbv_ml"] = 1460
      landed.cohorts[0].agreement = CohortAgreement.table(
        of: landed.cohorts[0].subjects, methods: ["quickshear", "noise"], controls: ["noise"],
        valueKey: "nbv_ml")
      bench.source.set(landed)
      bench.wait(1)
      #expect(bench.recorder.text != before)
      #expect(bench.state.shownCohort?.agreement?.methods[0].meanDifference != bias)
      #expect(bench.recorder.text.contains("20 of 20 complete"))
    }

    @Test func lookingOnlyChangesNoParameter() throws {
      let bench = try Bench(MadeStudy.snapshot(subjects: 2), readOnly: true)
      bench.press(.character("e"))
      #expect(bench.state.panel == nil && bench.lastLine.contains("look only"))
    }

    /// Every method, control and outcome: a panel on the smallest screen, each parameter with a
    /// sentence and a range.
    @Test(arguments: ParameterSchema.all.map(\.owner))
    func everyParameterHasASentenceAndFits(_ owner: String) throws {
      let schema = try #require(ParameterSchema.of(owner))
      let subject = MadeStudy.snapshot(subjects: 1).cohorts[0].subjects[0]
      let snapshot = MadeStudy.snapshot(subjects: 1)
      var panel = try #require(
        ParameterPanel(of: owner, owners: [owner], subject: subject, snapshot: snapshot))
      for (place, entry) in schema.entries.enumerated() {
        #expect(entry.summary.hasSuffix(".") && !entry.expected.isEmpty)
        panel.cursor = place
        var surface = Surface(size: Layout.smallest, glyphs: .ascii)
        ParameterView.draw(panel, in: &surface, Layout(Layout.smallest).body)
        #expect(surface.text.contains(entry.name), "\(surface.text)")
        #expect(surface.text.contains("default"), "\(entry.name)\n\(surface.text)")
      }
    }
  }
}
