import Kernels

/// Grows one tree, level by level, from samples drawn for it alone.
///
/// Nothing depends on anything but the samples, the recipe and the tree's number.
struct TreeGrowth {
  private let samples: LabelledSamples
  private let recipe: ForestRecipe
  private let classes: Int
  private let random: CounterRandom
  private let stream: UInt64
  /// The samples of the tree, those of each node side by side.
  private var rows: [Int32]
  private var split: SplitSearch

  init(_ samples: LabelledSamples, classes: Int, recipe: ForestRecipe, number: Int) {
    (self.samples, self.recipe, self.classes) = (samples, recipe, classes)
    random = CounterRandom(seed: recipe.seed)
    stream = UInt64(number)
    rows = []
    split = SplitSearch(classes: classes)
    draw()
  }

  /// As many samples of each class, with replacement; a class without samples stays without.
  private mutating func draw() {
    var byClass = [[Int32]](repeating: [], count: classes)
    for (row, label) in samples.labels.enumerated() { byClass[Int(label)].append(Int32(row)) }
    for (label, members) in byClass.enumerated() where !members.isEmpty {
      for index in 0..<recipe.samplesPerClass {
        let place = random.integer(
          below: members.count, stream: stream &* 64 &+ UInt64(label), index: UInt64(index))
        rows.append(members[place])
      }
    }
  }

  /// A node that is still to be asked.
  private struct Open {
    var node: Int
    var range: Range<Int>
    var depth: Int
  }

  mutating func grown() -> DecisionTree {
    var tree = DecisionTree(nodes: [Self.leaf], answers: [])
    var queue = [Open(node: 0, range: 0..<rows.count, depth: 0)]
    var next = 0
    while next < queue.count {
      let open = queue[next]
      next += 1
      guard let question = question(open), let middle = parted(open.range, by: question) else {
        answer(open, in: &tree)
        continue
      }
      let left = tree.nodes.count
      tree.nodes[open.node] = DecisionTree.Node(
        next: UInt32(left), feature: UInt8(question.feature), bin: question.bin)
      tree.nodes += [Self.leaf, Self.leaf]
      queue.append(Open(node: left, range: open.range.lowerBound..<middle, depth: open.depth + 1))
      queue.append(
        Open(node: left + 1, range: middle..<open.range.upperBound, depth: open.depth + 1))
    }
    return tree
  }

  private static let leaf = DecisionTree.Node(next: 0, feature: DecisionTree.Node.leaf, bin: 0)

  private mutating func question(_ open: Open) -> SplitSearch.Question? {
    guard open.depth < recipe.depth, open.range.count >= 2 * recipe.leastLeaf else { return nil }
    let features = chosenFeatures(UInt64(open.node))
    return split.best(
      of: features, in: samples, rows: rows[open.range], leastLeaf: recipe.leastLeaf)
  }

  /// Different features for each node, by the first steps of a shuffle.
  private func chosenFeatures(_ node: UInt64) -> [Int] {
    var all = Array(0..<samples.table.features)
    let count = min(recipe.tried, all.count)
    for place in 0..<count {
      let other =
        place
        + random.integer(
          below: all.count - place, stream: stream &* 64 &+ 63,
          index: node &* 256 &+ UInt64(place))
      all.swapAt(place, other)
    }
    return Array(all[..<count])
  }

  /// Brings the samples that go left before the others; nil where all go one way.
  private mutating func parted(_ range: Range<Int>, by question: SplitSearch.Question) -> Int? {
    let features = samples.table.features
    func goesLeft(_ row: Int32) -> Bool {
      samples.table.bins[Int(row) * features + question.feature] <= question.bin
    }
    let part = rows[range]
    let left = part.filter(goesLeft)
    let right = part.filter { !goesLeft($0) }
    guard !left.isEmpty, !right.isEmpty else { return nil }
    rows.replaceSubrange(range, with: left + right)
    return range.lowerBound + left.count
  }

  /// The shares of the classes among the samples of a node, in 255ths.
  private func answer(_ open: Open, in tree: inout DecisionTree) {
    var counts = [Int](repeating: 0, count: classes)
    for row in rows[open.range] { counts[Int(samples.labels[Int(row)])] += 1 }
    let all = max(1, open.range.count)
    tree.nodes[open.node].next = UInt32(tree.answers.count / classes)
    tree.answers += counts.map { UInt8(truncatingIfNeeded: ($0 * 255 + all / 2) / all) }
  }
}
