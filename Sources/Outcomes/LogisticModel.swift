import Foundation

/// A logistic model: the logarithm of the odds is a sum of covariates times coefficients.
public struct LogisticModel: Sendable, Hashable, Codable {
  /// Names of the covariates, the constant first.
  public var names: [String]
  /// One coefficient for each.
  public var coefficients: [Double]
  /// The probability from which on a voxel is taken for lesion.
  public var threshold: Double

  /// A model from its parts.
  public init(names: [String], coefficients: [Double], threshold: Double = 0.5) {
    (self.names, self.coefficients, self.threshold) = (names, coefficients, threshold)
  }

  /// The probability for a row of covariates; as many as there are coefficients.
  @inline(__always)
  public func probability(_ row: UnsafePointer<Float>) -> Double {
    var sum = 0.0
    for k in 0..<coefficients.count { sum += coefficients[k] * Double(row[k]) }
    return logistic(sum)
  }
}

/// 1 / (1 + exp(-x)).
@inline(__always)
func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }
