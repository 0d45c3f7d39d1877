import Volumes

/// Mutual information with a cubic B-spline Parzen window on the moving intensities (Mattes et al.
/// 2003), times the fraction of the samples that lie in the moving field of view, so that leaving
/// it never pays. Returned negative, for a descent.
///
/// The curvature is the sum of the outer products of the samples' log likelihood slopes (Dowson &
/// Bowden 2006), which is positive semidefinite.
struct MutualInformationCost {
  var points: SamplePoints
  /// Number of classes of fixed and of moving intensities.
  var bins: Int

  /// The cost of one pose on one level of the moving image.
  func evaluate(_ moving: PreparedImage, _ level: ImageLevel, _ pose: Pose) -> QuadraticModel {
    let samples = MovingSamples(level, low: moving.low, high: moving.high, at: points, pose: pose)
    var joint = JointHistogram(bins: bins)
    joint.fill(points.intensities, samples)
    guard joint.total > 0.05 * Float(points.count), points.count > 0 else {
      return QuadraticModel()
    }
    let information = joint.toLogRatios()
    let overlap = Double(joint.total) / Double(points.count)
    var result = joint.slopes(points, samples).turned(by: level.fromWorld)
    result.value = -overlap * information
    return result
  }
}

/// Fixed × moving intensity classes; the moving axis has a margin of one and a half classes.
private struct JointHistogram {
  var bins: Int
  var total: Float = 0
  /// Counts first, logarithms of ratios of probabilities later.
  var cells: [Float]
  private var width: Int { bins + 3 }

  init(bins: Int) {
    self.bins = bins
    cells = [Float](repeating: 0, count: bins * (bins + 3))
  }

  mutating func fill(_ fixed: [Float], _ samples: MovingSamples) {
    let width = width
    let (top, span) = (Float(bins) - 0.001, Float(bins - 1))
    var sum: Float = 0
    let bins = Float(bins)
    cells.withUnsafeMutableBufferPointer { cells in
      samples.values.withUnsafeBufferPointer { values in
        samples.weights.withUnsafeBufferPointer { weights in
          guard let cells = cells.baseAddress else { return }
          for i in 0..<weights.count where weights[i] > 0 {
            let weight = weights[i]
            let row = cells + Int(max(0, min(top, fixed[i] * bins))) &* width
            let position = max(0, min(1, values[i].w)) * span
            let bin = Int(position)
            let taps = splineWeights(position - Float(bin)) * weight
            row[bin] += taps.x
            row[bin &+ 1] += taps.y
            row[bin &+ 2] += taps.z
            row[bin &+ 3] += taps.w
            sum += weight
          }
        }
      }
    }
    total = sum
  }

  /// Turns counts into log(p(f, m) / (p(f) p(m))) and returns the mutual information in nats.
  mutating func toLogRatios() -> Double {
    var (rows, columns) = (
      [Double](repeating: 0, count: bins), [Double](repeating: 0, count: width)
    )
    for f in 0..<bins {
      for m in 0..<width {
        let value = Double(cells[f * width + m])
        rows[f] += value
        columns[m] += value
      }
    }
    let all = max(1e-12, rows.reduce(0, +))
    var information = 0.0
    // half a count spread as chance would have it keeps empty cells finite
    let prior = 0.5 / all
    for f in 0..<bins {
      for m in 0..<width {
        let chance = max(1e-12, rows[f] / all * columns[m] / all)
        let p = Double(cells[f * width + m]) / all
        let ratio = logarithm((p + prior * chance) / (chance * (1 + prior)))
        information += p * ratio
        cells[f * width + m] = Float(ratio)
      }
    }
    return information
  }

  func slopes(_ points: SamplePoints, _ samples: MovingSamples) -> QuadraticModel {
    let count = points.count
    let (top, span) = (Float(bins) - 0.001, Float(bins - 1))
    let norm = 1 / Float(count)
    var slope = [Float](repeating: 0, count: count)
    var square = [Float](repeating: 0, count: count)
    points.intensities.withUnsafeBufferPointer { fixed in
      samples.values.withUnsafeBufferPointer { values in
        samples.weights.withUnsafeBufferPointer { weights in
          cells.withUnsafeBufferPointer { cells in
            for i in 0..<count where weights[i] > 0 {
              let value = values[i].w
              guard value > 0, value < 1 else { continue }
              let row = Int(max(0, min(top, fixed[i] * Float(bins)))) &* width
              let position = value * span
              let bin = Int(position)
              let at = row &+ bin
              let ratios = SIMD4(cells[at], cells[at &+ 1], cells[at &+ 2], cells[at &+ 3])
              let kappa = (splineSlopes(position - Float(bin)) * ratios).sum() * span
              slope[i] = -kappa * weights[i] * norm
              square[i] = kappa * kappa * weights[i] * norm
            }
          }
        }
      }
    }
    return sums(points, samples, slope, square)
  }

  private func sums(
    _ points: SamplePoints, _ samples: MovingSamples, _ slope: [Float], _ square: [Float]
  ) -> QuadraticModel {
    var result = QuadraticModel()
    samples.values.withUnsafeBufferPointer { values in
      points.positions.withUnsafeBufferPointer { positions in
        guard let v = values.baseAddress, let p = positions.baseAddress else { return }
        result.gradient = slope.withUnsafeBufferPointer { factors in
          factors.baseAddress.map { GradientSums.first(v, p, $0, factors.count) } ?? []
        }
        square.withUnsafeBufferPointer { factors in
          guard let f = factors.baseAddress else { return }
          GradientSums.second(v, p, f, factors.count, into: &result.curvature)
        }
      }
    }
    return result
  }
}

/// The four cubic B-spline weights at fraction `t` of a cell.
@inline(__always)
private func splineWeights(_ t: Float) -> SIMD4<Float> {
  let s = 1 - t
  let w0 = s * s * s / 6
  let w3 = t * t * t / 6
  let w1 = 2 / 3 - t * t * (1 - t / 2)
  return SIMD4(w0, w1, 1 - w0 - w1 - w3, w3)
}

/// Their derivatives with respect to `t`.
@inline(__always)
private func splineSlopes(_ t: Float) -> SIMD4<Float> {
  let s = 1 - t
  let d0 = -s * s / 2
  let d3 = t * t / 2
  let d1 = t * (1.5 * t - 2)
  return SIMD4(d0, d1, -d0 - d1 - d3, d3)
}
