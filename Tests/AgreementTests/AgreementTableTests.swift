import Agreement
import Foundation
import Testing

private func cohort(
  _ reference: [Double?], _ methods: [String: [Double?]]
) throws -> Cohort {
  try Cohort(
    subjects: reference.indices.map { "s\($0)" }, reference: reference,
    methods: methods.sorted { $0.key < $1.key }.map {
      Cohort.Method(name: $0.key, values: $0.value)
    }
  )
}

private let volumes: [Double?] = (0..<12).map { (i: Int) -> Double? in
  Double(1400 + 25 * (i * 7 % 12))
}
private let noisy: [Double?] = (0..<12).map { (i: Int) -> Double? in
  Double(1399 + 25 * (i * 7 % 12) + i * i * 5 % 7)
}

@Suite struct AgreementTableTests {
  @Test func completeCasesNeedEveryMethod() throws {
    var (reference, other) = (volumes, noisy)
    reference[0] = nil
    other[1] = nil
    other[2] = .nan
    let cohort = try cohort(reference, ["a": noisy, "b": other])
    let table = AgreementTable(cohort)
    #expect(table.total == 12)
    #expect(table.complete == 9)
    #expect(table.methods.map(\.complete) == [9, 9])
    #expect(table.methods.map(\.failures.count) == [0, 2])
    #expect(table.referenceFailures.count == 1)
    #expect(table.incomplete.map(\.subject) == ["s0", "s1", "s2"])
    #expect(table.incomplete[0].reason == "No value for the reference.")
    #expect(table.incomplete[1].reason == "No value for b.")
    #expect(AgreementTable(cohort, rule: .pairwise).methods.map(\.complete) == [11, 9])
    #expect(cohort.points(of: cohort.methods[0]).map(\.subject).first == "s3")
  }

  @Test func aControlIsNoHypothesis() throws {
    let reference: [Double?] = [1510, 1433, 1389, 1602, 1288, 1475]
    func shifted(_ by: [Double]) -> [Double?] {
      zip(reference, by).map { value, step in value.map { $0 + step } }
    }
    let cohort = try Cohort(
      subjects: ["a", "b", "c", "d", "e", "f"], reference: reference,
      methods: [
        Cohort.Method(name: "quickshear", values: shifted([3, 4, 2, 5, 3, 1])),
        Cohort.Method(name: "noise", values: shifted([1, -1, 2, 0, 1, -2]), isControl: true),
      ])
    let table = AgreementTable(cohort)
    #expect(table.holmCount == 1)
    #expect(table.methods[0].holmP == table.methods[0].p && table.methods[0].p != nil)
    #expect(table.methods[1].holmP == nil && table.methods[1].p != nil)
  }

  @Test func holmCountsOnlyDefinedTests() throws {
    let constant = volumes.map { $0.map { $0 + 1 } }
    let table = AgreementTable(try cohort(volumes, ["a": noisy, "b": noisy, "c": constant]))
    #expect(table.holmCount == 2)
    let p = try #require(table.methods[0].p)
    #expect(table.methods[0].holmP == min(1, 2 * p))
    #expect(table.methods[2].p == nil)
    #expect(table.methods[2].doubts.contains(.noDifferenceVariance))
  }

