import Kernels
import Volumes

/// The probability of each class at each voxel of a first look: fluid, grey and white matter, then the
/// parts of the abnormality.
struct TumourChances: Sendable {
  static let classes = TumourClass.healthy.count + TumourClass.abnormal.count
  /// Of being abnormal, for about as much abnormal as there is in brains with tumours.
  let abnormal: [Float]
  /// `classes` a voxel.
  let all: [Float]

  /// Forests are grown from as much abnormal as healthy brain, of which there is more.
  private static let odds: Float = 0.35

  init(_ look: TumourLook) {
    abnormal = look.abnormal.map { $0 * Self.odds / ($0 * Self.odds + 1 - $0) }
    let (healthy, parts) = (TumourClass.healthy.count, TumourClass.abnormal.count)
    var all = [Float](repeating: 0, count: abnormal.count * Self.classes)
    for row in abnormal.indices {
      let chance = abnormal[row]
      let start = row * Self.classes
      for k in 0..<healthy { all[start + k] = (1 - chance) * look.tissue[row * healthy + k] }
      for k in 0..<parts { all[start + healthy + k] = chance * look.parts[row * parts + k] }
    }
    self.all = all
  }

  /// One class of every voxel.
  func column(_ k: Int) -> [Float] { abnormal.indices.map { all[$0 * Self.classes + k] } }
}

/// Mean and spread of each class in each channel of one session, weighted by the square of a first look's
/// probabilities; what tumours look like differs more between people than within one.
struct TumourLevels: Sendable {
  private let means: [Double]
  private let spreads: [Double]
  /// Σ ln of the spreads of each class.
  private let logs: [Double]
  /// The channels, slightly smoothed.
  private let values: [[Float]]
  private let places: [Int32]

  /// Which class is held against which, by their numbers in `TumourChances`: oedema and tumour that does
  /// not enhance, either and healthy tissue, what is dead, what enhances.
  static let pairs = [(4, 5), (4, 2), (4, 1), (5, 1), (5, 3), (5, 6), (4, 6)]

  /// Less spread than this, as a share of white matter's level, is not believed.
  private static let leastSpread = 0.05
  private static let smoothingMM = 1.25

  init(_ chances: TumourChances, images: [Image], places: [Int32], parallel: Parallel) {
    self.places = places
    values = images.map { $0.smoothed(sigmaMM: Self.smoothingMM, parallel: parallel).voxels }
    let count = TumourChances.classes * images.count
    var sums = [Double](repeating: 0, count: count)
    var squares = sums
    var weights = [Double](repeating: 1e-3, count: TumourChances.classes)
    weigh(chances, values, places, &weights, &sums, &squares)
    var (means, spreads) = (sums, squares)
    var logs = [Double](repeating: 0, count: TumourChances.classes)
    for k in 0..<TumourChances.classes {
      for c in images.indices {
        let i = k * images.count + c
        means[i] = sums[i] / weights[k]
        let variance = max(0, squares[i] / weights[k] - means[i] * means[i])
        spreads[i] = (variance + Self.leastSpread * Self.leastSpread).squareRoot()
        logs[k] += logarithm(Float(spreads[i]))
      }
    }
    (self.means, self.spreads, self.logs) = (means, spreads, logs)
  }

  /// The logarithm of how much likelier a voxel is of the first of each pair than of the second.
  func ratios(_ row: Int) -> [Float] {
    var likelihood = logs.map { -$0 }
    let place = Int(places[row])
    for k in likelihood.indices {
      for c in values.indices {
        let i = k * values.count + c
        let away = (Double(values[c][place]) - means[i]) / spreads[i]
        likelihood[k] -= 0.5 * away * away
      }
    }
    return Self.pairs.map { Float(likelihood[$0] - likelihood[$1]) }
  }
}

/// Adds weights, weighted values and weighted squares of each class, in the order of the voxels.
private func weigh(
  _ chances: TumourChances, _ values: [[Float]], _ places: [Int32], _ weights: inout [Double],
  _ sums: inout [Double], _ squares: inout [Double]
) {
  let (classes, channels) = (TumourChances.classes, values.count)
  for (row, place) in places.enumerated() {
    for k in 0..<classes {
      let chance = Double(chances.all[row * classes + k])
      let weight = chance * chance
      guard weight > 1e-6 else { continue }
      weights[k] += weight
      for c in 0..<channels {
        let value = Double(values[c][Int(place)])
        sums[k * channels + c] += weight * value
        squares[k * channels + c] += weight * value * value
      }
    }
  }
}
