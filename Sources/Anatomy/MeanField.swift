import Foundation
import Volumes

/// The probabilities of two to four classes in every voxel of a brain, each asking its 18 neighbours.
///
/// Zhang Y, Brady M, Smith S. Segmentation of brain MR images through a hidden Markov random field
/// model and the expectation-maximization algorithm. IEEE Trans Med Imaging 2001;20:45-57. The
/// expected labels of the neighbours stand for the labels themselves (mean field).
struct MeanField {
  let box: TissueBox
  /// Probabilities by place in the box; zero outside of the brain, and in lanes
  /// that no class has.
  var probabilities: [SIMD4<Float>]
  /// For each voxel inside whether it counts in the statistics of the classes; empty where all do.
  let isCounted: [UInt8]

  init(_ box: TissueBox, isCounted: [UInt8] = []) {
    (self.box, self.isCounted) = (box, isCounted)
    probabilities = [SIMD4<Float>](repeating: .zero, count: box.size)
  }

  /// Takes probabilities by voxel inside.
  mutating func take(_ probabilities: [SIMD4<Float>]) {
    for (i, place) in box.place.enumerated() { self.probabilities[Int(place)] = probabilities[i] }
  }

  /// Asks every voxel `sweeps` times; `logPriors`, by voxel inside, count where they are there.
  ///
  /// Voxels are visited in four colours, by the parities of x + y and y + z; two voxels of a colour
  /// are never neighbours, so the order within a colour, and the number of threads, do not matter.
  mutating func update(
    _ values: [Float], _ classes: TissueClasses, beta: Double, sweeps: Int,
    logPriors: [SIMD4<Float>] = [], parallel: Parallel
  ) {
    let rule = MeanFieldRule(box, classes, beta: beta)
    probabilities.withUnsafeMutableBufferPointer { p in
      values.withUnsafeBufferPointer { y in
        box.place.withUnsafeBufferPointer { place in
          box.rowStart.withUnsafeBufferPointer { rows in
            logPriors.withUnsafeBufferPointer { priors in
              guard let p = p.baseAddress, let y = y.baseAddress, let place = place.baseAddress,
                let rows = rows.baseAddress
              else { return }
              nonisolated(unsafe) let (p2, y2, place2, rows2) = (p, y, place, rows)
              nonisolated(unsafe) let priors2 = priors.isEmpty ? nil : priors.baseAddress
              for _ in 0..<sweeps {
                for colour in 0..<4 {
                  parallel.forEach(box.nz) { z in
                    rule.updateSlice(z, colour: colour, p2, y2, place2, rows2, priors2)
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /// The classes that follow from the sums over all voxels of the probabilities, and of these times
  /// the value and its square.
  ///
  /// Slices are summed on their own and then in order: the number of threads does not matter.
  func classes(
    _ count: Int, of values: [Float], varianceFloor: Double, parallel: Parallel
  ) -> TissueClasses? {
    var sums = [[SIMD4<Double>]](repeating: [.zero, .zero, .zero], count: box.nz)
    sums.withUnsafeMutableBufferPointer { sums in
      nonisolated(unsafe) let out = sums
      parallel.forEach(box.nz) { z in out[z] = sliceSums(z, values) }
    }
    var total: [SIMD4<Double>] = [.zero, .zero, .zero]
    for slice in sums { for k in 0..<3 { total[k] += slice[k] } }
    return TissueClasses(
      count: count, weight: total[0], first: total[1], second: total[2], floor: varianceFloor)
  }

  private func sliceSums(_ z: Int, _ values: [Float]) -> [SIMD4<Double>] {
    var (weight, first, second) = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)
    probabilities.withUnsafeBufferPointer { p in
      values.withUnsafeBufferPointer { y in
        for i in Int(box.rowStart[box.ny * z])..<Int(box.rowStart[box.ny * (z + 1)])
        where isCounted.isEmpty || isCounted[i] != 0 {
          let (post, value) = (SIMD4<Double>(p[Int(box.place[i])]), Double(y[i]))
          weight += post
          first += post * value
          second += post * value * value
        }
      }
    }
    return [weight, first, second]
  }
}

/// How one voxel's probabilities follow from its value and its neighbours.
struct MeanFieldRule {
  let nx: Int
  let ny: Int
  let means: SIMD4<Float>
  /// -1/2 divided by the variance of each class.
  let precision: SIMD4<Float>
  /// Minus half the logarithm of the variance; far below in the unused lanes.
  let offset: SIMD4<Float>
  /// 1 in the lanes that stand for a class, else 0.
  let used: SIMD4<Float>
  let isThree: Bool
  /// A class is ruled out for values up to `below` and beyond `above`.
  let below: SIMD4<Float>
  let above: SIMD4<Float>
  let wx: Float
  let wy: Float
  let wz: Float
  let wxy: Float
  let wxz: Float
  let wyz: Float

  init(_ box: TissueBox, _ classes: TissueClasses, beta: Double) {
    (nx, ny) = (box.nx, box.ny)
    (means, isThree) = (SIMD4<Float>(classes.means), classes.count == 3)
    (below, above) = (SIMD4<Float>(classes.limits.below), SIMD4<Float>(classes.limits.above))
    var precision = SIMD4<Float>.zero
    var offset = SIMD4<Float>(repeating: -1e30)
    var used = SIMD4<Float>.zero
    for k in 0..<classes.count {
      precision[k] = Float(-0.5 / classes.variances[k])
      offset[k] = Float(-0.5 * log(classes.variances[k]))
      used[k] = 1
    }
    (self.precision, self.offset, self.used) = (precision, offset, used)
    let (w, b) = (box.weights, Float(beta))
    (wx, wy, wz, wxy, wxz, wyz) = (b * w.x, b * w.y, b * w.z, b * w.xy, b * w.xz, b * w.yz)
  }

  func updateSlice(
    _ z: Int, colour: Int, _ p: UnsafeMutablePointer<SIMD4<Float>>, _ y: UnsafePointer<Float>,
    _ place: UnsafePointer<Int32>, _ rows: UnsafePointer<Int32>,
    _ logPriors: UnsafePointer<SIMD4<Float>>?
  ) {
    for row in 0..<ny where (row ^ z) & 1 == colour >> 1 {
      let base = nx &* (row &+ ny &* z)
      let parity = (colour ^ row) & 1
      var i = Int(rows[row + ny * z])
      let end = Int(rows[row + ny * z + 1])
      while i < end {
        let at = Int(place[i])
        if (at &- base) & 1 == parity {
          p[at] = probability(p + at, y[i], logPriors.map { $0 + i })
        }
        i &+= 1
      }
    }
  }

  @inline(__always)
  private func probability(
    _ p: UnsafeMutablePointer<SIMD4<Float>>, _ value: Float,
    _ logPrior: UnsafePointer<SIMD4<Float>>?
  ) -> SIMD4<Float> {
    let slice = nx &* ny
    var field = wx * (p[-1] + p[1]) + wy * (p[-nx] + p[nx]) + wz * (p[-slice] + p[slice])
    field += wxy * (p[-nx - 1] + p[-nx + 1] + p[nx - 1] + p[nx + 1])
    field += wxz * (p[-slice - 1] + p[-slice + 1] + p[slice - 1] + p[slice + 1])
    field += wyz * (p[-slice - nx] + p[-slice + nx] + p[slice - nx] + p[slice + nx])
    let d = value - means
    var exponent = d * d * precision + offset + field
    if let logPrior { exponent += logPrior.pointee }
    // The classes are in order of brightness: what is brighter than a middle one is not a darker
    // one, however wide that is, and the other way round. Of three one comparison tells.
    if isThree {
      if value > means.y { exponent.x = -1e30 } else { exponent.z = -1e30 }
    } else {
      let y = SIMD4<Float>(repeating: value)
      exponent.replace(with: -1e30, where: (y .<= below) .| (y .> above))
    }
    let top = max(max(exponent.x, exponent.w), max(exponent.y, exponent.z))
    let e = vectorExp(exponent - top) * used
    return e / (e.x + e.y + e.z + e.w)
  }
}
