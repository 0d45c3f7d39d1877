import Agreement
import Testing

@Suite struct FixtureTests {
  @Test func everyCaseIsThere() throws {
    let file = try FixtureFile.load()
    #expect(file.cases.count == file.meta.count)
    #expect(file.cases.count == 178)
    #expect(Set(file.cases.map(\.id)).count == 178)
  }

  @Test(arguments: try FixtureFile.load().cases)
  func reproduces(_ fixture: Fixture) throws {
    if let rows = fixture.rows {
      let function = try #require(specialFunctions[fixture.function])
      #expect(!rows.isEmpty)
      for row in rows {
        let expected = try #require(Double(row.expected))
        let actual = function(row.args)
        #expect(
          fixture.tolerance.accepts(actual, expected),
          "\(row.args): \(actual), expected \(expected), error \(abs(actual / expected - 1))")
      }
      return
    }
    let handler = try #require(handlers[fixture.function], "no handler for \(fixture.function)")
    let actual = JSON(try handler(try #require(fixture.input)))
    var comparison = Comparison(fixture)
    comparison.check(actual, against: try #require(fixture.expected))
    #expect(comparison.compared > 0)
    #expect(comparison.mistakes.isEmpty, "\(comparison.mistakes.joined(separator: "\n"))")
  }

  /// The comparison itself must notice a wrong number and a number that was not computed.
  @Test func comparisonNoticesMistakes() throws {
    let fixture = try #require(try FixtureFile.load().cases.first)
    var comparison = Comparison(fixture)
    comparison.check(
      JSON(["a": 1.0, "b": [1.0, 2.0]]), against: JSON(["a": 1.001, "b": [1.0], "c": 3.0]))
    #expect(comparison.mistakes.count == 3)
  }
}

private let specialFunctions: [String: @Sendable ([Double]) -> Double] = [
  "lgamma": { logGamma($0[0]) },
  "norm_cdf": { Normal.lower($0[0]) },
  "norm_sf": { Normal.upper($0[0]) },
  "norm_logsf": { Normal.logUpper($0[0]) },
  "norm_ppf": { Normal.quantile($0[0]) },
  "betainc": { IncompleteBeta(a: $0[0], b: $0[1], x: $0[2]).lower },
  "betaincc": { IncompleteBeta(a: $0[0], b: $0[1], x: $0[2]).upper },
  "betaincinv": { inverseIncompleteBeta($0[2], a: $0[0], b: $0[1]) },
  "t_sf": { StudentT(df: $0[1]).upper($0[0]) },
  "t_isf": { StudentT(df: $0[1]).upperQuantile($0[0]) },
  "f_sf": { FisherF(df1: $0[1], df2: $0[2]).upper($0[0]) },
  "f_cdf": { FisherF(df1: $0[1], df2: $0[2]).lower($0[0]) },
  "f_isf": { FisherF(df1: $0[1], df2: $0[2]).upperQuantile($0[0]) },
  "chi2_sf": { ChiSquare(df: $0[1]).upper($0[0]) },
  "chi2_isf": { ChiSquare(df: $0[1]).upperQuantile($0[0]) },
  "nct_cdf": { NoncentralT(df: $0[1], noncentrality: $0[2]).lower($0[0]) },
  "nct_ppf": { NoncentralT(df: $0[1], noncentrality: $0[2]).quantile($0[0]) },
]
