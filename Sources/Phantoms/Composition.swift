import Kernels
import Volumes

/// What every voxel of a grid is made of: one tissue, or eight samples where tissues meet.
struct Composition: Sendable {
  /// `Tissue.rawValue` that fills most of each voxel.
  var labels: [UInt8]
  /// The voxels where tissues meet, in ascending order.
  var mixed: [Int32]
  /// Their eight samples, one byte each.
  var samples: [UInt64]
}

extension Composition {
  /// Asks the anatomy at every voxel of the grid; slices are shared among threads.
  init(of anatomy: HeadAnatomy, on grid: Grid, parallel: Parallel) {
    self.init(sliceCount: grid.nz, parallel: parallel) { z in
      CompositionSlice(z: z, anatomy: anatomy, grid: grid)
    }
  }

  /// Puts slices together that are made one by one, in any order.
  init(
    sliceCount: Int, parallel: Parallel, slice: @Sendable (Int) -> CompositionSlice
  ) {
    var slices = [CompositionSlice](repeating: CompositionSlice(), count: sliceCount)
    slices.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let out = buffer
      parallel.forEach(sliceCount) { z in out[z] = slice(z) }
    }
    labels = []
    mixed = []
    samples = []
    labels.reserveCapacity(slices.reduce(0) { $0 + $1.labels.count })
    mixed.reserveCapacity(slices.reduce(0) { $0 + $1.mixed.count })
    samples.reserveCapacity(mixed.capacity)
    for slice in slices {
      labels += slice.labels
      mixed += slice.mixed
      samples += slice.samples
    }
  }
}

extension Grid {
  /// From the middle of a voxel to its eight samples, in world mm.
  var sampleOffsetsMM: [Vector3] {
    (0..<8).map { bits in
      toWorld.direction(
        Vector3(
          bits & 1 == 0 ? -0.25 : 0.25, bits & 2 == 0 ? -0.25 : 0.25,
          bits & 4 == 0 ? -0.25 : 0.25))
    }
  }
}

/// One slice of a composition.
struct CompositionSlice {
  var labels: [UInt8] = []
  var mixed: [Int32] = []
  var samples: [UInt64] = []

  init() {}

  /// Keeps the eight samples of a voxel of the grid, or their tissue alone where they are the same.
  @inline(__always)
  mutating func put(_ packed: UInt64, at place: Int, offset: Int) {
    labels[place] = most(packed)
    guard packed != (packed & 0xff) &* 0x0101_0101_0101_0101 else { return }
    mixed.append(Int32(offset + place))
    samples.append(packed)
  }

  init(z: Int, anatomy: HeadAnatomy, grid: Grid) {
    labels = [UInt8](repeating: 0, count: grid.nx * grid.ny)
    let rows = RowPainter(anatomy: anatomy, grid: grid)
    for y in 0..<grid.ny { rows.paint(y: y, z: z, into: &self) }
  }
}

/// Paints one row of voxels after another, eight at a time.
private struct RowPainter {
  var anatomy: HeadAnatomy
  var grid: Grid
  private let step: SIMD3<Float>
  private let blockMM: Float
  private let reachMM: Float
  private let corners: [SIMD3<Float>]

  init(anatomy: HeadAnatomy, grid: Grid) {
    self.anatomy = anatomy
    self.grid = grid
    step = SIMD3<Float>(grid.toWorld.column(0))
    blockMM = 8 * Float(grid.voxelSizeMM.x)
    corners = grid.sampleOffsetsMM.map(SIMD3<Float>.init)
    reachMM = Float(grid.sampleOffsetsMM.map(length).max() ?? 0) * 1.3
  }

  func paint(y: Int, z: Int, into slice: inout CompositionSlice) {
    let origin = SIMD3<Float>(grid.toWorld(Vector3(0, Double(y), Double(z))))
    var x = 0
    while x < grid.nx {
      let count = Lanes(0, 1, 2, 3, 4, 5, 6, 7) + Float(x)
      let (painted, clearance) = anatomy.paint(
        count * step.x + origin.x, count * step.y + origin.y, count * step.z + origin.z,
        reachMM: reachMM)
      let row = y * grid.nx
      for lane in 0..<min(8, grid.nx - x) {
        let place = row + x + lane
        slice.labels[place] = UInt8(truncatingIfNeeded: painted.tissue[lane])
        if painted.marginMM[lane] < reachMM {
          let centre = origin + step * Float(x + lane)
          refine(place, at: centre, z: z, into: &slice)
        }
      }
      x += 8 * (1 + blocksToPass(clearance))
    }
  }

  /// How many of the next blocks lie wholly in the air around the head.
  private func blocksToPass(_ clearanceMM: Float) -> Int {
    let blocks = clearanceMM * 0.6 / blockMM
    return blocks > 1 && blocks < 10_000 ? Int(blocks) - 1 : 0
  }

  /// Asks at eight places within the voxel; keeps them where they differ.
  private func refine(
    _ place: Int, at centre: SIMD3<Float>, z: Int, into slice: inout CompositionSlice
  ) {
    var dx = Lanes()
    var dy = Lanes()
    var dz = Lanes()
    for lane in 0..<8 {
      (dx[lane], dy[lane], dz[lane]) = (corners[lane].x, corners[lane].y, corners[lane].z)
    }
    let tissue = anatomy.paint(dx + centre.x, dy + centre.y, dz + centre.z, reachMM: 0.01).painted
      .tissue
    var packed: UInt64 = 0
    for lane in 0..<8 {
      packed |= UInt64(UInt8(truncatingIfNeeded: tissue[lane])) << UInt64(8 * lane)
    }
    slice.put(packed, at: place, offset: z * grid.nx * grid.ny)
  }
}

/// The most frequent of eight bytes, the first of them where two are equal.
private func most(_ packed: UInt64) -> UInt8 {
  var best: UInt8 = 0
  var bestCount = 0
  for lane in 0..<8 {
    let value = UInt8(truncatingIfNeeded: packed >> UInt64(8 * lane))
    var count = 0
    for other in 0..<8 where UInt8(truncatingIfNeeded: packed >> UInt64(8 * other)) == value {
      count += 1
    }
    if count > bestCount { (best, bestCount) = (value, count) }
  }
  return best
}
