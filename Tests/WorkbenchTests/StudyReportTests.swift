import Foundation
import Testing

@testable import Jobs
@testable import Study
@testable import Workbench

@Suite struct StudyReportTests {
  @Test func everyPartIsThereAndNobodyIsNamed() {
    var snapshot = MadeStudy.snapshot(subjects: 20, fate: Fates.mixed.of)
    snapshot.referenceStudy = "desitter2020"
    snapshot.cohorts[0].subjects[4].variants[1].differences = [
      ParameterDifference(
        owner: "quickshear", name: "buffer", value: "15mm", study: "10mm", why: "too near")
    ]
    snapshot.cohorts[0].subjects[6].variants[1].warnings = ["The neck is short."]
    let search = FaceSearchFiles.Search(
      cohort: "heads", lines: ["cohort heads, quickshear: 20 people"], isOutdated: true)
    let report = StudyReport(snapshot, searches: [search])
    let text = report.lines(width: 100).joined(separator: "\n")
    for words in [
      "demo\n====\n20 subjects in 1 cohort; methods: quickshear; controls: noise",
      "Cohort heads: NBV\n-----------------", "ICC(A,1) (95 % CI)", "limits of agreement", "p Holm",
      "failed of tried (95 % CI)", "parameters of their own: 1 subject (quickshear 1)",
      "subject 2: quickshear gate-face-left",
      "subject 5: quickshear buffer 15mm (study: 10mm), too near",
      "cohort heads, quickshear: 20 people", "'bauta reidentify' searches again",
      "1 x quickshear: The neck is short.", "de Sitter et al. 2020",
      "facemasking raised NBV, p = 0.003",
    ] { #expect(text.contains(words), "\(words)\n\(text)") }
    #expect(!text.contains("sub-"))
    #expect(
      StudyReport(snapshot, isDetailed: true).lines(width: 100)
        .contains("sub-02: quickshear gate-face-left"))
  }

  @Test func severalCohortsStandBesideEachOther() throws {
    var snapshot = MadeStudy.snapshot(subjects: 20)
    let one = snapshot.cohorts[0]
    let other = CohortStatus(
      name: "other", outcome: "wmlv", valueKey: one.valueKey, subjects: one.subjects,
      agreement: one.agreement, pending: 0)
    #expect(!OverviewTable(snapshot).isWorthShowing)
    snapshot.cohorts.append(other)
    let method = try #require(one.agreement?.methods.first)
    let mean = try #require(method.meanReference)
    let percent = 100 * (try #require(method.meanDifference)) / mean
    let lines = OverviewTable(snapshot).lines(width: 110)
    #expect(lines.count == 3 && lines[0].contains("heads NBV") && lines[0].contains("other WMLV"))
    #expect(lines[1].hasPrefix("quickshear  \(Signed.text(percent, decimals: 2)) ± "))
    #expect(lines[1].contains("; 0/20"))
    #expect(OverviewTable(snapshot).lines(width: 60).count == 7)
    let report = StudyReport(snapshot).lines(width: 60)
    #expect(report.contains("All cohorts") && report.allSatisfy { $0.count <= 60 })
  }

  @Test func linesFitTheWidth() {
    var snapshot = MadeStudy.snapshot(subjects: 20, fate: Fates.mixed.of)
    snapshot.referenceStudy = "desitter2020"
    for width in [60, 76, 100, 120] {
      for line in StudyReport(snapshot).lines(width: width) {
        #expect(line.count <= width, "\(width): \(line)")
      }
    }
  }

  @Test func thePageHoldsItsPlotsAndNothingFromOutside() throws {
    let html = StudyReport(MadeStudy.snapshot(subjects: 20)).html
    #expect(html.components(separatedBy: "<svg ").count == 3)
    #expect(html.components(separatedBy: "class=\"dot\"").count == 41)
    for word in ["http", "<script", "src=", "sub-", "NaN", "inf"] {
      #expect(!html.contains(word), "\(word)")
    }
    let parser = XMLCheck(html)
    #expect(parser.isBalanced)
  }

  @Test func namesInTitlesAreEscaped() {
    var snapshot = MadeStudy.snapshot(subjects: 2)
    snapshot.name = "<b>a & b</b>"
    #expect(StudyReport(snapshot).html.contains("&lt;b&gt;a &amp; b&lt;/b&gt;"))
  }

  @Test func aStudyWithoutResultsHasAReport() {
    let lines = StudyReport(MadeStudy.snapshot(subjects: 3, fate: Fates.waiting.of)).lines(
      width: 80)
    #expect(lines.contains { $0.hasPrefix("No subject has come to its end yet") })
    let html = StudyReport(MadeStudy.snapshot(subjects: 0)).html
    #expect(html.contains("0 subjects"))
  }

  @Test func unknownReferencesAreSaid() {
    var snapshot = MadeStudy.snapshot(subjects: 2)
    snapshot.referenceStudy = "other1999"
    #expect(
      StudyReport(snapshot).lines(width: 80)
        .contains("no published values are known of 'other1999'"))
  }
}

/// Whether every element of a page is closed, apart from those that are never.
struct XMLCheck {
  var isBalanced = true

  init(_ html: String) {
    var open: [Substring] = []
    for part in html.split(separator: "<").dropFirst() {
      let tag = part.prefix { $0 != ">" }
      let name = tag.prefix { !$0.isWhitespace && $0 != "/" }
      if tag.hasPrefix("/") {
        if open.popLast() != tag.dropFirst() { isBalanced = false }
      } else if !tag.hasSuffix("/"), !["meta", "!doctype"].contains(name) {
        open.append(name)
      }
    }
    isBalanced = isBalanced && open.isEmpty
  }
}
