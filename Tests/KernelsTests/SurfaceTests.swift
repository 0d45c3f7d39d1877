import Foundation
import Testing
import Volumes

@testable import Kernels

@Suite struct IsoSurfaceTests {
  /// Every edge in exactly two triangles, once in either direction.
  static func isClosed(_ mesh: TriangleMesh) -> Bool {
    var edges: [SIMD2<Int32>: Int] = [:]
    for t in mesh.triangles {
      for (a, b) in [(t.x, t.y), (t.y, t.z), (t.z, t.x)] { edges[SIMD2(a, b), default: 0] += 1 }
    }
    return edges.allSatisfy { $0.value == 1 && edges[SIMD2($0.key.y, $0.key.x)] == 1 }
  }

  /// All 256 cubes alone, and noise, in which every pair of neighbouring cubes occurs.
  @Test func everyCaseIsClosedAndOutwards() {
    for inside in 1..<256 {
      var mask = Mask(grid: Fields.grid(2, 2, 2))
      for corner in 0..<8 { mask.voxels[corner] = UInt8(inside >> corner & 1) }
      let mesh = mask.isoSurface()
      #expect(Self.isClosed(mesh), "case \(inside)")
      #expect(mesh.volumeMM3 > 0, "case \(inside)")
    }
    for share in [0.2, 0.5, 0.8] {
      let mask = Fields.mask(Fields.grid(13, 12, 11, Fields.voxelsMM[1]), share: share, seed: 3)
      let mesh = mask.isoSurface()
      #expect(Self.isClosed(mesh) && mesh.volumeMM3 > 0 && mesh.triangles.count > 1000)
    }
  }

