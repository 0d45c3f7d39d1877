import Kernels
import Testing
import Volumes

@testable import Outcomes

@Suite("Decision forests")
struct ForestTests {
  /// Points of a square and the class that a rule gives them.
  private static func samples(
    _ count: Int, _ rule: (Float, Float) -> UInt8
  ) -> (columns: [[Float]], labels: [UInt8]) {
    let random = CounterRandom(seed: 3)
    let x = (0..<count).map { Float(random.uniform(stream: 1, index: UInt64($0))) }
    let y = (0..<count).map { Float(random.uniform(stream: 2, index: UInt64($0))) }
    return ([x, y], zip(x, y).map(rule))
  }

  private static func table(_ columns: [[Float]], _ bins: FeatureBins) -> FeatureTable {
    let rows = columns[0].indices.flatMap { row in
      columns.indices.map { bins.bin(columns[$0][row], feature: $0) }
    }
    return FeatureTable(features: columns.count, bins: rows)
  }

  private static var recipe: ForestRecipe {
    var recipe = ForestRecipe()
    (recipe.trees, recipe.depth, recipe.samplesPerClass, recipe.tried) = (7, 8, 500, 2)
    return recipe
  }

  @Test(
    "a known split is found",
    arguments: [("left of the middle", 0), ("below the middle", 1), ("in two quarters", 2)])
  func knownSplits(name: String, number: Int) {
    let rules: [(Float, Float) -> UInt8] = [
      { x, _ in x < 0.5 ? 1 : 0 }, { _, y in y < 0.5 ? 1 : 0 },
      { x, y in (x < 0.5) == (y < 0.5) ? 1 : 0 },
    ]
    let (columns, labels) = Self.samples(2000, rules[number])
    let bins = FeatureBins(learntFrom: columns)
    let table = Self.table(columns, bins)
    let forest = DecisionForest(
      growingFrom: LabelledSamples(table: table, labels: labels), classes: 2, recipe: Self.recipe)
    let found = forest.probabilities(table, rows: Array(0..<2000))
    let wrong = labels.indices.count { (found[2 * $0 + 1] > 0.5) != (labels[$0] == 1) }
    // one bin of 64 lies across each border
    #expect(wrong < 70, "\(name): \(wrong)")
    for row in labels.indices { #expect(abs(found[2 * row] + found[2 * row + 1] - 1) < 1e-5) }
  }

  @Test func theFirstQuestionIsThatOfTheFeatureThatTells() {
    let (columns, labels) = Self.samples(1000) { _, y in y < 0.25 ? 1 : 0 }
    let bins = FeatureBins(learntFrom: columns)
    let forest = DecisionForest(
      growingFrom: LabelledSamples(table: Self.table(columns, bins), labels: labels), classes: 2,
      recipe: Self.recipe)
    for tree in forest.trees {
      #expect(tree.nodes[0].feature == 1)
      let cut = bins.cuts[1][Int(tree.nodes[0].bin)]
      #expect(abs(cut - 0.25) < 0.04)
    }
  }

  @Test func aRareClassCountsAsMuchAsAFrequentOne() {
    let (columns, labels) = Self.samples(4000) { x, _ in x < 0.02 ? 1 : 0 }
    let bins = FeatureBins(learntFrom: columns)
    var recipe = Self.recipe
    recipe.depth = 0
    let forest = DecisionForest(
      growingFrom: LabelledSamples(table: Self.table(columns, bins), labels: labels), classes: 2,
      recipe: recipe)
    let found = forest.probabilities(Self.table(columns, bins), rows: [0])
    #expect(abs(found[1] - 0.5) < 0.01)
  }

  @Test func theBytesAreThoseOfOneThreadForAnyNumber() {
    let (columns, labels) = Self.samples(1500) { x, y in x * x + y < 0.6 ? 1 : 0 }
    let samples = LabelledSamples(
      table: Self.table(columns, FeatureBins(learntFrom: columns)), labels: labels)
    let forests = [1, 2, 5].map {
      DecisionForest(
        growingFrom: samples, classes: 2, recipe: Self.recipe, parallel: Parallel(threads: $0))
    }
    #expect(forests[0] == forests[1] && forests[0] == forests[2])
    var other = Self.recipe
    other.seed = 2
    #expect(forests[0] != DecisionForest(growingFrom: samples, classes: 2, recipe: other))
  }

  @Test(arguments: [
    (Float(-1), UInt8(0)), (0, 0), (1, 1), (1.5, 1), (2, 2), (9, 2), (.nan, 0), (.infinity, 2),
    (-.infinity, 0),
  ])
  func aValueFallsIntoTheBinOfTheCutsNotAboveIt(value: Float, expected: UInt8) {
    #expect(FeatureBins(cuts: [[1, 2]]).bin(value, feature: 0) == expected)
  }

  @Test("many values at once fall into the bins of each", arguments: [0, 1, 2, 31, 32, 62, 63])
  func binsOfMany(cuts count: Int) {
    let bins = FeatureBins(cuts: [(0..<count).map { Float($0) / 2 - 8 }])
    let values = (-60..<160).map { Float($0) / 4 - 8 } + [.nan, .infinity, -.infinity]
    let places = values.indices.map { Int32($0) }
    var found = [UInt8](repeating: 255, count: 2 * values.count)
    bins.fill(values, at: places[...], feature: 0, into: &found, stride: 2)
    for (place, value) in values.enumerated() {
      #expect(found[2 * place] == bins.bin(value, feature: 0), "\(value)")
      #expect(found[2 * place + 1] == 255)
    }
  }

  @Test(arguments: [[Float](), [1, 1, 1], [.nan, .nan], [1, 2], Array(repeating: 0, count: 500)])
  func binsOfFewValuesAreFew(values: [Float]) {
    let cuts = FeatureBins(learntFrom: [values]).cuts[0]
    #expect(cuts.count <= Set(values.filter(\.isFinite)).count)
    #expect(cuts == cuts.sorted() && Set(cuts).count == cuts.count)
  }

  @Test func brokenBytesAreNoModel() throws {
    let (columns, labels) = Self.samples(300) { x, _ in x < 0.5 ? 1 : 0 }
    let samples = LabelledSamples(
      table: Self.table(columns, FeatureBins(learntFrom: columns)), labels: labels)
    var recipe = Self.recipe
    recipe.trees = 2
    let forest = DecisionForest(growingFrom: samples, classes: 2, recipe: recipe)
    var writing = ForestBytes()
    writing.put(forest)
    var reading = ForestBytes(reading: writing.bytes)
    #expect(reading.forest() == forest && reading.isAtEnd)
    for count in 0..<writing.bytes.count {
      var short = ForestBytes(reading: Array(writing.bytes[..<count]))
      #expect(short.forest() == nil, "\(count) bytes")
    }
    for place in writing.bytes.indices {
      var bytes = writing.bytes
      bytes[place] ^= 0x55
      var spoilt = ForestBytes(reading: bytes)
      if let found = spoilt.forest() { #expect(found.fault == nil) }
    }
  }
}
