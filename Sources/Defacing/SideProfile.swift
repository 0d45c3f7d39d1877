import Foundation
import Kernels
import Volumes

/// Positions closer than this count as equal, so that rounding decides nothing.
let positionToleranceMM = 1e-6

/// A brain as far as planes parallel to the left–right axis can tell, in world mm.
struct SideProfile {
  /// Outermost voxel centres of each row of the lattice; the corners of the convex hull are among
  /// them.
  let points: [Vector3]
  /// The mean of all voxel centres.
  let centre: Vector3
  /// The mean of the voxel centres within 2 mm of the foremost one: the frontal pole.
  let pole: Vector3

  /// - Parameter brain: a mask that is not empty.
  init(of brain: Mask) {
    let ends = rowEnds(of: brain)
    let foremost = ends.reduce(-.infinity) { max($0, $1.y) }
    points = ends
    (centre, pole) = means(of: brain, inFrontOf: foremost - 2 - positionToleranceMM)
  }

  /// How far the brain reaches in a direction: the largest product with `normal`, mm.
  func support(_ normal: Vector3) -> Double {
    points.reduce(-.infinity) { max($0, ($1 * normal).sum()) }
  }
}

/// The centres of the first and last inside voxel of every row.
private func rowEnds(of mask: Mask) -> [Vector3] {
  let grid = mask.grid
  var ends: [Vector3] = []
  mask.voxels.withUnsafeBufferPointer { bytes in
    for row in 0..<(grid.ny * grid.nz) {
      let start = row * grid.nx
      var first = 0
      while first < grid.nx && bytes[start + first] == 0 { first += 1 }
      guard first < grid.nx else { continue }
      var last = grid.nx - 1
      while bytes[start + last] == 0 { last -= 1 }
      let (y, z) = (Double(row % grid.ny), Double(row / grid.ny))
      ends.append(grid.toWorld(Vector3(Double(first), y, z)))
      ends.append(grid.toWorld(Vector3(Double(last), y, z)))
    }
  }
  return ends
}

/// The mean of all inside voxel centres, and of those in front of a coronal plane.
private func means(of mask: Mask, inFrontOf limitMM: Double) -> (Vector3, Vector3) {
  var (all, front) = (Vector3.zero, Vector3.zero)
  var (allCount, frontCount) = (0.0, 0.0)
  forEachInside(mask) { p in
    all += p
    allCount += 1
    guard p.y > limitMM else { return }
    front += p
    frontCount += 1
  }
  return (all / max(allCount, 1), front / max(frontCount, 1))
}

/// Calls `body` with the world position of every inside voxel.
@inline(__always)
func forEachInside(_ mask: Mask, _ body: (Vector3) -> Void) {
  let grid = mask.grid
  let step = grid.toWorld.column(0)
  mask.voxels.withUnsafeBufferPointer { bytes in
    for row in 0..<(grid.ny * grid.nz) {
      let start = grid.toWorld(Vector3(0, Double(row % grid.ny), Double(row / grid.ny)))
      for x in 0..<grid.nx where bytes[row * grid.nx + x] != 0 {
        body(start + Double(x) * step)
      }
    }
  }
}

/// The skin of the face as seen from the front: for columns 2 mm apart the foremost point of the
/// head, as far as it lies in front of the brain's middle, from the brow (15 mm below the frontal
/// pole) 120 mm down, and 45 mm to either side.
struct FaceSkin {
  /// World mm.
  let points: [Vector3]

  init(head: Mask, brain: SideProfile) {
    var sheet = FrontSheet(brain: brain)
    let offsets = partCentres(of: head.grid, stepMM: FrontSheet.stepMM)
    forEachInside(head) { near in
      guard sheet.mayHold(near) else { return }
      for offset in offsets { sheet.add(near + offset) }
    }
    points = sheet.points(behind: brain.centre.y)
  }
}

/// The foremost points in columns that run from front to back.
private struct FrontSheet {
  static let stepMM = 2.0
  let columns = 45
  let rows = 60
  let left: Double
  let top: Double
  var front: [Double]

