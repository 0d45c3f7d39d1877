import Testing

@testable import Agreement

/// A table of two raters and what is known of its κ.
struct KappaCase: Sendable {
  var name: String
  var counts: [[Int]]
  var weighting = CohenKappa.Weighting.none
  var value: Double
  var error: Double
  var nullError: Double
  var toleranceOfErrors = 1e-9
}

@Suite struct CohenKappaTests {
  // The plain table of Fleiss, Levin & Paik (2003), table 18.1, is published with κ = 0.68, standard
  // errors 0.087 and 0.076; that of Cohen (1968) with κ = 0.492. The digits beyond were computed apart,
  // by numerical derivatives of κ with respect to the shares of the table (delta method).
  @Test(arguments: [
    KappaCase(
      name: "Fleiss, Levin & Paik", counts: [[75, 1, 4], [5, 4, 1], [0, 0, 10]],
      value: 0.6764705882, error: 0.0877029535, nullError: 0.0761872579),
    KappaCase(
      name: "the same, weighted", counts: [[75, 1, 4], [5, 4, 1], [0, 0, 10]],
      weighting: .quadratic, value: 0.7553191489, error: 0.0867071325, nullError: 0.0989476086),
    KappaCase(
      name: "two categories", counts: [[20, 5], [10, 15]], value: 0.4, error: 0.1269960629,
      nullError: 0.1385640646),
    KappaCase(
      name: "two categories, weighted, are the same", counts: [[20, 5], [10, 15]],
      weighting: .quadratic, value: 0.4, error: 0.1269960629, nullError: 0.1385640646),
    KappaCase(
      name: "Cohen 1968", counts: [[88, 10, 2], [14, 40, 6], [18, 10, 12]], value: 0.4915254237,
      error: 0.0510018156, nullError: 0.0519789364),
    KappaCase(
      name: "ratings", counts: [[5, 1, 0], [2, 3, 2], [0, 1, 16]], weighting: .quadratic,
      value: 0.8497495826, error: 0.0603894460, nullError: 0.1823450617),
    KappaCase(
      name: "never the same", counts: [[0, 0, 5], [0, 0, 0], [5, 0, 0]], value: -1, error: 0,
      nullError: 0.3162277660),
  ])
  func isAsPublished(_ example: KappaCase) {
    let kappa = CohenKappa(counts: example.counts, weighting: example.weighting)
    #expect(abs(kappa.value - example.value) < 1e-9, "\(example.name)")
    #expect(abs(kappa.standardError - example.error) < example.toleranceOfErrors, "\(example.name)")
    #expect(
      abs(kappa.nullStandardError - example.nullError) < example.toleranceOfErrors,
      "\(example.name)")
  }

  @Test func intervalIsWaldsWithinItsRange() throws {
    let kappa = CohenKappa(counts: [[75, 1, 4], [5, 4, 1], [0, 0, 10]])
    let interval = try #require(kappa.interval)
    #expect(abs(interval.lower - 0.5045759581) < 1e-9)
    #expect(abs(interval.upper - 0.8483652184) < 1e-9)
    let high = try #require(CohenKappa(counts: [[9, 0], [1, 9]]).interval)
    #expect(high.upper == 1)
  }

  @Test func weightedKappaIsCloseToTheICCOfTheScores() throws {
    let counts = [[50, 10, 0], [20, 30, 20], [0, 10, 160]]
    var rows: [[Double]] = []
    for row in 0..<3 {
      for column in 0..<3 {
        rows += Array(repeating: [Double(row), Double(column)], count: counts[row][column])
      }
    }
    let kappa = CohenKappa(counts: counts, weighting: .quadratic)
    let icc = IntraclassCorrelation(try SubjectTable(rows: rows)).agreementSingle.value
    #expect(abs(kappa.value - icc) < 0.001)
  }

  @Test(arguments: [
    ([[7, 0, 0], [0, 0, 0], [0, 0, 0]], true, [Doubt.noVariance]),
    ([[0, 0], [0, 0]], true, [.noSubjects]),
    ([], true, [.noSubjects]),
    ([[6, 0], [0, 6]], false, [.identical]),
    ([[3, 1], [0, 3]], false, [.fewerThanTen]),
  ])
  func whatCannotBeSaidIsSaid(_ counts: [[Int]], _ isUndefined: Bool, _ doubts: [Doubt]) {
    for weighting in [CohenKappa.Weighting.none, .quadratic] {
      let kappa = CohenKappa(counts: counts, weighting: weighting)
      #expect(kappa.value.isNaN == isUndefined)
      #expect((kappa.interval == nil) == isUndefined)
      #expect(kappa.doubts == doubts)
    }
  }

  @Test func listsAreCounted() throws {
    let kappa = try CohenKappa([0, 0, 2, 1, 2], [0, 1, 2, 1, 2], categories: 3)
    #expect(kappa.subjects == 5 && kappa.observed == 0.8)
    #expect(throws: AgreementError.unequalLengths(what: "ratings", expected: 2, found: 1)) {
      try CohenKappa([0, 1], [0], categories: 3)
    }
    for bad in [-1, 3, Int.max] {
      #expect(throws: AgreementError.notFinite(what: "ratings", index: 1)) {
        try CohenKappa([0, bad], [0, 0], categories: 3)
      }
    }
  }
}
