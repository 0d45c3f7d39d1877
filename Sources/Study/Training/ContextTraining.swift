import Kernels
import Outcomes
import Volumes

/// A session of training: its images and some of its voxels.
struct SampledSession: Sendable {
  var images: TumourImages
  var samples: TumourSampling
}

/// Grows the forests of the second look.
///
/// The second look must learn from first looks at sessions that the first had not learnt from, as it will
/// meet them: half the sessions are looked at by forests grown from the other half.
struct ContextTraining {
  var training: GBVTraining
  var channels: [TumourChannel]
  var sessions: [SampledSession]
  var bins: FeatureBins
  var parallel: Parallel

  func forests() -> TumourContextForests {
    let halves = [half(0), half(1)]
    var table: [UInt8] = []
    var labels: [UInt8] = []
    for first in stride(from: 0, to: sessions.count, by: parallel.threads) {
      let count = min(parallel.threads, sessions.count - first)
      let looked = parallel.map(count) { place in
        lookedAt(first + place, by: halves[1 - (first + place) % 2])
      }
      for (rows, own) in looked {
        table += rows.bins
        labels += own
      }
    }
    let width = TumourForests.features(of: channels).count + TumourContext.count
    let all = FeatureTable(features: width, bins: table)
    func forest(_ groups: [Set<TumourClass>], _ recipe: ForestRecipe) -> DecisionForest {
      DecisionForest(
        growingFrom: LabelledSamples(all, labels, groups), classes: groups.count, recipe: recipe,
        parallel: parallel)
    }
    return TumourContextForests(
      abnormality: forest(GBVTraining.abnormalityGroups, training.secondAbnormality),
      part: forest(GBVTraining.partGroups, training.secondPart))
  }

  /// Forests of every second session, half as many trees.
  private func half(_ number: Int) -> TumourForests {
    var training = training
    training.abnormality.trees = (training.abnormality.trees + 1) / 2
    training.tissue.trees = (training.tissue.trees + 1) / 2
    training.part.trees = (training.part.trees + 1) / 2
    let own = sessions.indices.filter { $0 % 2 == number }.map { sessions[$0].samples }
    let samples = TumourSampling(joining: own)
    return training.forests(of: channels, samples.labels, samples.table(bins), parallel)
  }

  /// The samples of a session that a first look leaves in doubt, with their context, and their classes.
  private func lookedAt(_ number: Int, by forests: TumourForests) -> (FeatureTable, [UInt8]) {
    let session = sessions[number]
    let places = session.images.brain.places
    let table = FeatureTable(
      of: session.images, at: places, features: TumourForests.features(of: channels), bins: bins,
      parallel: .serial)
    let look = TumourLook(table, forests, parallel: .serial)
    var row = [Int32](repeating: -1, count: session.images.space.grid.voxelCount)
    for doubtful in look.doubtful { row[Int(places[Int(doubtful)])] = doubtful }
    let samples = zip(session.samples.places, session.samples.labels)
      .map { (row: row[Int($0)], label: $1) }.filter { $0.row >= 0 }
    let rows = samples.map(\.row)
    let context = TumourContext(
      look, images: session.images, channels: channels, places: places, rows: rows,
      parallel: .serial)
    return (table.with(context, at: rows), samples.map(\.label))
  }
}