  @Test(arguments: [(0, Doubt.noSubjects), (1, .fewerThanThree), (2, .fewerThanThree)])
  func smallCohortsGiveNoInference(_ count: Int, _ doubt: Doubt) throws {
    let cut = { (values: [Double?]) in values.enumerated().map { $0 < count ? $1 : nil } }
    let method = try #require(
      AgreementTable(try cohort(cut(volumes), ["a": cut(noisy)])).methods.first)
    #expect(method.complete == count)
    #expect(method.p == nil && method.differenceInterval == nil)
    #expect(method.agreementICCInterval == nil && method.lowerLimitInterval == nil)
    #expect((method.meanDifference != nil) == (count > 0))
    #expect((method.agreementICC != nil) == (count > 1))
    #expect(method.doubts.contains(doubt))
    #expect(method.flags == method.doubts.map(\.sentence))
  }

  @Test func degenerateColumnsAreFlagged() throws {
    let flat: [Double?] = Array(repeating: 5, count: 12)
    let methods = AgreementTable(try cohort(volumes, ["same": volumes])).methods
    #expect(methods[0].agreementICC == 1)
    #expect(methods[0].doubts.contains(.identical))
    #expect(methods[0].p == nil)
    let none = AgreementTable(try cohort(flat, ["flat": flat])).methods[0]
    #expect(none.agreementICC == nil)
    #expect(none.doubts.contains(.noVariance))
  }

  @Test func jsonHasEveryKeyAndComesBack() throws {
    let table = AgreementTable(try cohort(volumes, ["a": noisy, "same": volumes]))
    let data = try JSONEncoder().encode(table)
    #expect(try JSONDecoder().decode(AgreementTable.self, from: data) == table)
    let json = try JSONDecoder().decode(JSON.self, from: data)
    for method in try json["methods"].list {
      for key in [
        "method", "n_total", "n_complete", "mean_reference", "mean_test", "sd_reference", "sd_test",
        "mean_difference", "difference_ci95", "sd_difference", "t", "df", "p", "p_holm", "icc_a1",
        "icc_a1_ci95", "icc_c1", "loa_lower", "loa_upper", "loa_lower_ci95", "loa_upper_ci95",
        "ccc", "failures", "failures_reference", "wilcoxon_p", "flags",
      ] {
        #expect(throws: Never.self) { try method[key] }
      }
    }
    let first = try json["methods"].list[0]
    #expect(try first["failures"]["rate"].number == 0)
    #expect(try first["icc_a1_ci95"].numbers.count == 2)
  }

  @Test func refusesUnequalOrRepeatedInput() {
    #expect(throws: AgreementError.self) { try cohort(volumes, ["a": [1, 2]]) }
    #expect(throws: AgreementError.self) { try cohort(volumes, [:]) }
    #expect(throws: AgreementError.self) {
      try Cohort(
        subjects: ["s", "s"], reference: [1, 2], methods: [.init(name: "a", values: [1, 2])])
    }
  }

  @Test(arguments: [40, 80, 120, 200])
  func textKeepsTheWidth(_ width: Int) throws {
    var other = noisy
    other[3] = nil
    let lines = AgreementTable(try cohort(volumes, ["quickshear": noisy, "defacing": other]))
      .lines(width: width)
    #expect(lines.allSatisfy { $0.count <= width })
    let text = lines.joined(separator: "\n")
    #expect(text.contains("quickshear"))
    #expect(text.contains("11 of 12"))
    #expect(text.contains("ICC(A,1)"))
  }

  @Test func tabSeparatedLinesAreComplete() throws {
    let lines = AgreementTable(try cohort(volumes, ["a": noisy, "same": volumes])).tabSeparated
    #expect(lines.count == 3)
    let table = try DelimitedTable(lines.joined(separator: "\n"), delimiter: "\t")
    #expect(table.texts("method") == ["a", "same"])
    #expect(table.texts("icc_a1")?[1] == "1.0")
    #expect(table.texts("p")?[1] == "n/a")
  }

  @Test func equivalenceNeedsAMargin() throws {
    let cohort = try cohort(volumes, ["a": noisy])
    #expect(AgreementTable(cohort).methods[0].equivalenceP == nil)
    let wide = AgreementTable(cohort, margin: 10).methods[0]
    let narrow = AgreementTable(cohort, margin: 0.01).methods[0]
    #expect(try #require(wide.equivalenceP) < 0.001)
    #expect(try #require(narrow.equivalenceP) > 0.1)
    #expect(wide.equivalenceInterval == narrow.equivalenceInterval)
  }
}
