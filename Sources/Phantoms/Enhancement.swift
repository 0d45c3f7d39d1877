import Kernels
import Volumes

extension Composition {
  /// The same head some minutes after gadolinium: vessels, dura and choroid plexus are painted over
  /// the samples of fluid, ventricles and bone; all other samples stay as they are.
  func enhanced(_ anatomy: HeadAnatomy, on grid: Grid, parallel: Parallel) -> Composition {
    let rows = EnhancedRows(composition: self, anatomy: anatomy, grid: grid)
    return Composition(sliceCount: grid.nz, parallel: parallel) { rows.slice($0) }
  }

  /// The first of `mixed` that is not below a voxel.
  fileprivate func firstMixed(from voxel: Int) -> Int {
    var (low, high) = (0, mixed.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(mixed[middle]) < voxel { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Goes through a composition eight voxels at a time and paints where a vessel is near.
private struct EnhancedRows: Sendable {
  let composition: Composition
  let anatomy: HeadAnatomy
  let grid: Grid
  private let vessels = Vessels()
  private let step: SIMD3<Float>
  private let corners: Places
  private let reachMM: Float

  init(composition: Composition, anatomy: HeadAnatomy, grid: Grid) {
    (self.composition, self.anatomy, self.grid) = (composition, anatomy, grid)
    step = SIMD3<Float>(grid.toWorld.column(0))
    let offsets = grid.sampleOffsetsMM
    reachMM = Float(offsets.map(length).max() ?? 0) * 1.3
    var corners = Places(x: Lanes(), y: Lanes(), z: Lanes())
    for (lane, offset) in offsets.enumerated() {
      corners.x[lane] = Float(offset.x)
      corners.y[lane] = Float(offset.y)
      corners.z[lane] = Float(offset.z)
    }
    self.corners = corners
  }

  func slice(_ z: Int) -> CompositionSlice {
    let layer = grid.nx * grid.ny
    var slice = CompositionSlice()
    slice.labels = Array(composition.labels[z * layer..<(z + 1) * layer])
    var next = composition.firstMixed(from: z * layer)
    for y in 0..<grid.ny {
      for x in stride(from: 0, to: grid.nx, by: 8) {
        paint(x, y, z, next: &next, into: &slice)
      }
    }
    return slice
  }

  /// Paints up to eight voxels; `next` is where their mixed voxels begin.
  private func paint(
    _ x: Int, _ y: Int, _ z: Int, next: inout Int, into slice: inout CompositionSlice
  ) {
    let first = y * grid.nx + x
    let count = min(8, grid.nx - x)
    let offset = z * grid.nx * grid.ny
    let hasMixed =
      next < composition.mixed.count && Int(composition.mixed[next]) < offset + first + count
    guard hasMixed || hasGround(slice.labels, first, count) else { return }
    let origin = SIMD3<Float>(grid.toWorld(Vector3(0, Double(y), Double(z))))
    let away = distances(origin, x)
    for lane in 0..<count {
      let place = first + lane
      var packed = UInt64(slice.labels[place]) &* 0x0101_0101_0101_0101
      if next < composition.mixed.count, Int(composition.mixed[next]) == offset + place {
        packed = composition.samples[next]
        next += 1
      }
      if away[lane] < reachMM { packed = painted(packed, at: origin + step * Float(x + lane)) }
      slice.put(packed, at: place, offset: offset)
    }
  }

  @inline(__always)
  private func hasGround(_ labels: [UInt8], _ first: Int, _ count: Int) -> Bool {
    for place in first..<first + count where Vessels.ground >> UInt64(labels[place]) & 1 == 1 {
      return true
    }
    return false
  }

  private func distances(_ origin: SIMD3<Float>, _ x: Int) -> Lanes {
    let count = Lanes(0, 1, 2, 3, 4, 5, 6, 7) + Float(x)
    let site = anatomy.site(
      count * step.x + origin.x, count * step.y + origin.y, count * step.z + origin.z)
    return vessels.distance(site.p, inner: site.inner)
  }

  /// Eight samples of one voxel, painted over.
  private func painted(_ packed: UInt64, at centre: SIMD3<Float>) -> UInt64 {
    let site = anatomy.site(corners.x + centre.x, corners.y + centre.y, corners.z + centre.z)
    var painted = Painted()
    for lane in 0..<8 {
      painted.tissue[lane] = Int32(UInt8(truncatingIfNeeded: packed >> UInt64(8 * lane)))
    }
    vessels.paint(site.p, inner: site.inner, on: &painted)
    var result: UInt64 = 0
    for lane in 0..<8 {
      result |= UInt64(UInt8(truncatingIfNeeded: painted.tissue[lane])) << UInt64(8 * lane)
    }
    return result
  }
}
