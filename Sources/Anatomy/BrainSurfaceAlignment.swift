import Foundation
import Kernels
import Volumes

/// Aligns a template's brain with the brain found in a subject by their surfaces alone.
///
/// Where a head has nothing of the template's detail (other folds, strong atrophy, thick slices) the
/// outline of the brain is what is left to align by. Nine free numbers: turn, shift and a scale along
/// each axis of the template.
struct BrainSurfaceAlignment {
  /// Points on the surface of the template's brain, template mm.
  private let points: [Vector3]
  /// Their middle.
  private let middle: Vector3
  /// Signed distance in mm to the surface of the subject's brain.
  private let distance: Image
  private let worldToVoxel: Affine

  /// Side of the voxels on which distances are kept.
  private static let voxelMM = 2.0
  /// Distances far above this, in mm, hardly count: the cut through the brain stem is arbitrary.
  private static let toleranceMM = 5.0
  /// Turns about the left-right axis that are tried first: an ovoid nods easily.
  private static let nodsDegrees = [-24.0, -12, 0, 12, 24]

  /// Nil where either brain is empty.
  init?(template: Template, brain: Mask, parallel: Parallel) {
    let points = template.brainBorder
    let lattice = brain.grid.axisAligned(voxelMM: Self.voxelMM, marginMM: 20)
    let coarse = brain.resampled(onto: lattice, parallel: parallel)
    guard !points.isEmpty, coarse.count > 0, let back = lattice.fromWorld else { return nil }
    self.points = points
    middle = points.reduce(.zero, +) / Double(points.count)
    distance = coarse.signedDistanceMM(parallel: parallel)
    worldToVoxel = back
  }

  /// The map that brings the surfaces together, and the median distance left, in mm.
  ///
  /// - Parameter start: template world mm to subject world mm, to begin with.
  /// - Returns: the map, and half of the distances lie below the median.
  func refined(_ start: Affine) -> (map: Affine, medianMM: Double) {
    var best: Minimum?
    for nod in Self.nodsDegrees {
      let found = levenbergMarquardt(
        start: [nod * .pi / 180, 0, 0, 0, 0, 0, 0, 0, 0],
        steps: [1e-3, 1e-3, 1e-3, 0.1, 0.1, 0.1, 1e-3, 1e-3, 1e-3], tolerance: 1e-6,
        maxIterations: 40
      ) { residuals(start * change($0)) }
      if found.value < best?.value ?? .infinity { best = found }
    }
    let map = start * change(best?.point ?? [Double](repeating: 0, count: 9))
    let left = distances(under: map).map { abs($0) }.sorted()
    return (map, left[left.count / 2])
  }

  /// Turn and scale about the middle of the template's brain, then shift.
  private func change(_ p: [Double]) -> Affine {
    let turned = rotation(Vector3(p[0], p[1], p[2]))
    let scale = Affine.scaling(Vector3(exp(p[6]), exp(p[7]), exp(p[8])))
    return .translation(middle + Vector3(p[3], p[4], p[5])) * turned * scale
      * .translation(-middle)
  }

  private func residuals(_ map: Affine) -> [Double] {
    distances(under: map).map { distance in
      let d = distance / Self.toleranceMM
      return d / (1 + d * d).squareRoot()
    }
  }

  /// The signed distance of each point where a map takes it.
  private func distances(under map: Affine) -> [Double] {
    distance.voxels.withUnsafeBufferPointer { voxels in
      let field = DistanceField(voxels: voxels, grid: distance.grid, fromWorld: worldToVoxel)
      return points.map { field.distance(at: map($0), voxelMM: Self.voxelMM) }
    }
  }
}

/// Distances on a lattice, for the time of a loop.
private struct DistanceField {
  private let voxels: UnsafeBufferPointer<Float>
  private let grid: Grid
  private let far: Vector3
  private let fromWorld: Affine

  init(voxels: UnsafeBufferPointer<Float>, grid: Grid, fromWorld: Affine) {
    (self.voxels, self.grid, self.fromWorld) = (voxels, grid, fromWorld)
    far = Vector3(Double(grid.nx - 1), Double(grid.ny - 1), Double(grid.nz - 1))
  }

  /// The signed distance at a world position; far outside of the lattice it only grows.
  @inline(__always)
  func distance(at place: Vector3, voxelMM: Double) -> Double {
    let p = fromWorld(place)
    // A step of the search that runs away must cost, not trap.
    guard length(p).isFinite else { return 1e6 }
    let q = pointwiseMin(pointwiseMax(p, .zero), far)
    let beyond = p == q ? 0 : length(p - q) * voxelMM
    let x = min(Int(q.x), grid.nx - 2), y = min(Int(q.y), grid.ny - 2)
    let z = min(Int(q.z), grid.nz - 2)
    let f = q - Vector3(Double(x), Double(y), Double(z))
    let at = x &+ grid.nx &* (y &+ grid.ny &* z)
    let above = at &+ grid.nx &* grid.ny
    let lower = row(at, f.x) * (1 - f.y) + row(at &+ grid.nx, f.x) * f.y
    let upper = row(above, f.x) * (1 - f.y) + row(above &+ grid.nx, f.x) * f.y
    return lower * (1 - f.z) + upper * f.z + beyond
  }

  @inline(__always)
  private func row(_ at: Int, _ share: Double) -> Double {
    Double(voxels[at]) * (1 - share) + Double(voxels[at &+ 1]) * share
  }
}

extension Mask {
  /// Number of points on the border that are compared, about.
  private static let comparedPoints = 3000

  /// Some points of the border, evenly taken from all.
  var sampledBorder: [Vector3] {
    let surface = surfacePlaces
    let step = max(1, surface.count / Self.comparedPoints)
    return stride(from: 0, to: surface.count, by: step).map { surface[$0] }
  }

  /// World positions of the faces between inside and outside voxels, in the order of storage.
  ///
  /// Faces, not centres: centres lie half a voxel inside, and the map would grow by as much.
  fileprivate var surfacePlaces: [Vector3] {
    let steps = [(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)]
    var places: [Vector3] = []
    for z in 1..<max(1, grid.nz - 1) {
      for y in 1..<max(1, grid.ny - 1) {
        for x in 1..<max(1, grid.nx - 1) where self[x, y, z] {
          for (dx, dy, dz) in steps where !self[x + dx, y + dy, z + dz] {
            let face = Vector3(Double(2 * x + dx), Double(2 * y + dy), Double(2 * z + dz)) / 2
            places.append(grid.toWorld(face))
          }
        }
      }
    }
    return places
  }
}
