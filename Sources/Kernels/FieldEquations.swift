import Volumes

/// The normal equations of a separable field, which are never written down: they are applied by
/// passing from coefficients to voxels and back.
struct FieldEquations {
  let tensor: SeparableTensor
  let basis: SeparableBasis
  /// None negative, none infinite.
  let weights: [Float]
  let penalty: Double
  let parallel: Parallel

  private var counts: SIMD3<Int> {
    SIMD3(tensor.x.functions, tensor.y.functions, tensor.z.functions)
  }

  /// The coefficients that solve the equations for some values, by conjugate gradients with the
  /// diagonal as preconditioner; ends at a millionth of the first residual.
  func solved(for voxels: [Float]) -> [Double] {
    let right = free(tensor.projection(weighted(voxels), parallel: parallel))
    let scale = diagonal().map { $0 > 0 ? 1 / $0 : 0 }
    var x = [Double](repeating: 0, count: right.count)
    var residual = right
    var direction = multiplied(scale, residual)
    var energy = dot(residual, direction)
    let target = energy * 1e-14
    for _ in 0..<500 where energy > target {
      let image = applied(direction)
      let curvature = dot(direction, image)
      guard curvature > 0 else { break }
      add(energy / curvature, direction, to: &x)
      add(-energy / curvature, image, to: &residual)
      let next = multiplied(scale, residual)
      let nextEnergy = dot(residual, next)
      let share = nextEnergy / energy
      for index in direction.indices { direction[index] = next[index] + share * direction[index] }
      energy = nextEnergy
    }
    return x
  }

  /// Values times weights; a value without a weight may be anything.
  private func weighted(_ voxels: [Float]) -> [Float] {
    voxels.indices.map { weights[$0] > 0 ? weights[$0] * voxels[$0] : 0 }
  }

  /// The left side of the equations for some coefficients.
  private func applied(_ coefficients: [Double]) -> [Double] {
    let voxels = tensor.values(coefficients, parallel: parallel)
    var result = tensor.projection(weighted(voxels), parallel: parallel)
    addRoughness(coefficients, to: &result)
    return free(result)
  }

  /// Coefficients whose product of functions does not belong to the field are zero.
  private func free(_ coefficients: [Double]) -> [Double] {
    var result = coefficients
    forEachIndex { index, place in if !basis.holds(index) { result[place] = 0 } }
    return result
  }

  private func diagonal() -> [Double] {
    var result = tensor.squared.projection(weights, parallel: parallel)
    let isSpline = if case .spline = basis { true } else { false }
    forEachIndex { index, place in
      // six in the middle of a line of squared second differences, for each axis
      result[place] += penalty * (isSpline ? 18 : basis.roughness(index))
    }
    return result
  }

  private func addRoughness(_ coefficients: [Double], to result: inout [Double]) {
    guard penalty > 0 else { return }
    forEachIndex { index, place in
      result[place] += penalty * basis.roughness(index) * coefficients[place]
    }
    guard case .spline = basis else { return }
    let steps = SIMD3(1, counts.x, counts.x * counts.y)
    forEachIndex { index, place in
      for axis in 0..<3 where index[axis] > 0 && index[axis] + 1 < counts[axis] {
        let (below, above) = (place - steps[axis], place + steps[axis])
        let bend = coefficients[below] - 2 * coefficients[place] + coefficients[above]
        result[below] += penalty * bend
        result[place] -= 2 * penalty * bend
        result[above] += penalty * bend
      }
    }
  }

  private func forEachIndex(_ body: (SIMD3<Int>, Int) -> Void) {
    var place = 0
    for k in 0..<counts.z {
      for j in 0..<counts.y {
        for i in 0..<counts.x {
          body(SIMD3(i, j, k), place)
          place += 1
        }
      }
    }
  }
}

private func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for index in a.indices { sum += a[index] * b[index] }
  return sum
}

private func multiplied(_ a: [Double], _ b: [Double]) -> [Double] {
  a.indices.map { a[$0] * b[$0] }
}

private func add(_ factor: Double, _ a: [Double], to b: inout [Double]) {
  for index in a.indices { b[index] += factor * a[index] }
}
