import Volumes

extension Image {
  /// The surface at which the values cross `level`, between voxel centres where linear
  /// interpolation puts it (Lorensen & Cline 1987): closed, every edge in exactly two triangles,
  /// oriented from the voxels of `level` or more outwards.
  ///
  /// Beyond the field of view, and in voxels that are not a number, all is outside: there the
  /// surface stands half a voxel from the last inside centre. Inside voxels that touch only across
  /// an edge or a corner are parted.
  ///
  /// - Parameter level: in units of the values.
  /// - Returns: a mesh in world mm; empty where no value reaches the level.
  public func isoSurface(at level: Float) -> TriangleMesh {
    guard !voxels.isEmpty else { return TriangleMesh(vertices: [], triangles: []) }
    var walk = SurfaceWalk(grid: grid, level: level)
    voxels.withUnsafeBufferPointer { source in
      guard let p = source.baseAddress else { return }
      for z in 0...grid.nz {
        walk.advance(to: z < grid.nz ? p + z * grid.nx * grid.ny : nil, z)
      }
    }
    var mesh = TriangleMesh(vertices: walk.vertices, triangles: walk.triangles)
      .transformed(by: grid.toWorld)
    if grid.toWorld.determinant == 0 { mesh = TriangleMesh(vertices: [], triangles: []) }
    return mesh
  }
}

extension Mask {
  /// The surface of the mask half way between inside and outside centres, closed and oriented
  /// outwards, world mm.
  public func isoSurface() -> TriangleMesh { Image(self).isoSurface(at: 0.5) }
}

/// The layer between two slices of an image, as it moves through it. Slices carry a margin of one
/// voxel of nothing on every side.
private struct SurfaceWalk {
  /// In voxel indices.
  var vertices: [Vector3] = []
  var triangles: [SIMD3<Int32>] = []
  private let level: Float
  private let nx: Int
  private let ny: Int
  /// Voxels of a row of a slice with its margin.
  private let width: Int
  private var lower: [Float]
  private var upper: [Float]
  /// The vertices on edges along x, y (lower slice, then upper slice) and z.
  private var numbers: [[Int32]]

  init(grid: Grid, level: Float) {
    (nx, ny, self.level) = (grid.nx, grid.ny, level)
    width = nx + 2
    let count = width * (ny + 2)
    lower = [Float](repeating: .nan, count: count)
    upper = lower
    numbers = [[Int32]](repeating: [Int32](repeating: -1, count: count), count: 5)
  }

  /// Moves the layer up to slice `z`; nil for the margin above the last slice.
  mutating func advance(to slice: UnsafePointer<Float>?, _ z: Int) {
    swap(&lower, &upper)
    numbers.swapAt(0, 2)
    numbers.swapAt(1, 3)
    load(slice)
    for y in 0..<ny + 2 {
      for x in 0..<width { placeVertices(x, y, z) }
    }
    addTriangles()
  }

  private mutating func load(_ slice: UnsafePointer<Float>?) {
    upper.withUnsafeMutableBufferPointer { upper in
      guard let to = upper.baseAddress else { return }
      for y in 0..<ny {
        let row = to + (y + 1) * width + 1
        guard let slice else {
          row.update(repeating: .nan, count: nx)
          continue
        }
        row.update(from: slice + y * nx, count: nx)
      }
    }
  }

  /// Vertices on the edges that start at a corner of the upper slice, and on that down from it.
  @inline(__always)
  private mutating func placeVertices(_ x: Int, _ y: Int, _ z: Int) {
    let here = x + width * y
    let (value, below) = (upper[here], lower[here])
    let isInside = value >= level
    let place = Vector3(Double(x - 1), Double(y - 1), Double(z))
    if x + 1 < width, (upper[here + 1] >= level) != isInside {
      numbers[2][here] = add(place, 0, crossing(value, upper[here + 1]))
    }
    if y <= ny, (upper[here + width] >= level) != isInside {
      numbers[3][here] = add(place, 1, crossing(value, upper[here + width]))
    }
    if (below >= level) != isInside {
      numbers[4][here] = add(place - Vector3(0, 0, 1), 2, crossing(below, value))
    }
  }

  private mutating func add(_ place: Vector3, _ axis: Int, _ share: Double) -> Int32 {
    var vertex = place
    vertex[axis] += share
    vertices.append(vertex)
    return Int32(vertices.count - 1)
  }

  /// How far the level lies on the way from one value to the next; the ends are kept apart, so that
  /// no triangle is without an area.
  private func crossing(_ from: Float, _ to: Float) -> Double {
    let share = (Double(level) - Double(from)) / (Double(to) - Double(from))
    return share.isNaN ? 0.5 : min(max(share, 1e-3), 1 - 1e-3)
  }

  private mutating func addTriangles() {
    let table = MarchingCubesTable.shared
    for y in 0...ny {
      var inside = column(0, y)
      for x in 0...nx {
        inside = inside & 0x55 | column(x + 1, y) << 1
        if inside != 0 && inside != 0xFF { addTriangles(table, inside, x + width * y) }
        inside = inside >> 1
      }
    }
  }

  /// Which of the four corners of a cube at x are inside, in the bits of x = 0.
  @inline(__always)
  private func column(_ x: Int, _ y: Int) -> Int {
    let here = x + width * y
    return (lower[here] >= level ? 1 : 0) | (lower[here + width] >= level ? 4 : 0)
      | (upper[here] >= level ? 16 : 0) | (upper[here + width] >= level ? 64 : 0)
  }

  private mutating func addTriangles(_ table: MarchingCubesTable, _ inside: Int, _ here: Int) {
    let range = Int(table.starts[inside])..<Int(table.starts[inside + 1])
    for first in stride(from: range.lowerBound, to: range.upperBound, by: 3) {
      triangles.append(
        SIMD3(
          number(table, first, here), number(table, first + 1, here),
          number(table, first + 2, here)))
    }
  }

  /// The vertex on an edge of the cube whose corner 0 is at `here`.
  @inline(__always)
  private func number(_ table: MarchingCubesTable, _ place: Int, _ here: Int) -> Int32 {
    let edge = Int(table.edges[place])
    let corner = table.corners[edge]
    let at = here + (corner & 1) + (corner >> 1 & 1) * width
    let isUpper = corner & 4 != 0
    switch table.axes[edge] {
    case 0: return numbers[isUpper ? 2 : 0][at]
    case 1: return numbers[isUpper ? 3 : 1][at]
    default: return numbers[4][at]
    }
  }
}
