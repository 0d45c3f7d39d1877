import Volumes

/// What forests say of some voxels, one by one: probabilities as if every class were as frequent.
public struct TumourLook: Sendable {
  /// Of being abnormal: one a voxel.
  public var abnormal: [Float]
  /// Of fluid, grey and white matter: three a voxel.
  public var tissue: [Float]
  /// Of the parts of the abnormality, in the order of their forest: four a voxel. Even where a voxel is
  /// hardly abnormal.
  public var parts: [Float]

  /// Voxels less likely abnormal than this are not asked for parts, nor looked at again.
  static let leastChance: Float = 0.02

  /// Asks the first forests about all rows of a table.
  public init(_ table: FeatureTable, _ forests: TumourForests, parallel: Parallel) {
    let all = Array(Int32(0)..<Int32(table.count))
    abnormal = Self.second(forests.abnormality.probabilities(table, rows: all, parallel: parallel))
    tissue = forests.tissue.probabilities(table, rows: all, parallel: parallel)
    let classes = TumourClass.abnormal.count
    parts = [Float](repeating: 1 / Float(classes), count: table.count * classes)
    let rows = doubtful
    put(forests.part.probabilities(table, rows: rows, parallel: parallel), at: rows)
  }

  /// Of being healthy and of being abnormal: two a voxel.
  var healthyAndAbnormal: [Float] {
    var result = [Float](repeating: 0, count: 2 * abnormal.count)
    for (row, chance) in abnormal.enumerated() {
      (result[2 * row], result[2 * row + 1]) = (1 - chance, chance)
    }
    return result
  }

  /// Rows that may be abnormal.
  public var doubtful: [Int32] {
    abnormal.indices.filter { abnormal[$0] > Self.leastChance }.map { Int32($0) }
  }

  /// Asks the second forests about some rows.
  ///
  /// - Parameters:
  ///   - table: features and context, one row for each of `rows`.
  ///   - rows: which voxels they are of.
  ///   - forests: what was learnt from both.
  ///   - parallel: how many threads.
  mutating func lookAgain(
    _ table: FeatureTable, at rows: [Int32], _ forests: TumourContextForests, parallel: Parallel
  ) {
    let all = Array(Int32(0)..<Int32(rows.count))
    let found = Self.second(forests.abnormality.probabilities(table, rows: all, parallel: parallel))
    for (number, row) in rows.enumerated() { abnormal[Int(row)] = found[number] }
    put(forests.part.probabilities(table, rows: all, parallel: parallel), at: rows)
  }

  private mutating func put(_ chances: [Float], at rows: [Int32]) {
    let classes = TumourClass.abnormal.count
    for (number, row) in rows.enumerated() {
      for k in 0..<classes { parts[Int(row) * classes + k] = chances[number * classes + k] }
    }
  }

  /// The second of every two.
  private static func second(_ pairs: [Float]) -> [Float] {
    (0..<pairs.count / 2).map { pairs[2 * $0 + 1] }
  }
}
