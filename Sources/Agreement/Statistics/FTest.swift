/// An F test.
public struct FTest: Sendable, Hashable {
  /// The ratio; infinite over a zero denominator, NaN for 0/0.
  public let f: Double
  /// Degrees of freedom of the numerator.
  public let df1: Double
  /// Degrees of freedom of the denominator, possibly fractional.
  public let df2: Double
  /// P(F > f); 0 for an infinite ratio, NaN for 0/0.
  public let p: Double

  /// The test of one mean square over another.
  public init(over numerator: Double, _ denominator: Double, _ df1: Double, _ df2: Double) {
    self.init(f: numerator / denominator, df1: df1, df2: df2)
  }

  /// The test of a given ratio.
  public init(f: Double, df1: Double, df2: Double) {
    (self.f, self.df1, self.df2) = (f, df1, df2)
    p = f == .infinity ? 0 : f.isNaN ? .nan : FisherF(df1: df1, df2: df2).upper(f)
  }
}

extension TwoWayAnova {
  /// Tests ICC(A,1) = `rho` against a larger value (McGraw & Wong 1996, table 8).
  public func agreementTest(against rho: Double) -> FTest {
    let odds = k * rho / (n * (1 - rho))
    let (a, b) = (odds * columns, (1 + odds * (n - 1)) * error)
    let df2 = (a + b) * (a + b) / (a * a / (k - 1) + b * b / dfError)
    return FTest(over: rows, a + b, dfRows, df2)
  }

  /// Tests ICC(C,1) = `rho` against a larger value.
  public func consistencyTest(against rho: Double) -> FTest {
    FTest(f: rows / error * (1 - rho) / (1 + (k - 1) * rho), df1: dfRows, df2: dfError)
  }
}
