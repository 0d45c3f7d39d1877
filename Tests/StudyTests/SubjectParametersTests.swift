import Foundation
import Jobs
import Support
import Testing

@testable import Study

/// Parameters of one subject that differ from the study's.
@Suite(.serialized) struct SubjectParametersTests {
  private static let yaml = """
    study: small
    methods: [quickshear, plane]
    cohorts:
      - { name: heads, outcome: nbv, bids: data }
    parameters:
      quickshear: { buffer: 12mm }
    """

  private static func made() throws -> FinishedStudy {
    try FinishedStudy(yaml, subjects: 2) { _ in TaskResult(values: #"{"nbv_ml": 1600}"#) }
  }

  private func wish(
    _ values: [String: String?], owner: String = "quickshear", subject: String = "sub-02"
  ) -> ParameterWish {
    ParameterWish(
      cohort: "heads", subject: subject, owner: owner, values: values, by: "rater",
      why: "brain too near")
  }

  @Test func `exactly what depends on it is done again`() throws {
    let made = try Self.made()
    let before = Set(made.study.allSpecs.map(\.id))
    let answer = try made.study.change(wish(["buffer": "15mm"]))
    let fresh = answer.study.allSpecs.filter { !before.contains($0.id) }
    #expect(fresh.map(\.kind).sorted() == ["deface", "face", "measure"])
    #expect(fresh.allSatisfy { $0.labels.subject == "sub-02" && $0.labels.method == "quickshear" })
    #expect(answer.added == 3 && answer.changed == ["buffer": "15mm"])
    #expect(made.study.parametersHaveChanged && !answer.study.parametersHaveChanged)
    #expect(try made.study.withCurrentParameters().allSpecs == answer.study.allSpecs)
    // Whoever opens the study has the same tasks, in the queue as well.
    #expect(try made.opened().allSpecs == answer.study.allSpecs)
    let queue = try Set(made.study.store.summaries().map(\.id))
    #expect(queue == Set(answer.study.allSpecs.map(\.id)))

    let deface = try #require(fresh.first { $0.kind == "deface" })
    #expect(deface.payload.contains(#""buffer":"15mm""#))
    let journal = try made.study.store.journal.entries()
    #expect(
      journal.last { $0.task == deface.id && $0.from == nil }?.reason
        == "quickshear buffer 15mm (study: 12mm)")
  }

  @Test func `taking it back restores the plan`() throws {
    let made = try Self.made()
    let changed = try made.study.change(wish(["buffer": "15mm"])).study
    let back = try changed.change(wish(["buffer": nil]))
    #expect(back.study.allSpecs == made.study.allSpecs && back.added == 3)
    let again = try back.study.change(wish(["buffer": nil]))
    #expect(again.added == 0 && again.changed.isEmpty)
    let lines = try ParameterJournal(paths: made.study.paths).changes()
    #expect(lines.map(\.value) == ["15mm", nil])
    #expect(lines.allSatisfy { $0.by == "rater" && $0.why == "brain too near" && $0.time > 1e9 })
  }

  @Test func `an outcome is measured anew on all variants of the subject`() throws {
    let made = try Self.made()
    let answer = try made.study.change(wish(["preset": "-B -f 0.1"], owner: "nbv"))
    #expect(answer.added == 3, "full, quickshear and plane")
    let subject = try #require(answer.study.graph.cohorts[0].entries.last)
    #expect(subject.variants.allSatisfy { $0.differences.map(\.name) == ["preset"] })
  }

  @Test func `snapshots, tables and counts tell it`() throws {
    let made = try Self.made()
    let study = try made.study.change(wish(["buffer": "15mm"])).study
    try made.finish()
    let snapshot = try study.reader().snapshot()
    let cohort = snapshot.cohorts[0]
    #expect(cohort.subjects[0].ownParameters.isEmpty)
    #expect(
      cohort.subjects[1].ownParameters.map(\.words) == ["quickshear buffer 15mm (study: 12mm)"])
    #expect(OwnParameters(cohort).words == "parameters of their own: 1 subject (quickshear 1)")
    let rows = ValuesTable.tsv(of: cohort).split(separator: "\n").map {
      $0.split(separator: "\t").map(String.init)
    }
    let column = try #require(rows[0].firstIndex(of: "parameters"))
    let told = rows.dropFirst().filter { $0[column] != "n/a" }
    #expect(told.map { Array($0.prefix(3)) } == [["sub-02", "n/a", "quickshear"]])
    #expect(told.first?[column] == "quickshear.buffer=15mm")
    try AgreementFiles(paths: study.paths).write(snapshot)
    let json = try String(
      contentsOfFile: study.paths.absolute(StudyPaths.agreement)
        + "/heads_nbv_agreement.json", encoding: .utf8)
    #expect(json.contains(#""own_parameters""#) && json.contains(#""quickshear" : 1"#))
  }

