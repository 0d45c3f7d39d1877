import Kernels
import Outcomes
import Volumes

/// How the forests of GBV are grown.
public struct GBVTraining: Sendable, Hashable, Codable {
  /// Changes whenever the same recipe gives other bytes; that of the measure changes with its rules too.
  public static let version = 2

  /// How many simulated sessions.
  public var sessions = 48
  /// The first seed; the others follow it.
  public var seed: UInt64 = 500_001
  /// Voxels of each class that a session gives at most.
  public var voxelsPerClass = 900
  /// Side of the lattice's cubes in mm; only the usual one makes forests that are of use.
  public var voxelMM = TumourSpace.voxelMM
  /// Sets of at least so many channels get forests for a second look.
  public var leastContextChannels = 4
  /// The forest of healthy and abnormal.
  public var abnormality = ForestRecipe()
  /// The forest of fluid, grey and white matter.
  public var tissue = ForestRecipe()
  /// The forest of the parts.
  public var part = ForestRecipe()
  /// The second look's forest of healthy and abnormal.
  public var secondAbnormality = ForestRecipe()
  /// The second look's forest of the parts.
  public var secondPart = ForestRecipe()

  /// The sets of channels that there are forests for, the fullest first.
  public static let sets: [[TumourChannel]] = [
    [.t1w, .t1c, .t2w, .flair], [.t1w, .t1c, .flair], [.t1c, .flair], [.t1w, .t1c], [.t1c],
  ]

  /// The usual settings.
  public init() {
    (abnormality.samplesPerClass, abnormality.trees, abnormality.leastLeaf) = (70_000, 24, 20)
    (tissue.trees, tissue.depth, tissue.leastLeaf, tissue.samplesPerClass) = (10, 12, 40, 25_000)
    (part.trees, part.leastLeaf, part.samplesPerClass) = (24, 20, 30_000)
    (secondAbnormality.trees, secondAbnormality.leastLeaf) = (24, 20)
    (secondAbnormality.samplesPerClass, secondAbnormality.tried) = (70_000, 20)
    (secondPart.trees, secondPart.leastLeaf) = (24, 20)
    (secondPart.samplesPerClass, secondPart.tried) = (30_000, 20)
    (abnormality.seed, tissue.seed, part.seed) = (11, 12, 13)
    (secondAbnormality.seed, secondPart.seed) = (14, 15)
  }

  /// Grows them.
  ///
  /// - Parameters:
  ///   - parallel: how many threads; the bytes do not depend on it.
  ///   - progress: called before some sessions with the number of the first, from 0, and before the
  ///     forests grow.
  /// - Returns: the model; its recipe tells seed, sizes and version.
  public func model(parallel: Parallel, progress: (Int) -> Void = { _ in }) -> TumourModel {
    var all: [SampledSession] = []
    for first in stride(from: 0, to: sessions, by: parallel.threads) {
      progress(first)
      let count = min(parallel.threads, sessions - first)
      all += sampled(first..<first + count, parallel)
    }
    progress(sessions)
    return model(of: all, parallel)
  }

  /// Several sessions at once, one a thread.
  private func sampled(_ numbers: Range<Int>, _ parallel: Parallel) -> [SampledSession] {
    let drawn: [SampledSession?] = parallel.map(numbers.count) { place in
      let seed = seed &+ UInt64(numbers.lowerBound + place)
      let simulated = SimulatedSession(seed: seed)
      guard let known = TumourCase(simulated, voxelMM: voxelMM, parallel: .serial) else {
        return nil
      }
      return SampledSession(
        images: known.images,
        samples: TumourSampling(known, perClass: voxelsPerClass, seed: seed, parallel: .serial))
    }
    return drawn.compactMap { $0 }
  }

  private func model(of sessions: [SampledSession], _ parallel: Parallel) -> TumourModel {
    let samples = TumourSampling(joining: sessions.map(\.samples))
    let bins = FeatureBins(learntFrom: samples.columns)
    let table = samples.table(bins)
    let sets = Self.sets.map { channels -> TumourForests in
      var forests = forests(of: channels, samples.labels, table, parallel)
      if channels.count >= leastContextChannels {
        forests.context = ContextTraining(
          training: self, channels: channels, sessions: sessions, bins: bins, parallel: parallel
        ).forests()
      }
      return forests
    }
    return TumourModel(recipe: recipe, bins: bins, sets: sets)
  }

  /// Forests of a first look, from samples of all features.
  func forests(
    of channels: [TumourChannel], _ labels: [UInt8], _ table: FeatureTable, _ parallel: Parallel
  ) -> TumourForests {
    let kept = table.keeping(TumourForests.features(of: channels))
    func forest(_ groups: [Set<TumourClass>], _ recipe: ForestRecipe) -> DecisionForest {
      DecisionForest(
        growingFrom: LabelledSamples(kept, labels, groups), classes: groups.count,
        recipe: recipe, parallel: parallel)
    }
    return TumourForests(
      channels: channels, abnormality: forest(Self.abnormalityGroups, abnormality),
      tissue: forest(TumourClass.healthy.map { [$0] }, tissue),
      part: forest(Self.partGroups, part))
  }

  static let abnormalityGroups = [Set(TumourClass.healthy), Set(TumourClass.abnormal)]
  static let partGroups: [Set<TumourClass>] = TumourClass.abnormal.map { [$0] }

  /// What a reader of the model should know.
  var recipe: String {
    "GBV forests, version \(Self.version): \(sessions) simulated sessions from seed \(seed), "
      + "\(voxelsPerClass) voxels a class each; trees \(abnormality.trees), \(tissue.trees), "
      + "\(part.trees); simulated heads alone"
  }
}

extension TumourSampling {
  /// All samples as bins.
  func table(_ bins: FeatureBins) -> FeatureTable {
    let count = columns.count
    var table = [UInt8](repeating: 0, count: labels.count * count)
    for feature in columns.indices {
      for (row, value) in columns[feature].enumerated() {
        table[row * count + feature] = bins.bin(value, feature: feature)
      }
    }
    return FeatureTable(features: count, bins: table)
  }
}

extension LabelledSamples {
  /// The samples of some groups of classes, numbered by their group.
  init(_ table: FeatureTable, _ labels: [UInt8], _ groups: [Set<TumourClass>]) {
    var group = [UInt8](repeating: 255, count: 256)
    for (number, classes) in groups.enumerated() {
      for each in classes { group[Int(each.rawValue)] = UInt8(number) }
    }
    var bins: [UInt8] = []
    var numbers: [UInt8] = []
    for (row, label) in labels.enumerated() where group[Int(label)] != 255 {
      bins += table.bins[row * table.features..<(row + 1) * table.features]
      numbers.append(group[Int(label)])
    }
    self.init(table: FeatureTable(features: table.features, bins: bins), labels: numbers)
  }
}
