import Foundation
import Kernels
import Volumes

/// Weighted samples of covariates with what is true, row by row, and the coefficients that explain them
/// best.
///
/// Maximum a posteriori with a normal prior of mean 0 on all coefficients but the constant, by Newton's
/// method with halved steps. Sums run over fixed runs of rows, so that the digits do not depend on the
/// number of threads.
public struct LogisticRegression: Sendable {
  /// Number of covariates.
  public let order: Int
  /// All rows, one after another.
  public private(set) var rows: [Float] = []
  /// The true share (0…1) of each row.
  public private(set) var truth: [Float] = []
  /// How much each row counts.
  public private(set) var weights: [Float] = []

  private static let runLength = 4096
  private static let mostSteps = 40
  private static let tolerance = 1e-9

  /// No samples yet.
  public init(order: Int) {
    precondition(order > 0, "a model needs a covariate")
    self.order = order
  }

  /// Number of samples.
  public var count: Int { truth.count }

  /// Adds a sample.
  public mutating func add(_ row: UnsafePointer<Float>, truth share: Float, weight: Float) {
    for k in 0..<order { rows.append(row[k]) }
    truth.append(share)
    weights.append(weight)
  }

  /// Adds all samples of another set with the same covariates.
  public mutating func add(_ other: LogisticRegression) {
    precondition(other.order == order, "samples of one model have the same covariates")
    rows += other.rows
    truth += other.truth
    weights += other.weights
  }

  /// The most probable coefficients.
  ///
  /// - Parameters:
  ///   - precision: of the prior, in units of one sample.
  ///   - parallel: how many threads; the digits do not depend on it.
  /// - Returns: one for each covariate; nil where the samples do not determine them.
  public func coefficients(precision: Double, parallel: Parallel = .serial) -> [Double]? {
    var beta = [Double](repeating: 0, count: order)
    var state = sums(beta, precision, parallel)
    for _ in 0..<Self.mostSteps {
      guard let step = state.hessian.solved(state.gradient) else { return nil }
      var (size, moved) = (1.0, false)
      for _ in 0..<20 {
        let next = zip(beta, step).map { $0 + size * $1 }
        let found = sums(next, precision, parallel)
        if found.value.isFinite, found.value >= state.value {
          moved = found.value - state.value > Self.tolerance * abs(state.value)
          (beta, state) = (next, found)
          break
        }
        size /= 2
      }
      if !moved { break }
    }
    return beta.allSatisfy(\.isFinite) ? beta : nil
  }

  /// The logarithm of the posterior with its gradient and its negative second derivatives.
  private struct Sums {
    var value = 0.0
    var gradient: [Double]
    var hessian: SymmetricMatrix
  }

  private func sums(_ beta: [Double], _ precision: Double, _ parallel: Parallel) -> Sums {
    let runs = (count + Self.runLength - 1) / Self.runLength
    let width = 1 + order + order * order
    var parts = [Double](repeating: 0, count: runs * width)
    parts.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let out = buffer
      parallel.forEach(runs) { run in
        let range = run * Self.runLength..<min(count, (run + 1) * Self.runLength)
        guard let start = out.baseAddress else { return }
        accumulate(range, beta, into: start + run * width)
      }
    }
    return total(parts, runs, beta, precision)
  }

  private func accumulate(
    _ range: Range<Int>, _ beta: [Double], into out: UnsafeMutablePointer<Double>
  ) {
    rows.withUnsafeBufferPointer { rows in
      beta.withUnsafeBufferPointer { beta in
        guard let rows = rows.baseAddress, let beta = beta.baseAddress else { return }
        for sample in range {
          addSample(
            rows + sample * order, beta, order, Double(truth[sample]), Double(weights[sample]), out)
        }
      }
    }
  }

  private func total(_ parts: [Double], _ runs: Int, _ beta: [Double], _ precision: Double) -> Sums
  {
    var sums = Sums(
      gradient: [Double](repeating: 0, count: order), hessian: SymmetricMatrix(order: order))
    let width = 1 + order + order * order
    for run in 0..<runs {
      sums.value += parts[run * width]
      for k in 0..<order { sums.gradient[k] += parts[run * width + 1 + k] }
      for k in 0..<order * order { sums.hessian.elements[k] += parts[run * width + 1 + order + k] }
    }
    for k in 0..<order {
      let own = k == 0 ? precision * 1e-6 : precision
      sums.value -= own * beta[k] * beta[k] / 2
      sums.gradient[k] -= own * beta[k]
      sums.hessian[k, k] += own
      for j in (k + 1)..<max(order, k + 1) { sums.hessian[k, j] = sums.hessian[j, k] }
    }
    return sums
  }
}

/// Adds one sample to the value, the gradient and the lower triangle.
@inline(__always)
private func addSample(
  _ row: UnsafePointer<Float>, _ beta: UnsafePointer<Double>, _ order: Int, _ truth: Double,
  _ weight: Double, _ out: UnsafeMutablePointer<Double>
) {
  var eta = 0.0
  for k in 0..<order { eta += beta[k] * Double(row[k]) }
  let p = logistic(eta)
  // log(1 + exp(eta)) without overflow
  let soft = eta > 0 ? eta + log1p(exp(-eta)) : log1p(exp(eta))
  out[0] += weight * (truth * eta - soft)
  let (off, curve) = (weight * (truth - p), weight * p * (1 - p))
  for k in 0..<order {
    let x = Double(row[k])
    out[1 + k] += off * x
    let scaled = curve * x
    let line = out + 1 + order + k * order
    for j in 0...k { line[j] += scaled * Double(row[j]) }
  }
}