  init(brain: SideProfile) {
    left = brain.centre.x - Double(columns) / 2 * Self.stepMM
    top = brain.pole.z - 15
    front = [Double](repeating: -.infinity, count: columns * rows)
  }

  /// Whether parts of a voxel at `p` may lie in a column; voxels are up to 20 mm long.
  func mayHold(_ p: Vector3) -> Bool {
    p.z < top + 10 && p.x > left - 10 && p.x < left + Double(columns) * Self.stepMM + 10
  }

  mutating func add(_ p: Vector3) {
    let column = (p.x - left + positionToleranceMM) / Self.stepMM
    let row = (top - p.z + positionToleranceMM) / Self.stepMM
    guard column >= 0, row >= 0, column < Double(columns), row < Double(rows) else { return }
    let place = Int(column) + columns * Int(row)
    if p.y > front[place] { front[place] = p.y }
  }

  func points(behind limitMM: Double) -> [Vector3] {
    front.indices.compactMap { place in
      guard front[place] > limitMM else { return nil }
      return Vector3(
        left + (Double(place % columns) + 0.5) * Self.stepMM, front[place],
        top - (Double(place / columns) + 0.5) * Self.stepMM)
    }
  }
}

/// Where the centres of the parts lie, in mm about the voxel's own centre, when voxels longer than
/// `stepMM` are cut so that no column between them stays empty.
private func partCentres(of grid: Grid, stepMM: Double) -> [Vector3] {
  let size = grid.voxelSizeMM
  func places(_ axis: Int) -> [Vector3] {
    let parts = max(1, Int((min(size[axis], 100) / stepMM - positionToleranceMM).rounded(.up)))
    return (0..<parts).map { part in
      grid.toWorld.column(axis) * ((Double(part) + 0.5) / Double(parts) - 0.5)
    }
  }
  let (xs, ys, zs) = (places(0), places(1), places(2))
  return zs.flatMap { z in ys.flatMap { y in xs.map { $0 + y + z } } }
}

/// How much of a head lies at which place when seen from the side, in 2 mm squares.
struct HeadProfile {
  private var counts: [Int] = []
  private var low = SIMD2<Int>(0, 0)
  private var columns = 0
  private var total = 0

  init(of head: Mask) {
    let corners = head.grid.corners.map { head.grid.toWorld($0) }
    let squares = corners.map { Self.square($0) }
    low = squares.reduce(SIMD2(repeating: Int.max)) { pointwiseMin($0, $1) }
    let size = squares.reduce(SIMD2(repeating: Int.min)) { pointwiseMax($0, $1) } &- low &+ 1
    columns = size.x
    var found = [Int](repeating: 0, count: size.x * size.y)
    let (first, width) = (low, columns)
    found.withUnsafeMutableBufferPointer { bins in
      forEachInside(head) { p in
        let place = Self.square(p) &- first
        bins[place.x + width * place.y] += 1
      }
    }
    counts = found
    total = counts.reduce(0, +)
  }

  /// The share of the head beyond a plane parallel to the left–right axis.
  func share(beyond normal: Vector3, _ offsetMM: Double) -> Double {
    var beyond = 0
    for place in counts.indices where counts[place] > 0 {
      let y = 2 * Double(place % columns + low.x) + 1
      let z = 2 * Double(place / columns + low.y) + 1
      if y * normal.y + z * normal.z > offsetMM { beyond += counts[place] }
    }
    return total > 0 ? Double(beyond) / Double(total) : 0
  }

  /// The square that holds a position.
  @inline(__always)
  private static func square(_ p: Vector3) -> SIMD2<Int> {
    // Shifted by a whole number of squares, so that truncation rounds down.
    let shift = 1_000_000
    return SIMD2(
      Int((p.y + positionToleranceMM) / 2 + Double(shift)) - shift,
      Int((p.z + positionToleranceMM) / 2 + Double(shift)) - shift)
  }
}

/// Cosine and sine of an angle.
func unitVector(degrees: Double) -> SIMD2<Double> {
  let angle = degrees * .pi / 180
  return SIMD2(cos(angle), sin(angle))
}

/// The angle in degrees whose tangent is `up` over `along`.
func arcTangent(_ up: Double, _ along: Double) -> Double { atan2(up, along) * 180 / .pi }
