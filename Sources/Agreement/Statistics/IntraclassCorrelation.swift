/// The six intraclass correlations of McGraw & Wong (1996, Psychol Methods 1:30) with confidence intervals
/// and F tests, from a complete table of subjects × columns.
///
/// `agreementSingle` is ICC(A,1) of the two-way model, equal in number to ICC(2,1) of Shrout & Fleiss (1979).
public struct IntraclassCorrelation: Sendable, Hashable {
  /// One coefficient.
  public struct Coefficient: Sendable, Hashable {
    /// Estimate; NaN where it is 0/0.
    public let value: Double
    /// Confidence interval, or nil where it is undefined.
    public let interval: Interval?
  }

  /// Mean squares of the two-way analysis of variance.
  public let anova: TwoWayAnova
  /// ICC(1), one-way, single measure.
  public let oneWaySingle: Coefficient
  /// ICC(A,1), absolute agreement, single measure.
  public let agreementSingle: Coefficient
  /// ICC(C,1), consistency, single measure.
  public let consistencySingle: Coefficient
  /// ICC(k), one-way, mean of k measures.
  public let oneWayMean: Coefficient
  /// ICC(A,k), absolute agreement, mean of k measures.
  public let agreementMean: Coefficient
  /// ICC(C,k), consistency, mean of k measures.
  public let consistencyMean: Coefficient
  /// Test of ICC(1) = 0.
  public let oneWayTest: FTest
  /// Test of ICC(C,1) = 0 (and of ICC(A,1) = 0).
  public let twoWayTest: FTest
  /// Test of equal column means; for two columns the square of the paired t test.
  public let columnTest: FTest
  /// Satterthwaite's degrees of freedom behind the interval of ICC(A,1).
  public let satterthwaiteDF: Double
  /// Reasons for care.
  public let doubts: [Doubt]

  /// All six coefficients.
  /// - Parameters:
  ///   - table: Complete values.
  ///   - confidence: Coverage of the intervals.
  public init(_ table: SubjectTable, confidence: Double = 0.95) {
    self.init(anova: TwoWayAnova(table), confidence: confidence)
  }

  /// All six coefficients from mean squares.
  public init(anova: TwoWayAnova, confidence: Double = 0.95) {
    let (k, tail) = (anova.k, (1 - confidence) / 2)
    self.anova = anova
    oneWayTest = FTest(over: anova.rows, anova.within, anova.dfRows, anova.dfWithin)
    twoWayTest = FTest(over: anova.rows, anova.error, anova.dfRows, anova.dfError)
    columnTest = FTest(over: anova.columns, anova.error, k - 1, anova.dfError)
    let agreement = agreementValue(anova)
    satterthwaiteDF = anova.isIdentical ? .nan : satterthwaite(anova, agreement)

    let oneWay = anova.identicalInterval ?? ratioInterval(oneWayTest, k, tail)
    let consistency = anova.identicalInterval ?? ratioInterval(twoWayTest, k, tail)
    let absolute =
      anova.identicalInterval ?? agreementInterval(anova, df: satterthwaiteDF, tail)
    oneWaySingle = Coefficient(value: ratioValue(anova.rows, anova.within, k), interval: oneWay)
    consistencySingle = Coefficient(
      value: ratioValue(anova.rows, anova.error, k), interval: consistency)
    agreementSingle = Coefficient(value: agreement, interval: absolute)
    oneWayMean = Coefficient(
      value: meanValue(anova.rows, anova.within), interval: stepped(oneWay, k))
    consistencyMean = Coefficient(
      value: meanValue(anova.rows, anova.error), interval: stepped(consistency, k))
    agreementMean = Coefficient(
      value: agreementMeanValue(anova), interval: stepped(absolute, k))
    doubts = doubtsOf(anova, agreement)
  }
}

private func doubtsOf(_ anova: TwoWayAnova, _ agreement: Double) -> [Doubt] {
  var doubts: [Doubt] = []
  if anova.isConstant {
    doubts.append(.noVariance)
  } else if anova.isIdentical {
    doubts.append(.identical)
  } else if anova.rows == 0 {
    doubts.append(.noSubjectVariance)
  }
  if agreement < 0 { doubts.append(.negativeComponent) }
  if anova.subjects < 3 {
    doubts.append(.fewerThanThree)
  } else if anova.subjects < 10 {
    doubts.append(.fewerThanTen)
  }
  return doubts
}

private func ratioValue(_ rows: Double, _ noise: Double, _ k: Double) -> Double {
  (rows - noise) / (rows + (k - 1) * noise)
}

private func meanValue(_ rows: Double, _ noise: Double) -> Double {
  rows == 0 ? .nan : (rows - noise) / rows
}

private func agreementValue(_ a: TwoWayAnova) -> Double {
  (a.rows - a.error) / (a.rows + (a.k - 1) * a.error + a.k / a.n * (a.columns - a.error))
}

private func agreementMeanValue(_ a: TwoWayAnova) -> Double {
  (a.rows - a.error) / (a.rows + (a.columns - a.error) / a.n)
}

/// Limits of (F − 1) / (F + k − 1) for the ratio of row to noise mean squares.
private func ratioInterval(_ test: FTest, _ k: Double, _ tail: Double) -> Interval? {
  if test.f.isNaN { return nil }
  if test.f == .infinity { return Interval(lower: 1, upper: 1) }
  let low = test.f / FisherF(df1: test.df1, df2: test.df2).upperQuantile(tail)
  let high = test.f * FisherF(df1: test.df2, df2: test.df1).upperQuantile(tail)
  return Interval(lower: low, upper: high).mapped { ($0 - 1) / ($0 + k - 1) }
}

/// McGraw & Wong's interval of ICC(A,1).
private func agreementInterval(_ a: TwoWayAnova, df v: Double, _ tail: Double) -> Interval? {
  guard v.isFinite, v > 0 else { return nil }
  let (n, k) = (a.n, a.k)
  let rest = k * a.columns + (k * n - k - n) * a.error
  let above = FisherF(df1: n - 1, df2: v).upperQuantile(tail)
  let below = FisherF(df1: v, df2: n - 1).upperQuantile(tail)
  return Interval(
    lower: n * (a.rows - above * a.error) / (above * rest + n * a.rows),
    upper: n * (below * a.rows - a.error) / (rest + n * below * a.rows))
}

/// Degrees of freedom of a MSC + b MSE, with a and b scaled so that ρ → 1 does no harm.
private func satterthwaite(_ anova: TwoWayAnova, _ rho: Double) -> Double {
  let (n, k) = (anova.n, anova.k)
  if anova.rows == 0 { return .nan }
  let columns = k * rho * anova.columns
  let error = (n * (1 - rho) + k * rho * (n - 1)) * anova.error
  let sum = columns + error
  return sum * sum / (columns * columns / (k - 1) + error * error / anova.dfError)
}

/// Spearman–Brown's step from one measure to the mean of k.
private func stepped(_ interval: Interval?, _ k: Double) -> Interval? {
  guard let interval, 1 + (k - 1) * interval.lower > 1e-12 else { return nil }
  return interval.mapped { k * $0 / (1 + (k - 1) * $0) }
}
