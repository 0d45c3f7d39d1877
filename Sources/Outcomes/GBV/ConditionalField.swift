import Kernels
import Volumes

/// A conditional random field on a lattice: labels that agree with what each voxel says and with their
/// neighbours, less so across edges of the images.
///
/// The energy is Σ −ln p + Σ weight / (relative distance) · e^(−|Δf|² / 2) · penalty, over six neighbours,
/// with Δf in units of `contrast`. It is lowered by iterated conditional modes (Besag 1986), in two
/// colours, so that the result does not depend on the number of threads.
struct ConditionalField {
  /// What parting two labels costs: `classes` × `classes`, 0 on the diagonal.
  var penalty: [Float]
  /// How much neighbours count.
  var weight: Float
  /// The difference of two values, as a share of white matter's, across which half the say is lost.
  var contrast: Float
  /// Rounds at most.
  var rounds = 10

  /// Labels of the lowest energy that was found.
  ///
  /// - Parameters:
  ///   - probabilities: of each class, voxel by voxel of `places`.
  ///   - places: the voxels, ascending.
  ///   - images: what edges are seen in; all on `grid`.
  ///   - grid: the lattice.
  ///   - parallel: how many threads.
  /// - Returns: the class of each of `places`, counted from 0.
  func labels(
    _ probabilities: [Float], at places: [Int32], images: [Image], grid: Grid, parallel: Parallel
  ) -> [UInt8] {
    let classes = Int(Double(penalty.count).squareRoot())
    var labels = FieldLabels(places, grid)
    labels.start(probabilities, classes)
    let costs = probabilities.map { -Float(logarithm(max($0, 1e-4))) }
    let ties = FieldTies(images, contrast: contrast)
    for _ in 0..<rounds {
      var changed = 0
      for colour in 0..<2 {
        changed += labels.sweep(colour, costs, self, classes, ties, parallel)
      }
      if changed * 10_000 < places.count { break }
    }
    return labels.ofPlaces
  }
}

/// How strongly neighbours are tied: less where any image has an edge between them.
private struct FieldTies {
  private let images: [[Float]]
  private let scale: Float

  init(_ images: [Image], contrast: Float) {
    self.images = images.map(\.voxels)
    scale = 0.6931 / (contrast * contrast * Float(max(1, images.count)))
  }

  /// e^(−Δ²), where Δ is 1 at half the say; by a quotient, which is close enough and the same anywhere.
  func tie(_ a: Int, _ b: Int) -> Float {
    var sum: Float = 0
    for image in images {
      let difference = image[a] - image[b]
      sum += difference * difference
    }
    let x = sum * scale
    return 1 / (1 + x + x * x * 0.5)
  }
}

/// The labels of a lattice, 255 where there are none.
private struct FieldLabels {
  private let places: [Int32]
  private let grid: Grid
  private var voxels: [UInt8]
  /// Numbers of the places of each colour.
  private var colours: [[Int32]] = [[], []]

  init(_ places: [Int32], _ grid: Grid) {
    (self.places, self.grid) = (places, grid)
    voxels = [UInt8](repeating: 255, count: grid.voxelCount)
    for (number, place) in places.enumerated() {
      let index = Int(place)
      let (x, y, z) = (
        index % grid.nx, index / grid.nx % grid.ny, index / (grid.nx * grid.ny)
      )
      colours[(x + y + z) & 1].append(Int32(number))
    }
  }

  var ofPlaces: [UInt8] { places.map { voxels[Int($0)] } }

  /// The likeliest class of each voxel by itself.
  mutating func start(_ probabilities: [Float], _ classes: Int) {
    for (number, place) in places.enumerated() {
      var best = 0
      for k in 1..<classes
      where probabilities[number * classes + k] > probabilities[number * classes + best] {
        best = k
      }
      voxels[Int(place)] = UInt8(best)
    }
  }

  /// Gives each voxel of one colour the label that costs least beside its neighbours, which are of the
  /// other; returns how many changed.
  mutating func sweep(
    _ colour: Int, _ costs: [Float], _ field: ConditionalField, _ classes: Int, _ ties: FieldTies,
    _ parallel: Parallel
  ) -> Int {
    let members = colours[colour]
    let slabs = max(1, parallel.threads * 4)
    var changed = [Int](repeating: 0, count: slabs)
    let (places, grid) = (places, grid)
    voxels.withUnsafeMutableBufferPointer { voxels in
      changed.withUnsafeMutableBufferPointer { changed in
        nonisolated(unsafe) let (labels, counts) = (voxels, changed)
        parallel.forEach(slabs) { slab in
          let range = members.count * slab / slabs..<members.count * (slab + 1) / slabs
          for number in members[range] {
            let best = Self.best(
              Int(number), Int(places[Int(number)]), labels, grid, costs, field, classes, ties)
            let place = Int(places[Int(number)])
            if labels[place] != best {
              labels[place] = best
              counts[slab] += 1
            }
          }
        }
      }
    }
    return changed.reduce(0, +)
  }

  @inline(__always)
  private static func best(
    _ number: Int, _ place: Int, _ labels: UnsafeMutableBufferPointer<UInt8>, _ grid: Grid,
    _ costs: [Float], _ field: ConditionalField, _ classes: Int, _ ties: FieldTies
  ) -> UInt8 {
    let layer = grid.nx * grid.ny
    var energy = SIMD8<Float>()
    for k in 0..<classes { energy[k] = costs[number * classes + k] }
    for step in [-1, 1, -grid.nx, grid.nx, -layer, layer] {
      let other = place + step
      guard other >= 0, other < labels.count, labels[other] < classes else { continue }
      let say = field.weight * ties.tie(place, other)
      let row = Int(labels[other]) * classes
      for k in 0..<classes { energy[k] += say * field.penalty[row + k] }
    }
    var best = 0
    for k in 1..<classes where energy[k] < energy[best] { best = k }
    return UInt8(best)
  }
}

/// The natural logarithm of a positive number to about 1e-6, from arithmetic alone.
func logarithm(_ value: Float) -> Double {
  var x = Double(value)
  var powers = 0.0
  while x > 1.5 { (x, powers) = (x / 2, powers + 1) }
  while x < 0.75 { (x, powers) = (x * 2, powers - 1) }
  let y = (x - 1) / (x + 1)
  let square = y * y
  let series = 1 + square * (1.0 / 3 + square * (0.2 + square * (1.0 / 7 + square / 9)))
  return 2 * y * series + powers * 0.693_147_180_559_945_3
}