  @Test(arguments: [
    (
      "quickshear", "bufer", "15mm", "unknown parameter 'bufer' of quickshear",
      "did you mean 'buffer'?"
    ),
    (
      "quickshear", "buffer", "900mm", "is '900mm', not a length",
      "the nearest that is allowed is '100mm'"
    ),
    ("quickshear", "buffer", "15", "is '15', not a length", "give the unit: '15mm'"),
    ("quickshear", "mode", "robst", "is 'robst', not robust or parity", "did you mean 'robust'?"),
    ("quickshear", "buffer", "15vox", "does not fit the mode robust", ""),
    (
      "quickshear", "ears", "true", "quickshear cuts along one plane and cannot remove the ears", ""
    ),
    (
      "quickshar", "buffer", "15mm", "'quickshar' is no method, control or outcome",
      "did you mean 'quickshear'?"
    ),
    (
      "reface", "protect", "5mm", "'reface' is no method, control or outcome of this subject",
      "known are"
    ),
  ])
  func `mistakes are sentences and change nothing`(
    _ owner: String, _ name: String, _ value: String, _ says: String, _ remedy: String
  ) throws {
    let made = try Self.made()
    let error = #expect(throws: StudyError.self) {
      try made.study.change(wish([name: value], owner: owner))
    }
    #expect(error?.message.contains(says) == true, "\(error?.message ?? "")")
    #expect(remedy.isEmpty || error?.remedy?.contains(remedy) == true, "\(error?.remedy ?? "")")
    #expect(error?.message.contains("sub-0") == false)
    #expect(!FileManager.default.fileExists(atPath: ParameterJournal(paths: made.study.paths).path))
  }

  @Test func `a torn line and strange values do no harm`() throws {
    let made = try Self.made()
    _ = try made.study.change(wish(["buffer": "15mm"]))
    let journal = ParameterJournal(paths: made.study.paths)
    let whole = try #require(FileManager.default.contents(atPath: journal.path))
    try (whole + whole.prefix(30)).write(to: URL(fileURLWithPath: journal.path))
    #expect(
      try made.opened().own.values(of: "quickshear", subject: subject(made)) == ["buffer": "15mm"])
    _ = try made.opened().change(wish(["buffer": "16mm"]))
    #expect(
      try made.opened().own.values(of: "quickshear", subject: subject(made)) == ["buffer": "16mm"])
    try journal.append([
      ParameterChange(
        time: 1, by: "other", why: nil, cohort: "heads", subject: "sub-02", owner: "quickshear",
        name: "buffer", value: "9999mm")
    ])
    let opened = try made.opened()
    #expect(opened.allSpecs == made.study.allSpecs)
    #expect(opened.summary.contains { $0.contains("1 parameter of single subjects left out") })
  }

  private func subject(_ made: FinishedStudy) throws -> Subject {
    try #require(made.study.graph.cohorts[0].entries.last?.subject)
  }

  @Test func `sidecars tell the study's value, and no reason`() throws {
    let difference = ParameterDifference(
      owner: "quickshear", name: "buffer", value: "15mm", study: "12mm", why: "Mr. Smith's scan")
    var sidecar = VariantSidecar(
      method: "quickshear", parameters: ["buffer": "15mm"], isControl: false, values: [:],
      gates: [], fill: 0)
    sidecar.tell([difference])
    let text = String(decoding: try JSONEncoder().encode(sidecar), as: UTF8.self)
    #expect(text.contains(#""study_parameters":{"buffer":"12mm"}"#) && !text.contains("Smith"))
    let values = StudyValues.file(
      ["nbv_ml": 1], parameters: ["preset": "-B -f 0.1"],
      changed: [
        ParameterDifference(owner: "nbv", name: "preset", value: "-B -f 0.1", study: "default")
      ])
    #expect(
      values
        == #"{"nbv_ml":1.0,"parameters":{"preset":"-B -f 0.1"},"study_parameters":{"preset":"default"}}"#
        + "\n")
  }
}
