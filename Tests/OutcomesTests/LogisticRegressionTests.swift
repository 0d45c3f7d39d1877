import Foundation
import Kernels
import Testing
import Volumes

@testable import Outcomes

@Suite("Logistic regression")
struct LogisticRegressionTests {
  /// Samples of a known model: rows of 1, x and y with shares as the model says.
  private func samples(count: Int) -> LogisticRegression {
    var set = LogisticRegression(order: 3)
    let random = CounterRandom(seed: 5)
    for i in 0..<count {
      let x = 4 * random.uniform(stream: 1, index: UInt64(i)) - 2
      let y = 4 * random.uniform(stream: 2, index: UInt64(i)) - 2
      let row: [Float] = [1, Float(x), Float(y)]
      let share = logistic(-0.5 + 1.25 * Double(row[1]) - 0.75 * Double(row[2]))
      row.withUnsafeBufferPointer { row in
        guard let row = row.baseAddress else { return }
        set.add(row, truth: Float(share), weight: i % 3 == 0 ? 2 : 1)
      }
    }
    return set
  }

  @Test("finds the coefficients that made the samples")
  func recovers() throws {
    let beta = try #require(samples(count: 9000).coefficients(precision: 1e-9))
    for (found, wanted) in zip(beta, [-0.5, 1.25, -0.75]) { #expect(abs(found - wanted) < 1e-5) }
  }

  @Test("a strong prior draws all coefficients but the constant to 0")
  func prior() throws {
    let beta = try #require(samples(count: 3000).coefficients(precision: 1e6))
    #expect(abs(beta[1]) < 0.01 && abs(beta[2]) < 0.01 && abs(beta[0]) > 0.1)
  }

  @Test("gives the same digits for any number of threads")
  func threads() throws {
    let set = samples(count: 20_000)
    let one = try #require(set.coefficients(precision: 1))
    for threads in 2...4 {
      #expect(set.coefficients(precision: 1, parallel: Parallel(threads: threads)) == one)
    }
  }

  @Test("samples that say nothing give no coefficients that are not finite")
  func nothing() {
    #expect(LogisticRegression(order: 2).coefficients(precision: 0) == nil)
    #expect(LogisticRegression(order: 2).coefficients(precision: 1) == [0, 0])
  }
}

@Suite("The shipped model of lesions")
struct LPAModelTests {
  @Test("has a coefficient for every covariate, and is read to the digit")
  func shipped() throws {
    let model = LPAModel.shipped
    #expect(model.flair.names == LesionCovariates.flairNames)
    #expect(model.flairAndT1.names == LesionCovariates.flairNames + LesionCovariates.t1Names)
    for logistic in [model.flair, model.flairAndT1] {
      #expect(logistic.coefficients.count == logistic.names.count)
      #expect(logistic.coefficients.allSatisfy { $0.isFinite })
      #expect((0.1...0.9).contains(logistic.threshold))
    }
    let again = try JSONDecoder().decode(LPAModel.self, from: JSONEncoder().encode(model))
    #expect(again == model)
    #expect(model.version > 0 && model.heads > 0)
  }
}
