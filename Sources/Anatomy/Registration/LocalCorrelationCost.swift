import Kernels
import Volumes

/// How well, within each block of samples, the moving intensities follow a parabola of the fixed
/// intensities: the mean over samples of ½ log(1 - R²), which is minus the information that a
/// Gaussian relation carries. Zero for unrelated images, negative for related ones.
///
/// Fitting each block by itself makes the cost blind to bias fields and lets the contrast differ
/// from place to place (compare the local Pearson correlation of Saad et al. 2009). Coefficients are
/// eliminated exactly (variable projection, Kaufman 1975), which gives a Gauss–Newton curvature.
struct LocalCorrelationCost {
  var points: SamplePoints
  /// The standard deviation of noise, as a part of the moving range, below which structure is void.
  var noise = 0.02

  /// The cost of one pose on one level of the moving image.
  func evaluate(
    _ moving: PreparedImage, _ level: ImageLevel, _ pose: Pose, parallel: Parallel = .serial
  ) -> QuadraticModel {
    let samples = MovingSamples(level, low: moving.low, high: moving.high, at: points, pose: pose)
    let blocks = points.blockStarts.count - 1
    let groups = 16
    var parts = [QuadraticModel](repeating: QuadraticModel(), count: groups)
    parts.withUnsafeMutableBufferPointer { parts in
      nonisolated(unsafe) let parts = parts
      parallel.forEach(groups) { group in
        for block in blocks * group / groups..<blocks * (group + 1) / groups {
          parts[group] += self.block(block, samples)
        }
      }
    }
    var result = QuadraticModel()
    for part in parts { result += part }
    return result.turned(by: level.fromWorld)
  }

  /// For each block the weight of its samples in view and the explained part of their variance.
  func likeness(_ moving: PreparedImage, _ level: ImageLevel, _ pose: Pose) -> [BlockLikeness] {
    let samples = MovingSamples(level, low: moving.low, high: moving.high, at: points, pose: pose)
    return (0..<points.blockStarts.count - 1).map { block in
      withRun(block, samples) { $0.likeness(noise: noise) } ?? BlockLikeness()
    }
  }

  private func block(_ block: Int, _ samples: MovingSamples) -> QuadraticModel {
    withRun(block, samples) { $0.model(noise: noise, norm: 1 / Double(points.count)) }
      ?? QuadraticModel()
  }

  private func withRun<Result>(
    _ block: Int, _ samples: MovingSamples, _ body: (BlockRun) -> Result
  ) -> Result? {
    let range = points.blockStarts[block]..<points.blockStarts[block + 1]
    return points.intensities.withUnsafeBufferPointer { fixed in
      samples.values.withUnsafeBufferPointer { values in
        samples.weights.withUnsafeBufferPointer { weights in
          points.positions.withUnsafeBufferPointer { positions in
            guard let f = fixed.baseAddress, let v = values.baseAddress,
              let w = weights.baseAddress, let p = positions.baseAddress
            else { return nil }
            return body(
              BlockRun(
                fixed: f + range.lowerBound, values: v + range.lowerBound,
                weights: w + range.lowerBound, positions: p + range.lowerBound,
                count: range.count))
          }
        }
      }
    }
  }
}

/// What one block of samples says of likeness.
struct BlockLikeness {
  /// Sum of the weights of the samples in the moving field of view.
  var weight = 0.0
  /// Fraction of the moving variance explained by the fixed intensities, 0…1.
  var explained = 0.0
}

/// The samples of one block.
private struct BlockRun {
  var fixed: UnsafePointer<Float>
  var values: UnsafePointer<SIMD4<Float>>
  var weights: UnsafePointer<Float>
  var positions: UnsafePointer<SIMD4<Float>>
  var count: Int

  /// The variance left by the fit and the whole variance, both times weight and above the noise.
  private func rests(_ fit: ParabolaFit, _ noise: Double) -> (rest: Double, total: Double)? {
    guard fit.weight >= 12, let coefficients = fit.coefficients else { return nil }
    let floor = noise * noise * fit.weight
    let total = max(0, fit.total) + floor
    return (min(total, max(0, fit.rest(coefficients)) + floor), total)
  }

  func likeness(noise: Double) -> BlockLikeness {
    let fit = ParabolaFit(fixed, values, weights, count)
    guard let (rest, total) = rests(fit, noise) else { return BlockLikeness(weight: fit.weight) }
    return BlockLikeness(weight: fit.weight, explained: 1 - rest / total)
  }

  func model(noise: Double, norm: Double) -> QuadraticModel {
    let fit = ParabolaFit(fixed, values, weights, count)
    guard let (rest, total) = rests(fit, noise), let coefficients = fit.coefficients,
      let inverse = fit.inverse
    else { return QuadraticModel() }
    var model = QuadraticModel()
    model.value = 0.5 * fit.weight * logarithm(rest / total) * norm
    let scale = fit.weight * norm
    slopes(fit, coefficients, scale / rest, scale / total, &model)
    curvature(fit, inverse, scale * (1 / rest - 1 / total), &model)
    return model
  }

