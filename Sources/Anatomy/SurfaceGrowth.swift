import Kernels
import Volumes

extension DeformableSurface {
  /// Moves the surface `iterations` times under the forces.
  mutating func grow(
    under forces: SurfaceForces, in image: Image, iterations: Int, prior: ShapePrior? = nil
  ) {
    image.voxels.withUnsafeBufferPointer { voxels in
      guard let base = voxels.baseAddress,
        let probe = IntensityProbe(voxels: base, grid: image.grid)
      else { return }
      var edge = meanEdgeMM()
      var next = positions
      var normals = positions
      for iteration in 0..<iterations {
        if iteration == 50 || iteration % 100 == 0 { edge = meanEdgeMM() }
        let share = Double(iteration) / Double(iterations)
        self.normals(into: &normals)
        step(
          into: &next, normals, forces, probe, edgeMM: edge,
          bulge: forces.bulgeFactor(atShare: share),
          prior: prior)
        swap(&positions, &next)
      }
    }
  }

  private func step(
    into next: inout [Vector3], _ normals: [Vector3], _ forces: SurfaceForces,
    _ probe: IntensityProbe, edgeMM: Double,
    bulge: Double, prior: ShapePrior?
  ) {
    next.withUnsafeMutableBufferPointer { next in
      positions.withUnsafeBufferPointer { p in
        normals.withUnsafeBufferPointer { normals in
          neighbours.withUnsafeBufferPointer { neighbours in
            valence.withUnsafeBufferPointer { valence in
              let around = VertexNeighbours(neighbours, valence)
              PriorField.reading(prior) { prior in
                for i in 0..<p.count {
                  let (point, normal) = (p[i], normals[i])
                  let towards = around.mean(of: i, p) - point
                  let normalPart = (towards * normal).sum()
                  let tangential = towards - normalPart * normal
                  let smoothing = forces.smoothing(
                    normalPart: normalPart, edgeMM: edgeMM, bulge: bulge)
                  let pull = 0.05 * edgeMM * forces.pull(at: point, normal: normal, probe: probe)
                  let push = prior?.push(at: point) ?? 0
                  next[i] =
                    point + 0.5 * tangential + (smoothing * normalPart + pull + push) * normal
                }
              }
            }
          }
        }
      }
    }
  }
}

/// The neighbours of the vertices of a surface, for the time of one step.
private struct VertexNeighbours {
  private let neighbours: UnsafeBufferPointer<Int32>
  private let valence: UnsafeBufferPointer<Int32>

  init(_ neighbours: UnsafeBufferPointer<Int32>, _ valence: UnsafeBufferPointer<Int32>) {
    (self.neighbours, self.valence) = (neighbours, valence)
  }

  @inline(__always)
  func mean(of i: Int, _ p: UnsafeBufferPointer<Vector3>) -> Vector3 {
    let count = Int(valence[i])
    var sum = Vector3.zero
    for k in 0..<count { sum += p[Int(neighbours[DeformableSurface.slots &* i &+ k])] }
    return sum / Double(count)
  }
}
