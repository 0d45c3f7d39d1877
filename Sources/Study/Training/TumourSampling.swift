import Kernels
import Outcomes
import Volumes

/// The features of some voxels of a case, as numbers.
struct TumourSampling: Sendable {
  /// Values of each feature.
  var columns: [[Float]]
  /// `TumourClass.rawValue` of each sample.
  var labels: [UInt8]
  /// Which voxels of the lattice they are; empty for samples of several cases.
  var places: [Int32]

  init() {
    columns = [[Float]](repeating: [], count: TumourFeature.all.count)
    (labels, places) = ([], [])
  }

  /// The samples of several cases, one case after another.
  init(joining all: [TumourSampling]) {
    self.init()
    for feature in columns.indices { columns[feature] = all.flatMap { $0.columns[feature] } }
    labels = all.flatMap(\.labels)
  }

  /// Draws voxels of a case: up to `perClass` of each class, and as many of each kind of healthy voxel
  /// that is easily taken for tumour.
  init(_ known: TumourCase, perClass: Int, seed: UInt64, parallel: Parallel) {
    self.init()
    places = Self.places(known, perClass: perClass, seed: seed)
    let places = places
    labels = places.map { known.truth[Int($0)] }
    var found = columns
    TumourFeatureMaps(known.images, parallel: parallel).forEach { feature, map in
      found[feature] = places.map { map.voxels[Int($0)] }
    }
    columns = found
  }

  private static func places(_ known: TumourCase, perClass: Int, seed: UInt64) -> [Int32] {
    let random = CounterRandom(seed: seed)
    var result: [Int32] = []
    func draw(_ stream: UInt64, _ all: [Int]) {
      // an even draw without order: the least random keys
      let share = min(1, Double(perClass) / Double(max(1, all.count)))
      let limit = UInt64(share * 0x1p62) &* 4
      result += all.filter {
        share >= 1 || random.bits(stream: stream, index: UInt64($0)) < limit
      }.map { Int32($0) }
    }
    let truth = known.truth
    for label in TumourClass.allCases.map(\.rawValue) {
      draw(750, truth.indices.filter { truth[$0] == label })
    }
    for (number, kind) in confusable.enumerated() {
      guard let image = known.images.channels[kind.channel] else { continue }
      draw(
        760 + UInt64(number),
        truth.indices.filter {
          healthy.contains(truth[$0]) && image.voxels[$0] > kind.above
        })
    }
    return result
  }

  private static let healthy = 1...TumourClass.white.rawValue

  /// Vessels, dura and marrow after gadolinium; cortex and lesions in FLAIR; fluid beside brain in T2w.
  private static let confusable: [(channel: TumourChannel, above: Float)] = [
    (.t1c, 1.25), (.flair, 1.25), (.t2w, 1.5),
  ]
}
