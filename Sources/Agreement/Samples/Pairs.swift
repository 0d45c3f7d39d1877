/// Reference and test values of the same subjects, all finite.
///
/// Differences are always test − reference (defaced minus full).
public struct Pairs: Sendable, Hashable {
  /// Values of the reference, one per subject.
  public let reference: [Double]
  /// Values of the test, one per subject.
  public let test: [Double]

  /// Pairs from two columns of equal length.
  /// - Throws: `AgreementError` when lengths differ or a value is not finite.
  public init(reference: [Double], test: [Double]) throws(AgreementError) {
    guard reference.count == test.count else {
      throw .unequalLengths(
        what: "test column", expected: reference.count, found: test.count)
    }
    try requireFinite(reference, "reference column")
    try requireFinite(test, "test column")
    (self.reference, self.test) = (reference, test)
  }

  /// Number of subjects.
  public var count: Int { reference.count }

  /// Test − reference of every subject.
  public var differences: [Double] { zip(reference, test).map { $1 - $0 } }

  /// (Reference + test) / 2 of every subject.
  public var means: [Double] { zip(reference, test).map { ($0 + $1) / 2 } }

  /// One row of two values per subject.
  public var rows: [[Double]] { zip(reference, test).map { [$0, $1] } }

  /// Largest magnitude of any value.
  var scale: Double { max(largestMagnitude(reference), largestMagnitude(test)) }
}

func requireFinite(_ values: [Double], _ what: String) throws(AgreementError) {
  if let index = values.firstIndex(where: { !$0.isFinite }) {
    throw .notFinite(what: what, index: index)
  }
}

func largestMagnitude(_ values: [Double]) -> Double {
  values.reduce(0) { max($0, abs($1)) }
}
