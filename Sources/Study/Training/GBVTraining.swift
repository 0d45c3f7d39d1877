import Kernels
import Outcomes
import Volumes

/// How the forests of GBV are grown.
public struct GBVTraining: Sendable, Hashable, Codable {
  /// Changes whenever the same recipe gives other bytes; that of the measure changes with its rules too.
  public static let version = 1

  /// How many simulated sessions.
  public var sessions = 48
  /// The first seed; the others follow it.
  public var seed: UInt64 = 500_001
  /// Voxels of each class that a session gives at most.
  public var voxelsPerClass = 900
  /// Side of the lattice's cubes in mm; only the usual one makes forests that are of use.
  public var voxelMM = TumourSpace.voxelMM
  /// The forest of healthy and abnormal.
  public var abnormality = ForestRecipe()
  /// The forest of fluid, grey and white matter.
  public var tissue = ForestRecipe()
  /// The forest of the parts.
  public var part = ForestRecipe()

  /// The sets of channels that there are forests for, the fullest first.
  public static let sets: [[TumourChannel]] = [
    [.t1w, .t1c, .t2w, .flair], [.t1w, .t1c, .flair], [.t1c, .flair], [.t1w, .t1c], [.t1c],
  ]

  /// The usual settings.
  public init() {
    (abnormality.samplesPerClass, abnormality.trees, abnormality.leastLeaf) = (70_000, 24, 20)
    (tissue.trees, tissue.depth, tissue.leastLeaf, tissue.samplesPerClass) = (10, 12, 40, 25_000)
    (part.trees, part.leastLeaf, part.samplesPerClass) = (24, 20, 30_000)
    (abnormality.seed, tissue.seed, part.seed) = (11, 12, 13)
  }

  /// Grows them.
  ///
  /// - Parameters:
  ///   - parallel: how many threads; the bytes do not depend on it.
  ///   - progress: called before some sessions with the number of the first, from 0, and before the
  ///     forests grow.
  /// - Returns: the model; its recipe tells seed, sizes and version.
  public func model(parallel: Parallel, progress: (Int) -> Void = { _ in }) -> TumourModel {
    var samples = TumourSampling()
    for first in stride(from: 0, to: sessions, by: parallel.threads) {
      progress(first)
      let count = min(parallel.threads, sessions - first)
      for drawn in sampled(first..<first + count, parallel) { samples.append(drawn) }
    }
    progress(sessions)
    return model(of: samples, parallel)
  }

  /// Several sessions at once, one a thread.
  private func sampled(_ numbers: Range<Int>, _ parallel: Parallel) -> [TumourSampling] {
    var result = [TumourSampling](repeating: TumourSampling(), count: numbers.count)
    result.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let out = buffer
      parallel.forEach(numbers.count) { place in
        let seed = seed &+ UInt64(numbers.lowerBound + place)
        guard
          let known = TumourCase(
            SimulatedSession(seed: seed), voxelMM: voxelMM, parallel: .serial)
        else { return }
        out[place] = TumourSampling(
          known, perClass: voxelsPerClass, seed: seed, parallel: .serial)
      }
    }
    return result
  }

  private func model(of samples: TumourSampling, _ parallel: Parallel) -> TumourModel {
    let bins = FeatureBins(learntFrom: samples.columns)
    let table = samples.table(bins)
    let sets = Self.sets.map { channels -> TumourForests in
      let features = TumourForests.features(of: channels)
      func forest(_ groups: [Set<TumourClass>], _ recipe: ForestRecipe) -> DecisionForest {
        DecisionForest(
          growingFrom: samples.labelled(table, groups, features), classes: groups.count,
          recipe: recipe, parallel: parallel)
      }
      return TumourForests(
        channels: channels,
        abnormality: forest([Set(TumourClass.healthy), Set(TumourClass.abnormal)], abnormality),
        tissue: forest(TumourClass.healthy.map { [$0] }, tissue),
        part: forest(TumourClass.abnormal.map { [$0] }, part))
    }
    return TumourModel(recipe: recipe, bins: bins, sets: sets)
  }

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

  /// The samples of some groups of classes, numbered by their group, with some of the features.
  func labelled(
    _ table: FeatureTable, _ groups: [Set<TumourClass>], _ features: [Int]
  ) -> LabelledSamples {
    var group = [UInt8](repeating: 255, count: 256)
    for (number, classes) in groups.enumerated() {
      for each in classes { group[Int(each.rawValue)] = UInt8(number) }
    }
    let kept = table.keeping(features)
    var bins: [UInt8] = []
    var numbers: [UInt8] = []
    for (row, label) in labels.enumerated() where group[Int(label)] != 255 {
      bins += kept.bins[row * kept.features..<(row + 1) * kept.features]
      numbers.append(group[Int(label)])
    }
    return LabelledSamples(
      table: FeatureTable(features: kept.features, bins: bins), labels: numbers)
  }
}
