@testable import Jobs
import Testing

@testable import Study

/// A task of a chain, as the queue lists it.
private func task(
  _ kind: String, _ state: TaskState, failure: String? = nil, progress: Double = 0
) -> TaskSummary {
  TaskSummary(
    id: kind, kind: kind, labels: TaskLabels(), state: state, reason: nil, attempt: 1, priority: 0,
    progress: progress, progressMessage: nil, failureKind: failure, startedAt: nil,
    finishedAt: nil, changed: 0)
}

/// A chain of states and what it means for the variant that owns its last two tasks.
struct Chain: Sendable {
  var states: [TaskState]
  var failure: String?
  var meaning: VariantState
}

struct VariantStateTests {
  private static let kinds = ["probe", "reference", "deface", "measure"]

  @Test(arguments: [
    Chain(states: [], meaning: .waiting),
    Chain(states: [.queued, .waiting, .waiting, .waiting], meaning: .queued),
    Chain(
      states: [.leased, .waiting, .waiting, .waiting],
      meaning: .running(step: "probe", fraction: 0.5)),
    Chain(states: [.done, .queued, .waiting, .waiting], meaning: .queued),
    Chain(
      states: [.done, .done, .leased, .waiting], meaning: .running(step: "deface", fraction: 0.5)),
    Chain(states: [.done, .done, .done, .done], meaning: .done),
    Chain(states: [.done, .queued, .waiting, .done], meaning: .done),
    Chain(
      states: [.failed, .waiting, .waiting, .waiting], failure: "input-missing", meaning: .blocked),
    Chain(
      states: [.done, .failed, .waiting, .waiting], failure: "registration-failed",
      meaning: .blocked),
    Chain(
      states: [.done, .done, .failed, .waiting], failure: "gate-face-left",
      meaning: .failed(step: "deface", kind: .gateFaceLeft)),
    Chain(
      states: [.done, .done, .done, .failed], failure: "implausible-value",
      meaning: .failed(step: "measure", kind: .implausibleValue)),
    Chain(
      states: [.done, .done, .done, .failed], failure: "killed",
      meaning: .failed(step: "measure", kind: .crashed)),
    Chain(states: [.done, .cancelled, .waiting, .waiting], meaning: .cancelled),
    Chain(states: [.waiting, .waiting, .waiting, .waiting], meaning: .waiting),
  ])
  func `a chain of tasks means one state`(_ chain: Chain) {
    let tasks = zip(Self.kinds, chain.states).map { kind, state in
      task(
        kind, state, failure: state == .failed ? chain.failure : nil,
        progress: state == .leased ? 0.5 : 0)
    }
    #expect(VariantState(chain: tasks, own: ["deface", "measure"]) == chain.meaning)
  }

  @Test func `the full image owns its whole chain`() {
    let state = VariantState(
      chain: [task("probe", .failed, failure: "input-missing"), task("measure", .waiting)],
      own: ["probe", "reference", "measure"])
    #expect(state == .failed(step: "probe", kind: .inputMissing))
  }

  @Test func `values survive their way as JSON`() {
    let values = ["nbv_ml": 1500.25, "tiny": 1e-300, "bad": Double.nan, "worse": -Double.infinity]
    let text = StudyValues.encode(values)
    #expect(text == #"{"bad":null,"nbv_ml":1500.25,"tiny":1e-300,"worse":null}"#)
    #expect(StudyValues.decode(text) == ["nbv_ml": 1500.25, "tiny": 1e-300])
    #expect(StudyValues.decode("no json").isEmpty && StudyValues.decode("[]").isEmpty)
  }
}

struct CohortAgreementTests {
  private func subject(
    _ number: Int, full: Double?, method: Double?, state: VariantState = .done
  ) -> SubjectStatus {
    func variant(_ name: String, _ value: Double?, _ state: VariantState) -> VariantStatus {
      VariantStatus(
        name: name, state: value == nil ? .failed(step: "measure", kind: .implausibleValue) : state,
        values: value.map { ["nbv_ml": $0] } ?? [:], removal: [:], warnings: [], tasks: [])
    }
    return SubjectStatus(
      subject: Subject(cohort: "AD", label: "sub-\(number)", images: [:]), contrast: "T1w",
      variants: [variant("full", full, .done), variant("quickshear", method, state)],
      brainMask: "")
  }

  @Test func `only subjects that have come to an end are counted, failures before exclusion`()
    throws
  {
    let subjects = [
      subject(1, full: 1000, method: 1001), subject(2, full: 1100, method: 1099),
      subject(3, full: 1200, method: 1203), subject(4, full: 1300, method: nil),
      subject(5, full: nil, method: 900), subject(6, full: 1000, method: 1, state: .queued),
    ]
    let table = try #require(
      CohortAgreement.table(
        of: subjects, methods: ["quickshear"], controls: [], valueKey: "nbv_ml"))
    let row = try #require(table.methods.first)
    #expect(row.total == 5 && row.complete == 3)
    #expect(abs((row.meanDifference ?? 0) - 1) < 1e-9)
  }

  @Test func `nothing to compare gives no table`() {
    #expect(CohortAgreement.cohort(of: [], methods: ["a"], valueKey: "k") == nil)
    #expect(
      CohortAgreement.cohort(
        of: [subject(1, full: 1, method: 1)], methods: [], valueKey: "nbv_ml") == nil)
    #expect(
      CohortAgreement.cohort(
        of: [subject(1, full: 1, method: 1, state: .waiting)], methods: ["quickshear"],
        valueKey: "nbv_ml") == nil)
  }

  @Test func `the table of values holds one line for each variant`() {
    let cohort = CohortStatus(
      name: "AD", outcome: "nbv", valueKey: "nbv_ml",
      subjects: [subject(1, full: 1000, method: nil)], pending: 0)
    #expect(
      ValuesTable.tsv(of: cohort) == """
        subject\tsession\tvariant\tstate\tfailure\tparameters\tnbv_ml
        sub-1\tn/a\tfull\tdone\tn/a\tn/a\t1000.0
        sub-1\tn/a\tquickshear\tfailed\timplausible-value\tn/a\tn/a

        """)
  }
}
