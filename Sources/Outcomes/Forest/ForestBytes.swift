/// Writes and reads forests as bytes: little-endian, a byte for each feature, bin and share.
///
/// The place of a node's children is not stored, since nodes lie in the order of their levels: the
/// first question's children come first.
struct ForestBytes {
  private(set) var bytes: [UInt8]
  private var position = 0

  /// Nothing yet.
  init() { bytes = [] }

  /// Bytes to be read.
  init(reading bytes: [UInt8]) { self.bytes = bytes }

  /// Whether all was read.
  var isAtEnd: Bool { position == bytes.count }

  mutating func put(_ value: UInt32) {
    for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: value >> UInt32(shift))) }
  }

  mutating func put(_ values: [UInt8]) {
    put(UInt32(truncatingIfNeeded: values.count))
    bytes += values
  }

  /// The next whole number; nil at the end.
  mutating func number() -> UInt32? {
    guard bytes.count - position >= 4 else { return nil }
    var value: UInt32 = 0
    for i in 0..<4 { value |= UInt32(bytes[position + i]) << UInt32(8 * i) }
    position += 4
    return value
  }

  /// The next run of bytes; nil where it is not complete.
  mutating func run() -> [UInt8]? {
    guard let count = number(), Int(count) <= bytes.count - position else { return nil }
    defer { position += Int(count) }
    return Array(bytes[position..<position + Int(count)])
  }
}

extension ForestBytes {
  mutating func put(_ bins: FeatureBins) {
    put(UInt32(truncatingIfNeeded: bins.cuts.count))
    for cuts in bins.cuts {
      put(UInt32(truncatingIfNeeded: cuts.count))
      for cut in cuts { put(cut.bitPattern) }
    }
  }

  mutating func bins() -> FeatureBins? {
    guard let features = number(), features < 255 else { return nil }
    var all: [[Float]] = []
    for _ in 0..<features {
      guard let count = number(), Int(count) <= FeatureBins.mostCuts else { return nil }
      var cuts: [Float] = []
      for _ in 0..<count {
        guard let bits = number() else { return nil }
        cuts.append(Float(bitPattern: bits))
      }
      all.append(cuts)
    }
    return FeatureBins(cuts: all)
  }

  mutating func put(_ forest: DecisionForest) {
    for value in [forest.classes, forest.features, forest.trees.count] {
      put(UInt32(truncatingIfNeeded: value))
    }
    for tree in forest.trees {
      put(
        tree.nodes.flatMap {
          $0.feature == DecisionTree.Node.leaf ? [$0.feature] : [$0.feature, $0.bin]
        })
      put(answersInOrder(tree, forest.classes))
    }
  }

  /// The answers in the order of their nodes.
  private func answersInOrder(_ tree: DecisionTree, _ classes: Int) -> [UInt8] {
    tree.nodes.filter { $0.feature == DecisionTree.Node.leaf }.flatMap {
      tree.answers[Int($0.next) * classes..<(Int($0.next) + 1) * classes]
    }
  }

  mutating func forest() -> DecisionForest? {
    guard let classes = number(), let features = number(), let count = number(), classes < 64,
      features < 255, count < 10_000
    else { return nil }
    var trees: [DecisionTree] = []
    for _ in 0..<count {
      guard let nodes = run(), let answers = run() else { return nil }
      trees.append(DecisionTree(nodes: Self.nodes(nodes), answers: answers))
    }
    let forest = DecisionForest(classes: Int(classes), features: Int(features), trees: trees)
    return forest.fault == nil ? forest : nil
  }

  private static func nodes(_ bytes: [UInt8]) -> [DecisionTree.Node] {
    var nodes: [DecisionTree.Node] = []
    var (position, questions, answers) = (0, 0, 0)
    while position < bytes.count {
      let feature = bytes[position]
      let isAnswer = feature == DecisionTree.Node.leaf
      let bin = isAnswer || position + 1 >= bytes.count ? 0 : bytes[position + 1]
      let next = isAnswer ? answers : 2 * questions + 1
      nodes.append(
        DecisionTree.Node(next: UInt32(truncatingIfNeeded: next), feature: feature, bin: bin))
      if isAnswer { answers += 1 } else { questions += 1 }
      position += isAnswer ? 1 : 2
    }
    return nodes
  }
}
