import Agreement
import Foundation
import Testing

@Suite struct DistributionTests {
  /// With two degrees of freedom and a large noncentrality δ the distribution has a closed form.
  @Test(arguments: [60.0, 200, 5000, 1e7], [0.3, 0.7, 1, 2])
  func noncentralTFarFromZero(_ noncentrality: Double, _ ratio: Double) {
    let t = ratio * noncentrality
    let square = t * t + 2
    let expected = t / square.squareRoot() * exp(-noncentrality * noncentrality / square)
    let found = NoncentralT(df: 2, noncentrality: noncentrality)
    #expect(abs(found.lower(t) / expected - 1) < 1e-12)
    #expect(abs(found.lower(t) + found.upper(t) - 1) < 1e-14)
    #expect(abs(found.quantile(expected) / t - 1) < 1e-11)
    let mirrored = NoncentralT(df: 2, noncentrality: -noncentrality)
    #expect(abs(mirrored.upper(-t) / expected - 1) < 1e-12)
  }

  /// Both integrals must meet where one takes over from the other.
  @Test(arguments: [1.0, 4, 30, 267])
  func noncentralTIsSmoothAcrossMethods(_ df: Double) {
    let border = 50 + 4 * (2 * df).squareRoot()
    for ratio in [0.8, 1, 1.2] {
      let below = NoncentralT(df: df, noncentrality: border * (1 - 1e-13)).lower(ratio * border)
      let above = NoncentralT(df: df, noncentrality: border * (1 + 1e-13)).lower(ratio * border)
      #expect(abs(below - above) < 1e-10)
    }
  }

  @Test(arguments: [1e-300, 1e-40, 0.001, 0.2, 0.5, 0.8, 0.999])
  func quantilesInvertTails(_ p: Double) {
    for df in [1, 1.5, 4.7, 33, 1e4, 1e7] {
      #expect(abs(StudentT(df: df).upper(StudentT(df: df).upperQuantile(p)) / p - 1) < 1e-11)
      let f = FisherF(df1: df, df2: 12.5)
      #expect(abs(f.upper(f.upperQuantile(p)) / p - 1) < 1e-11)
      let chi = ChiSquare(df: df)
      #expect(abs(chi.upper(chi.upperQuantile(p)) / p - 1) < 1e-9)
    }
    #expect(abs(Normal.upper(Normal.upperQuantile(p)) / p - 1) < 1e-12)
  }

  @Test func invalidArgumentsGiveNaN() {
    #expect(logGamma(-1).isNaN)
    #expect(IncompleteBeta(a: 0, b: 1, x: 0.5).lower.isNaN)
    #expect(IncompleteBeta(a: 1, b: 1, x: 1.5).lower.isNaN)
    #expect(IncompleteGamma(a: -1, x: 1).lower.isNaN)
    #expect(inverseIncompleteBeta(2, a: 1, b: 1).isNaN)
    #expect(StudentT(df: 0).upper(1).isNaN)
    #expect(StudentT(df: 3).upper(.nan).isNaN)
    #expect(StudentT(df: 3).upperQuantile(-0.1).isNaN)
    #expect(FisherF(df1: 1, df2: -1).upper(1).isNaN)
    #expect(NoncentralT(df: 3, noncentrality: .infinity).lower(1).isNaN)
    #expect(ChiSquare(df: 0).upperQuantile(0.5).isNaN)
  }

  @Test func endsOfTheRange() {
    #expect(IncompleteBeta(a: 2, b: 3, x: 0).lower == 0)
    #expect(IncompleteBeta(a: 2, b: 3, x: 1).upper == 0)
    #expect(StudentT(df: 3).upper(.infinity) == 0)
    #expect(StudentT(df: 3).upperQuantile(0) == .infinity)
    #expect(FisherF(df1: 2, df2: 3).upper(0) == 1)
    #expect(ChiSquare(df: 2).upper(.infinity) == 0)
    #expect(Normal.quantile(1) == .infinity)
  }
}
