import Agreement
import Testing

/// What was never tried, because the reference failed before, is no failure of the method.
@Test func aMethodThatWasNotTriedDidNotFail() throws {
  let cohort = try Cohort(
    subjects: ["a", "b", "c", "d"], reference: [nil, 10, 11, 12],
    methods: [
      Cohort.Method(
        name: "cut", values: [nil, nil, 11.5, 12.5], attempted: [false, true, true, true])
    ])
  let table = AgreementTable(cohort)
  let row = try #require(table.methods.first)
  #expect(row.failures.count == 1)
  #expect(row.failures.total == 3)
  #expect(table.referenceFailures.count == 1)
  #expect(
    cohort.incomplete.map(\.reason)
      == ["No value for the reference.", "No value for cut."])
}
