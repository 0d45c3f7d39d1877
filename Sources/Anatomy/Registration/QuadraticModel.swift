import Kernels
import Volumes

/// A cost near a pose: its value, its gradient and a positive semidefinite stand-in for its second
/// derivatives, with respect to the twelve numbers of the pose (row by row).
struct QuadraticModel: Sendable {
  var value = 0.0
  var gradient = [Double](repeating: 0, count: 12)
  /// 12 × 12, row by row.
  var curvature = [Double](repeating: 0, count: 144)

  static func += (left: inout QuadraticModel, right: QuadraticModel) {
    left.value += right.value
    for i in 0..<12 { left.gradient[i] += right.gradient[i] }
    for i in 0..<144 { left.curvature[i] += right.curvature[i] }
  }

  /// The model times a factor.
  func weighted(by factor: Double) -> QuadraticModel {
    QuadraticModel(
      value: value * factor, gradient: gradient.map { $0 * factor },
      curvature: curvature.map { $0 * factor })
  }

  /// The model seen along `tangents` (rows of 12): gradient of n and curvature of n × n.
  func along(_ tangents: [[Double]]) -> (gradient: [Double], curvature: SymmetricMatrix) {
    let n = tangents.count
    let slope = tangents.map { row in (0..<12).reduce(0) { $0 + row[$1] * gradient[$1] } }
    let half = tangents.map { row in
      (0..<12).map { j in (0..<12).reduce(0) { $0 + row[$1] * curvature[$1 * 12 + j] } }
    }
    var result = SymmetricMatrix(order: n)
    for i in 0..<n {
      for j in 0...i {
        let value = (0..<12).reduce(0) { $0 + half[i][$1] * tangents[j][$1] }
        (result[i, j], result[j, i]) = (value, value)
      }
    }
    return (slope, result)
  }

  /// Turns the rows from directions of the moving voxel axes to world directions:
  /// `world = fromWorldᵀ * voxel` for the gradient of the image.
  func turned(by fromWorld: Affine) -> QuadraticModel {
    let rows = fromWorld.rows
    var result = QuadraticModel()
    result.value = value
    for i in 0..<3 {
      for k in 0..<4 {
        result.gradient[i * 4 + k] = (0..<3).reduce(0) { $0 + rows[$1][i] * gradient[$1 * 4 + k] }
      }
    }
    for i in 0..<3 {
      for j in 0..<3 {
        for a in 0..<3 {
          for b in 0..<3 {
            let factor = rows[a][i] * rows[b][j]
            for k in 0..<4 {
              for l in 0..<4 {
                result.curvature[(i * 4 + k) * 12 + j * 4 + l] +=
                  factor * curvature[(a * 4 + k) * 12 + b * 4 + l]
              }
            }
          }
        }
      }
    }
    return result
  }
}
