import Volumes

/// Many trees that were grown from different samples; their mean answer is the forest's.
///
/// Breiman L. Random forests. Machine Learning 2001;45:5-32.
public struct DecisionForest: Sendable, Hashable {
  /// How many classes there are.
  public var classes: Int
  /// How many features a sample has.
  public var features: Int
  /// The trees.
  public var trees: [DecisionTree]

  /// A forest from its parts.
  public init(classes: Int, features: Int, trees: [DecisionTree]) {
    (self.classes, self.features, self.trees) = (classes, features, trees)
  }

  /// A sentence about what makes the forest unusable, or nil.
  public var fault: String? {
    if classes < 2 || trees.isEmpty { return "a forest needs two classes and a tree" }
    return trees.lazy.compactMap { $0.fault(classes: classes, features: features) }.first
  }

  /// The probability of each class for samples of a table, one sample after another.
  ///
  /// - Parameters:
  ///   - table: bins of all features, sample by sample.
  ///   - rows: which samples are asked for.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: `classes` probabilities a sample that add up to 1.
  public func probabilities(
    _ table: FeatureTable, rows: [Int32], parallel: Parallel = .serial
  ) -> [Float] {
    var result = [Float](repeating: 0, count: rows.count * classes)
    guard table.features == features, fault == nil else { return result }
    result.withUnsafeMutableBufferPointer { result in
      nonisolated(unsafe) let out = result
      parallel.slabs(of: rows.count) { range in
        guard let start = out.baseAddress else { return }
        for tree in trees { add(tree, table, rows[range], start + range.lowerBound * classes) }
        scale(start + range.lowerBound * classes, range.count)
      }
    }
    return result
  }

  /// Adds a tree's answers.
  private func add(
    _ tree: DecisionTree, _ table: FeatureTable, _ rows: ArraySlice<Int32>,
    _ sums: UnsafeMutablePointer<Float>
  ) {
    tree.nodes.withUnsafeBufferPointer { nodes in
      tree.answers.withUnsafeBufferPointer { answers in
        table.bins.withUnsafeBufferPointer { bins in
          rows.withUnsafeBufferPointer { rows in
            addAnswers(nodes, answers, bins, rows, features, classes, sums)
          }
        }
      }
    }
  }

  private func scale(_ sums: UnsafeMutablePointer<Float>, _ count: Int) {
    for row in 0..<count {
      var sum: Float = 0
      for k in 0..<classes { sum += sums[row * classes + k] }
      guard sum > 0 else { continue }
      for k in 0..<classes { sums[row * classes + k] /= sum }
    }
  }
}

/// Follows one tree for each row and adds its answer.
@inline(never)
private func addAnswers(
  _ nodes: UnsafeBufferPointer<DecisionTree.Node>, _ answers: UnsafeBufferPointer<UInt8>,
  _ bins: UnsafeBufferPointer<UInt8>, _ rows: UnsafeBufferPointer<Int32>, _ features: Int,
  _ classes: Int, _ sums: UnsafeMutablePointer<Float>
) {
  guard let bins = bins.baseAddress, let nodes = nodes.baseAddress,
    let answers = answers.baseAddress
  else { return }
  var out = sums
  for row in rows {
    let sample = bins + Int(row) &* features
    var node = nodes[0]
    while node.feature != DecisionTree.Node.leaf {
      let goesRight = sample[Int(node.feature)] > node.bin
      node = nodes[Int(node.next) &+ (goesRight ? 1 : 0)]
    }
    let answer = answers + Int(node.next) &* classes
    for k in 0..<classes { out[k] += Float(answer[k]) }
    out += classes
  }
}

/// The features of many samples as bins, sample by sample.
public struct FeatureTable: Sendable {
  /// Features a sample.
  public var features: Int
  /// `features` bytes a sample.
  public var bins: [UInt8]

  /// A table from its bytes.
  public init(features: Int, bins: [UInt8]) {
    precondition(features > 0 && bins.count % features == 0, "a table needs whole samples")
    (self.features, self.bins) = (features, bins)
  }

  /// How many samples there are.
  public var count: Int { bins.count / features }

  /// The table with some of the features only, in the order given.
  public func keeping(_ chosen: [Int]) -> FeatureTable {
    var result = [UInt8](repeating: 0, count: count * chosen.count)
    for row in 0..<count {
      for (place, feature) in chosen.enumerated() {
        result[row * chosen.count + place] = bins[row * features + feature]
      }
    }
    return FeatureTable(features: max(1, chosen.count), bins: result)
  }
}