  private func slopes(
    _ fit: ParabolaFit, _ c: SIMD4<Double>, _ perRest: Double, _ perTotal: Double,
    _ model: inout QuadraticModel
  ) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { factors in
      guard let factors = factors.baseAddress else { return }
      let (c0, c1, c2, middle) = (Float(c.x), Float(c.y), Float(c.z), fit.middle)
      let (a, b, mean) = (Float(perRest), Float(perTotal), Float(fit.mean))
      for i in 0..<count {
        let u = fixed[i] - middle
        let m = values[i].w
        factors[i] = weights[i] * (a * (m - c0 - u * (c1 + u * c2)) - b * (m - mean))
      }
      model.gradient = GradientSums.first(values, positions, factors, count)
    }
  }

  /// factor * (Σ w j jᵀ - C G⁻¹ Cᵀ), where C holds the sums of w φ j over the samples.
  private func curvature(
    _ fit: ParabolaFit, _ inverse: Affine, _ factor: Double, _ model: inout QuadraticModel
  ) {
    GradientSums.second(values, positions, weights, count, into: &model.curvature)
    var sums: [[Double]] = []
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { factors in
      guard let factors = factors.baseAddress else { return }
      for i in 0..<count { factors[i] = weights[i] }
      for _ in 0..<3 {
        sums.append(GradientSums.first(values, positions, factors, count))
        for i in 0..<count { factors[i] *= fixed[i] - fit.middle }
      }
    }
    let rows = inverse.rows
    for i in 0..<12 {
      let left = Vector3(sums[0][i], sums[1][i], sums[2][i])
      let mapped = Vector3(dot(rows[0], left), dot(rows[1], left), dot(rows[2], left))
      for j in 0..<12 {
        let inner = mapped.x * sums[0][j] + mapped.y * sums[1][j] + mapped.z * sums[2][j]
        model.curvature[i * 12 + j] = factor * (model.curvature[i * 12 + j] - inner)
      }
    }
  }
}

/// The weighted least-squares fit m ≈ c0 + c1 u + c2 u², u = f - middle, with a faint ridge.
private struct ParabolaFit {
  var weight = 0.0
  var middle: Float = 0
  var mean = 0.0
  /// Σ w (m - mean)².
  var total = 0.0
  private var gram = Affine.identity
  private var right = Vector3.zero
  private var squares = 0.0

  init(
    _ fixed: UnsafePointer<Float>, _ values: UnsafePointer<SIMD4<Float>>,
    _ weights: UnsafePointer<Float>, _ count: Int
  ) {
    var (w0, f1, m1): (Float, Float, Float) = (0, 0, 0)
    for i in 0..<count {
      w0 += weights[i]
      f1 += weights[i] * fixed[i]
      m1 += weights[i] * values[i].w
    }
    weight = Double(w0)
    guard w0 > 0 else { return }
    middle = f1 / w0
    mean = Double(m1) / weight
    gather(fixed, values, weights, count)
  }

  private mutating func gather(
    _ fixed: UnsafePointer<Float>, _ values: UnsafePointer<SIMD4<Float>>,
    _ weights: UnsafePointer<Float>, _ count: Int
  ) {
    var moments = SIMD8<Double>.zero  // u, u², u³, u⁴, m, um, u²m, m² with m about its mean
    let centre = Float(mean)
    for i in 0..<count {
      let u = fixed[i] - middle
      let m = values[i].w - centre
      let w = weights[i]
      let (wu, wm) = (w * u, w * m)
      let (wuu, um) = (wu * u, wm * u)
      let terms = SIMD8<Float>(wu, wuu, wuu * u, wuu * u * u, wm, um, um * u, wm * m)
      moments += SIMD8<Double>(terms)
    }
    let ridge = 1e-5 * weight
    gram = Affine(
      row0: Vector3(weight, moments[0], moments[1]),
      row1: Vector3(moments[0], moments[1] + ridge, moments[2]),
      row2: Vector3(moments[1], moments[2], moments[3] + ridge), translation: .zero)
    right = Vector3(moments[4], moments[5], moments[6])
    squares = moments[7]
    total = squares - moments[4] * moments[4] / weight
  }

  var inverse: Affine? { gram.inverse }

  /// c0, c1, c2 for m itself (not about its mean); the last lane is zero.
  var coefficients: SIMD4<Double>? {
    guard let inverse else { return nil }
    let c = inverse.direction(right)
    return SIMD4(c.x + mean, c.y, c.z, 0)
  }

  /// Σ w r².
  func rest(_ coefficients: SIMD4<Double>) -> Double {
    let c = Vector3(coefficients.x - mean, coefficients.y, coefficients.z)
    return squares - 2 * dot(c, right) + dot(c, gram.direction(c))
  }
}
