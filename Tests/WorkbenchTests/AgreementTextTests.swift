import Agreement
import Study
import Testing

@testable import Workbench

/// Tables and verdicts as text.
@Suite struct AgreementTextTests {
  private func cohort(_ subjects: Int, _ fates: Fates = .done) -> CohortStatus {
    MadeStudy.snapshot(subjects: subjects, fate: fates.of).cohorts[0]
  }

  @Test(arguments: [60, 76, 96, 156, 400])
  func blocksFitAndHoldEveryFigureOnce(_ width: Int) throws {
    let cohort = cohort(20)
    let table = try #require(cohort.agreement)
    let columns = AgreementColumns(table, standing: cohort.standing)
    #expect(columns.figures.count == AgreementColumns.figureCount)
    let blocks = columns.blocks(width: width)
    #expect(blocks.flatMap { $0.dropFirst() } == columns.figures)
    for block in blocks {
      #expect(block[0].heading == "method")
      for row in [nil, 0, 1] { #expect(AgreementColumns.line(row, of: block).count <= width) }
    }
  }

  @Test func countsAreOfAllSubjects() throws {
    let text = AgreementColumns.lines(of: cohort(6, .mixed), width: 200).joined(separator: "\n")
    #expect(text.contains("1 of 6"))
    #expect(text.contains("n = 1 of 6 complete, 3 open, 2 failed"))
  }

  @Test(arguments: [
    (0.2, "within the floor of noise (0.9 ml)"), (-0.9, "within the floor of noise (0.9 ml)"),
    (-1.4, "beyond the floor of noise (0.9 ml)"),
  ])
  func verdictIsToldInWords(_ difference: Double, _ words: String) {
    let floor = NoiseFloor(control: "noise", largestML: 0.9)
    #expect(floor.verdict([difference]) == words)
  }

  @Test func floorIsThatOfTheControlAndNoControlHasOne() throws {
    let many = cohort(20)
    let row = try #require(many.agreement?.methods.first { $0.method == "noise" })
    let floor = try #require(NoiseFloor(many, controls: ["noise"]))
    #expect(floor.largestML == max(abs(row.lowerLimit ?? 0), abs(row.upperLimit ?? 0)))
    #expect(NoiseFloor(many, controls: []) == nil)
    let single = try #require(NoiseFloor(cohort(1), controls: ["noise"]))
    #expect(abs(single.largestML - 0.5) < 1e-9)
    let words = Verdict.ofSubject(
      many.subjects[0], variant: "noise", cohort: many, controls: ["noise"])
    #expect(words == "noise -0.5 ml, a control: such differences are the floor")
  }

  @Test(arguments: [
    (["full", "quickshear", "noise"], "FQN"), (["full", "flip", "fill"], "FLI"),
    (["a", "a"], "AA"),
  ])
  func lettersTellColumnsApart(_ names: [String], _ letters: String) {
    #expect(VariantLetters.of(names).joined() == letters)
  }
}
