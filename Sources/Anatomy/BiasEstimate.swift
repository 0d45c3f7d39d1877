import Foundation

/// The smooth part of what the classes do not explain: the logarithm of the bias field.
///
/// The residuals, weighted by the certainty of the classes, are averaged in cells of about 4 mm,
/// smoothed there with a Gaussian and read back by trilinear interpolation.
struct BiasEstimate {
  let box: TissueBox
  let cellSize: SIMD3<Int>
  let cells: SIMD3<Int>
  let sigmaCells: Vector3Double

  typealias Vector3Double = SIMD3<Double>

  init(_ box: TissueBox, fwhmMM: Double) {
    self.box = box
    var size = SIMD3<Int>(repeating: 1)
    var count = SIMD3<Int>(repeating: 1)
    var sigma = Vector3Double.zero
    for (axis, n) in [box.nx, box.ny, box.nz].enumerated() {
      size[axis] = max(1, Int(4 / box.voxelSizeMM[axis] + 0.5))
      count[axis] = (n + size[axis] - 1) / size[axis]
      sigma[axis] = fwhmMM / 2.354_82 / (Double(size[axis]) * box.voxelSizeMM[axis])
    }
    (cellSize, cells, sigmaCells) = (size, count, sigma)
  }

  /// The logarithm of the bias field in every voxel inside, with mean zero.
  ///
  /// Voxels for which `isCounted` is 0 have no say; where that is empty all have.
  func field(
    of values: [Float], _ probabilities: [SIMD4<Float>], _ classes: TissueClasses,
    isCounted: [UInt8] = []
  ) -> [Float] {
    var (residual, certainty) = cellSums(values, probabilities, classes, isCounted)
    smooth(&residual)
    smooth(&certainty)
    for i in residual.indices {
      residual[i] = certainty[i] > 1e-12 ? residual[i] / certainty[i] : 0
    }
    var field = [Float](repeating: 0, count: box.count)
    var sum = 0.0
    for i in field.indices {
      let value = interpolate(residual, at: Int(box.place[i]))
      field[i] = value
      sum += Double(value)
    }
    let mean = Float(sum / Double(max(1, box.count)))
    for i in field.indices { field[i] -= mean }
    return field
  }

  private func cellSums(
    _ values: [Float], _ probabilities: [SIMD4<Float>], _ classes: TissueClasses,
    _ isCounted: [UInt8]
  ) -> (residual: [Float], certainty: [Float]) {
    let total = cells.x * cells.y * cells.z
    var (residual, certainty) = (
      [Float](repeating: 0, count: total), [Float](repeating: 0, count: total)
    )
    let (m, v) = (classes.means, classes.variances)
    let means = SIMD4<Float>(m)
    var precision = SIMD4<Float>(1 / v)
    for k in classes.count..<4 { precision[k] = 0 }
    for i in values.indices where isCounted.isEmpty || isCounted[i] != 0 {
      let place = Int(box.place[i])
      let weights = probabilities[place] * precision
      let cell = cellIndex(place)
      residual[cell] += (weights * (values[i] - means)).sum()
      certainty[cell] += weights.sum()
    }
    return (residual, certainty)
  }

  private func coordinates(_ place: Int) -> SIMD3<Int> {
    let row = place / box.nx
    return SIMD3(place - row * box.nx, row % box.ny, row / box.ny)
  }

  private func cellIndex(_ place: Int) -> Int {
    let p = coordinates(place)
    let c = SIMD3(p.x / cellSize.x, p.y / cellSize.y, p.z / cellSize.z)
    return c.x + cells.x * (c.y + cells.y * c.z)
  }

  private func smooth(_ field: inout [Float]) {
    let strides = SIMD3(1, cells.x, cells.x * cells.y)
    for axis in 0..<3 {
      let radius = max(1, Int(3 * sigmaCells[axis] + 0.5))
      let kernel = (0...radius).map { offset -> Float in
        let t = Double(offset) / max(1e-6, sigmaCells[axis])
        return Float(exp(-0.5 * t * t))
      }
      let source = field
      for i in field.indices {
        let at = (i / strides[axis]) % cells[axis]
        var sum = kernel[0] * source[i]
        for k in 1...radius {
          if at - k >= 0 { sum += kernel[k] * source[i - k * strides[axis]] }
          if at + k < cells[axis] { sum += kernel[k] * source[i + k * strides[axis]] }
        }
        field[i] = sum
      }
    }
  }

  private func interpolate(_ field: [Float], at place: Int) -> Float {
    let p = coordinates(place)
    var (low, high, share) = (SIMD3<Int>.zero, SIMD3<Int>.zero, SIMD3<Float>.zero)
    for axis in 0..<3 {
      let position = (Float(p[axis]) + 0.5) / Float(cellSize[axis]) - 0.5
      let clamped = min(Float(cells[axis] - 1), max(0, position))
      low[axis] = Int(clamped)
      high[axis] = min(cells[axis] - 1, low[axis] + 1)
      share[axis] = clamped - Float(low[axis])
    }
    func line(_ y: Int, _ z: Int) -> Float {
      let row = cells.x * (y + cells.y * z)
      let (a, b) = (field[row + low.x], field[row + high.x])
      return a + share.x * (b - a)
    }
    let (a, b) = (line(low.y, low.z), line(high.y, low.z))
    let (c, d) = (line(low.y, high.z), line(high.y, high.z))
    let (front, back) = (a + share.y * (b - a), c + share.y * (d - c))
    return front + share.z * (back - front)
  }
}