  /// Below a voxel: the distance from the middle of a ball, on oblique and mirrored grids.
  @Test(arguments: Fields.voxelsMM, [1.0, -1])
  func ballHasItsRadius(_ voxelMM: Vector3, _ side: Double) {
    let turn = Fields.rotation(Vector3(1, 0.3, -2), degrees: 37)
    let size = voxelMM * Vector3(side, 1, 1)
    let dims = (0..<3).map { Int(26 / voxelMM[$0]) }
    let grid = Grid(nx: dims[0], ny: dims[1], nz: dims[2], toWorld: turn * Affine.scaling(size))
    let middle = grid.centreMM + Vector3(0.2, -0.1, 0.3)
    var image = Image(grid: grid)
    Fields.forEachVoxel(grid) {
      image[$0, $1, $2] = Float(10 - length(Fields.world(grid, $0, $1, $2) - middle))
    }
    let mesh = image.isoSurface(at: 2)
    #expect(Self.isClosed(mesh))
    #expect(abs(mesh.volumeMM3 / (4 / 3 * .pi * 512) - 1) < 0.03)
    for vertex in mesh.vertices { #expect(abs(length(vertex - middle) - 8) < 0.16) }
    for (vertex, normal) in zip(mesh.vertices, mesh.vertexNormals) {
      #expect((normal * (vertex - middle)).sum() > 0)
    }
  }

  @Test func borderAndOddValuesAreOutside() {
    var image = Image(grid: Fields.grid(4, 3, 3), filledWith: 5)
    let full = image.isoSurface(at: 5)
    #expect(Self.isClosed(full))
    #expect(full.volumeMM3 > 30 && full.volumeMM3 < 36)
    image[1, 1, 1] = .nan
    image[2, 1, 1] = .infinity
    let holed = image.isoSurface(at: 5)
    #expect(Self.isClosed(holed) && holed.volumeMM3 < full.volumeMM3)
    #expect(holed.vertices.allSatisfy { $0.sum().isFinite })
    #expect(image.isoSurface(at: .nan).triangles.isEmpty)
    #expect(Image(grid: image.grid).isoSurface(at: 1).vertices.isEmpty)
  }

  @Test func rasterisedSurfaceIsTheMask() {
    let mask = Fields.mask(Fields.grid(12, 11, 10, Fields.voxelsMM[2]), share: 0.4, seed: 8)
    #expect(differing(mask.isoSurface().rasterised(on: mask.grid), mask) == 0)
  }
}

@Suite struct ConvexHullTests {
  @Test func planarCornersInOrder() {
    let cases: [([SIMD2<Int>], [SIMD2<Int>])] = [
      ([], []),
      ([[3, 4], [3, 4]], [[3, 4]]),
      ([[0, 0], [2, 2], [1, 1]], [[0, 0], [2, 2]]),
      (
        [[0, 0], [4, 0], [4, 4], [0, 4], [2, 2], [2, 0], [0, 4]],
        [[0, 0], [4, 0], [4, 4], [0, 4]]
      ),
    ]
    for (points, corners) in cases { #expect(planarHull(of: points) == corners) }
  }

  @Test func cubeWithManyPointsInItsSidesHasEightCorners() throws {
    var points: [Vector3] = []
    Fields.forEachVoxel(Fields.grid(6, 6, 6)) {
      points.append(Vector3(Double($0), Double($1), Double($2)))
    }
    let hull = try #require(TriangleMesh.convexHull(of: points + points))
    #expect(IsoSurfaceTests.isClosed(hull))
    #expect(hull.vertices.count == 8 && hull.triangles.count == 12)
    #expect(abs(hull.volumeMM3 - 125) < 1e-9)
  }

  @Test func randomPointsLieWithinAndCornersAreExtreme() throws {
    let random = CounterRandom(seed: 5)
    let points = (0..<500).map { index -> Vector3 in
      let p = (0..<3).map { random.normal(stream: UInt64($0), index: UInt64(index)) }
      return Vector3(p[0] * 30, p[1] * 70, p[2] * 50)
    }
    let hull = try #require(TriangleMesh.convexHull(of: points + [Vector3(.nan, 0, 0)]))
    #expect(IsoSurfaceTests.isClosed(hull))
    #expect(hull.vertices.count - hull.triangles.count * 3 / 2 + hull.triangles.count == 2)
    for index in hull.triangles.indices {
      let (a, b, c) = hull.corners(index)
      let normal = cross(b - a, c - a)
      let worst = points.map { ((normal / length(normal)) * ($0 - a)).sum() }.max() ?? 1
      #expect(worst < 1e-3)
    }
  }

  @Test func flatSetsHaveNoVolume() {
    let line = (0..<9).map { Vector3(Double($0), Double($0) * 2, 1) }
    #expect(TriangleMesh.convexHull(of: []) == nil)
    #expect(TriangleMesh.convexHull(of: [.zero, .zero]) == nil)
    #expect(TriangleMesh.convexHull(of: line) == nil)
    #expect(TriangleMesh.convexHull(of: line + [Vector3(5, 0, 1), Vector3(-4, 3, 1)]) == nil)
  }

  /// A voxel is in the hull exactly when it lies behind all faces; checked by separating planes of
  /// all triples of corners.
  @Test(arguments: [3, 5, 7, 12])
  func maskHullEqualsHalfSpaces(_ count: Int) {
    let grid = Fields.grid(9, 8, 7, Fields.voxelsMM[1])
    let random = CounterRandom(seed: UInt64(count))
    var mask = Mask(grid: grid)
    for index in 0..<count {
      mask.voxels[random.integer(below: grid.voxelCount, index: UInt64(index))] = 1
    }
    var points: [SIMD3<Int>] = []
    Fields.forEachVoxel(grid) { if mask[$0, $1, $2] { points.append(SIMD3($0, $1, $2)) } }
    let hull = mask.convexHull()
    #expect(mask.subtracting(hull).count == 0)
    if points.count > 3 { #expect(differing(hull, Self.bruteHull(grid, points)) == 0) }
  }

  @Test func flatMasksAreFilledWithinTheirPlane() {
    let grid = Fields.grid(11, 9, 8)
    var mask = Mask(grid: grid)
    for (x, y) in [(1, 1), (9, 1), (1, 7)] { mask[x, y, 4] = true }
    let hull = mask.convexHull()
    Fields.forEachVoxel(grid) { x, y, z in
      let inside = z == 4 && x >= 1 && y >= 1 && 6 * (x - 1) + 8 * (y - 1) <= 48
      #expect(hull[x, y, z] == inside)
    }
    var line = Mask(grid: grid)
    line[0, 0, 0] = true
    line[6, 4, 2] = true
    #expect(line.convexHull().count == 3)
    #expect(Mask(grid: grid).convexHull().count == 0)
    var one = Mask(grid: grid)
    one[3, 3, 3] = true
    #expect(one.convexHull() == one)
  }

  private static func bruteHull(_ grid: Grid, _ points: [SIMD3<Int>]) -> Mask {
    var result = Mask(grid: grid, filled: true)
    for a in points {
      for b in points {
        for c in points {
          let n = crossed(b &- a, c &- a)
          func height(_ p: SIMD3<Int>) -> Int {
            let d = p &- a
            return n.x * d.x + n.y * d.y + n.z * d.z
          }
          guard n != .zero, points.allSatisfy({ height($0) <= 0 }) else { continue }
          Fields.forEachVoxel(grid) {
            if height(SIMD3($0, $1, $2)) > 0 { result[$0, $1, $2] = false }
          }
        }
      }
    }
    return result
  }
}
