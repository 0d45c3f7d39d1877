import Foundation
import Volumes

/// The probabilities of the three tissues in every voxel of a brain, each asking its 18 neighbours.
///
/// Zhang Y, Brady M, Smith S. Segmentation of brain MR images through a hidden Markov random field
/// model and the expectation-maximization algorithm. IEEE Trans Med Imaging 2001;20:45-57. The
/// expected labels of the neighbours stand for the labels themselves (mean field).
struct MeanField {
  let box: TissueBox
  /// Probabilities by place in the box; zero outside of the brain, and in the fourth lane.
  var probabilities: [SIMD4<Float>]

  init(_ box: TissueBox) {
    self.box = box
    probabilities = [SIMD4<Float>](repeating: .zero, count: box.size)
  }

  /// Asks every voxel `sweeps` times.
  ///
  /// Voxels are visited in four colours, by the parities of x + y and y + z; two voxels of a colour
  /// are never neighbours, so the order within a colour, and the number of threads, do not matter.
  mutating func update(
    _ values: [Float], _ classes: TissueClasses, beta: Double, sweeps: Int, parallel: Parallel
  ) {
    let rule = MeanFieldRule(box, classes, beta: beta)
    probabilities.withUnsafeMutableBufferPointer { p in
      values.withUnsafeBufferPointer { y in
        box.place.withUnsafeBufferPointer { place in
          box.rowStart.withUnsafeBufferPointer { rows in
            guard let p = p.baseAddress, let y = y.baseAddress, let place = place.baseAddress,
              let rows = rows.baseAddress
            else { return }
            nonisolated(unsafe) let (p2, y2, place2, rows2) = (p, y, place, rows)
            for _ in 0..<sweeps {
              for colour in 0..<4 {
                parallel.forEach(box.nz) { z in
                  rule.updateSlice(z, colour: colour, p2, y2, place2, rows2)
                }
              }
            }
          }
        }
      }
    }
  }

  /// Sums over all voxels of the probabilities, and of these times the value and its square.
  ///
  /// Slices are summed on their own and then in order: the number of threads does not matter.
  func classes(of values: [Float], varianceFloor: Double, parallel: Parallel) -> TissueClasses? {
    var sums = [[SIMD3<Double>]](repeating: [.zero, .zero, .zero], count: box.nz)
    sums.withUnsafeMutableBufferPointer { sums in
      nonisolated(unsafe) let out = sums
      parallel.forEach(box.nz) { z in out[z] = sliceSums(z, values) }
    }
    var total: [SIMD3<Double>] = [.zero, .zero, .zero]
    for slice in sums { for k in 0..<3 { total[k] += slice[k] } }
    return TissueClasses(
      weight: total[0], first: total[1], second: total[2], floor: varianceFloor)
  }

  private func sliceSums(_ z: Int, _ values: [Float]) -> [SIMD3<Double>] {
    var (weight, first, second) = (SIMD3<Double>.zero, SIMD3<Double>.zero, SIMD3<Double>.zero)
    probabilities.withUnsafeBufferPointer { p in
      values.withUnsafeBufferPointer { y in
        for i in Int(box.rowStart[box.ny * z])..<Int(box.rowStart[box.ny * (z + 1)]) {
          let q = p[Int(box.place[i])]
          let (post, value) = (SIMD3(Double(q.x), Double(q.y), Double(q.z)), Double(y[i]))
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
  /// Minus half the logarithm of the variance; far below in the unused lane.
  let offset: SIMD4<Float>
  let wx: Float
  let wy: Float
  let wz: Float
  let wxy: Float
  let wxz: Float
  let wyz: Float

  init(_ box: TissueBox, _ classes: TissueClasses, beta: Double) {
    (nx, ny) = (box.nx, box.ny)
    let (m, v) = (classes.means, classes.variances)
    means = SIMD4(Float(m.x), Float(m.y), Float(m.z), 0)
    precision = SIMD4(Float(-0.5 / v.x), Float(-0.5 / v.y), Float(-0.5 / v.z), 0)
    offset = SIMD4(
      Float(-0.5 * log(v.x)), Float(-0.5 * log(v.y)), Float(-0.5 * log(v.z)), -1e30)
    let (w, b) = (box.weights, Float(beta))
    (wx, wy, wz, wxy, wxz, wyz) = (b * w.x, b * w.y, b * w.z, b * w.xy, b * w.xz, b * w.yz)
  }

  func updateSlice(
    _ z: Int, colour: Int, _ p: UnsafeMutablePointer<SIMD4<Float>>, _ y: UnsafePointer<Float>,
    _ place: UnsafePointer<Int32>, _ rows: UnsafePointer<Int32>
  ) {
    for row in 0..<ny where (row ^ z) & 1 == colour >> 1 {
      let base = nx &* (row &+ ny &* z)
      let parity = (colour ^ row) & 1
      var i = Int(rows[row + ny * z])
      let end = Int(rows[row + ny * z + 1])
      while i < end {
        let at = Int(place[i])
        if (at &- base) & 1 == parity { p[at] = probability(p + at, y[i]) }
        i &+= 1
      }
    }
  }

  @inline(__always)
  private func probability(_ p: UnsafeMutablePointer<SIMD4<Float>>, _ value: Float) -> SIMD4<Float>
  {
    let slice = nx &* ny
    var field = wx * (p[-1] + p[1]) + wy * (p[-nx] + p[nx]) + wz * (p[-slice] + p[slice])
    field += wxy * (p[-nx - 1] + p[-nx + 1] + p[nx - 1] + p[nx + 1])
    field += wxz * (p[-slice - 1] + p[-slice + 1] + p[slice - 1] + p[slice + 1])
    field += wyz * (p[-slice - nx] + p[-slice + nx] + p[slice - nx] + p[slice + nx])
    let d = value - means
    var exponent = d * d * precision + offset + field
    // The classes are in order of brightness: what is brighter than the middle one is not the dark
    // one, however wide that is, and the other way round.
    if value > means.y { exponent.x = -1e30 } else { exponent.z = -1e30 }
    let top = max(exponent.x, max(exponent.y, exponent.z))
    var e = vectorExp(exponent - top)
    e.w = 0
    return e / (e.x + e.y + e.z)
  }
}
