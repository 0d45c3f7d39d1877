import Agreement
import Testing

@Suite struct StatisticTests {
  /// Subtracting decimal data leaves noise in the last bits; ties must survive it.
  @Test func wilcoxonKeepsTiesOfDecimalData() {
    let noisy = [0.3 - 0.1, 1.3 - 1.1, 2.3 - 2.5, 7.7 - 7.5, 5.1 - 5.3, 9.9 - 9.0]
    let exact = [0.2, 0.2, -0.2, 0.2, -0.2, 0.9]
    #expect(WilcoxonSignedRank(noisy).positiveSum == WilcoxonSignedRank(exact).positiveSum)
    #expect(WilcoxonSignedRank(noisy).p == WilcoxonSignedRank(exact).p)
  }

  @Test func columnTestIsTheSquareOfT() throws {
    let pairs = try Pairs(reference: [3, 5, 9, 4, 7.5], test: [3.5, 5.25, 8, 6, 9])
    let icc = IntraclassCorrelation(try SubjectTable(rows: pairs.rows))
    let test = PairedTTest(pairs)
    #expect(abs(icc.columnTest.f - test.t * test.t) < 1e-12)
    #expect(abs(icc.columnTest.p - test.p) < 1e-12)
  }

  @Test func doesNotDependOnTheOrderOfSubjects() throws {
    let (x, y) = ([3, 5, 9, 4, 7.5, 1], [3.5, 5.25, 8, 6, 9, 0.5])
    let forward = PairedTTest(try Pairs(reference: x, test: y))
    let backward = PairedTTest(try Pairs(reference: x.reversed(), test: y.reversed()))
    #expect(abs(forward.p - backward.p) < 1e-14)
  }

  @Test func dzIntervalHoldsTheEstimateEvenWhenHuge() throws {
    let x = (0..<12).map { Double($0) }
    let y = x.enumerated().map { $1 + 1000 + ($0 % 2 == 0 ? 1e-6 : -1e-6) }
    let test = PairedTTest(try Pairs(reference: x, test: y))
    let interval = try #require(test.dzInterval())
    #expect(interval.lower < test.dz && test.dz < interval.upper)
    #expect(test.dz > 1e8)
  }

  @Test func bootstrapFallsBackToPercentiles() {
    let constant = Bootstrap(count: 10, draws: 200, seed: 1) { _ in 4 }
    #expect(constant.interval == Interval(lower: 4, upper: 4))
    #expect(constant.doubts.contains(.noVariance))
    let oneSided = Bootstrap(count: 10, draws: 200, seed: 1) { indices in
      indices == Array(0..<10) ? 0 : 1 + Double(indices[0])
    }
    #expect(oneSided.doubts.contains(.percentileInstead))
    #expect(oneSided.interval == oneSided.percentileInterval)
    let gaps = Bootstrap(count: 10, draws: 200, seed: 1) { $0[0] == 3 ? .nan : Double($0[1]) }
    #expect(gaps.dropped > 0 && gaps.dropped + gaps.replicates.count == 200)
    #expect(gaps.doubts.contains(.droppedReplicates))
  }

  @Test func rejectsBadTables() {
    #expect(throws: AgreementError.self) { try SubjectTable(rows: [[1, 2]]) }
    #expect(throws: AgreementError.self) { try SubjectTable(rows: [[1], [2]]) }
    #expect(throws: AgreementError.self) { try SubjectTable(rows: [[1, 2], [1]]) }
    #expect(throws: AgreementError.self) { try SubjectTable(rows: [[1, 2], [.nan, 1]]) }
    #expect(throws: AgreementError.self) { try Pairs(reference: [1], test: []) }
    #expect(throws: AgreementError.self) { try Pairs(reference: [1], test: [.infinity]) }
    #expect(throws: AgreementError.self) { try CochranQ([[true, false], [true]]) }
  }

  @Test func sampleSizesThatCannotBe() {
    #expect(SampleSize.pairedTTest(dz: 0).subjects == nil)
    #expect(SampleSize.iccTest(null: 0.8, expected: 0.8).subjects == nil)
  }
}
