import Foundation
import Kernels
import Testing
import Volumes

@Suite struct MeshTests {
  @Test(arguments: 0...5)
  func icosphereIsClosed(_ subdivisions: Int) {
    let mesh = TriangleMesh.icosphere(subdivisions: subdivisions)
    let pieces = 1 << (2 * subdivisions)
    #expect(mesh.vertices.count == 10 * pieces + 2)
    #expect(mesh.triangles.count == 20 * pieces)
    #expect(mesh.vertices.allSatisfy { abs(length($0) - 1) < 1e-12 })
    let degrees = mesh.vertexNeighbours.map(\.count)
    #expect(degrees.filter { $0 == 5 }.count == 12)
    #expect(degrees.allSatisfy { $0 == 5 || $0 == 6 })
    var edges: [SIMD2<Int32>: Int] = [:]
    for t in mesh.triangles {
      for (a, b) in [(t.x, t.y), (t.y, t.z), (t.z, t.x)] { edges[SIMD2(a, b), default: 0] += 1 }
    }
    #expect(edges.allSatisfy { $0.value == 1 && edges[SIMD2($0.key.y, $0.key.x)] == 1 })
    #expect(mesh.vertices.count - edges.count / 2 + mesh.triangles.count == 2)
  }

  @Test func volumeAreaAndNormalsAreThoseOfASphere() {
    let mesh = TriangleMesh.icosphere(
      subdivisions: 4, centre: Vector3(10, -20, 30), radiusMM: 70)
    #expect(abs(mesh.volumeMM3 / (4 / 3 * .pi * 343_000) - 1) < 0.005)
    #expect(abs(mesh.areaMM2 / (4 * .pi * 4900) - 1) < 0.005)
    for (vertex, normal) in zip(mesh.vertices, mesh.vertexNormals) {
      #expect(length(normal - (vertex - Vector3(10, -20, 30)) / 70) < 0.01)
    }
    let mirrored = mesh.transformed(by: .scaling(Vector3(-1, 1, 1)))
    #expect(abs(mirrored.volumeMM3 - mesh.volumeMM3) < 1e-3)
  }

  /// Filled voxels of a convex mesh: a centre is inside if it lies behind every triangle.
  @Test(arguments: Fields.voxelsMM)
  func fillingEqualsTheHalfSpaces(_ voxelMM: Vector3) {
    let turn = Fields.rotation(Vector3(1, 0.3, -2), degrees: 37)
    let grid = Grid(
      nx: 17, ny: 15, nz: 11, toWorld: turn * Affine.scaling(voxelMM * 0.9))
    let mesh = TriangleMesh.icosphere(subdivisions: 1, centre: grid.centreMM, radiusMM: 4)
    let mask = mesh.rasterised(on: grid)
    var inside = 0
    Fields.forEachVoxel(grid) { x, y, z in
      let p = Fields.world(grid, x, y, z)
      let behind = mesh.triangles.indices.allSatisfy { index in
        let (a, b, c) = mesh.corners(index)
        return (cross(b - a, c - a) * (p - a)).sum() < 0
      }
      #expect(mask[x, y, z] == behind)
      inside += behind ? 1 : 0
    }
    #expect(inside > 50)
  }

  /// Vertices and edges exactly on lines of voxel centres: no leak, no streak.
  @Test func rowsThroughVerticesAndEdgesDoNotLeak() {
    let corners = (0..<8).map { bits in
      Vector3(bits & 1 == 0 ? 2 : 6, bits & 2 == 0 ? 3 : 7, bits & 4 == 0 ? 1 : 4)
    }
    let sides: [[Int32]] = [
      [0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [2, 6, 7, 3], [0, 4, 6, 2], [1, 3, 7, 5],
    ]
    let mesh = TriangleMesh(
      vertices: corners,
      triangles: sides.flatMap { [SIMD3($0[0], $0[1], $0[2]), SIMD3($0[0], $0[2], $0[3])] })
    #expect(abs(mesh.volumeMM3 - 48) < 1e-12)
    let grid = Grid(nx: 10, ny: 10, nz: 8, toWorld: .identity)
    #expect(mesh.rasterised(on: grid).count == 48)
    var shifted = grid
    shifted.toWorld.translation = Vector3(0.5, 0.5, 0.5)
    #expect(mesh.rasterised(on: shifted).count == 48)
  }

  @Test func partBeyondTheGridIsCutOff() {
    let grid = Grid(nx: 10, ny: 10, nz: 10, toWorld: .identity)
    let mesh = TriangleMesh.icosphere(subdivisions: 2, centre: Vector3(5, 5, 5), radiusMM: 100)
    #expect(mesh.rasterised(on: grid).count == 1000)
    let beside = TriangleMesh.icosphere(subdivisions: 2, centre: Vector3(50, 5, 5), radiusMM: 10)
    #expect(beside.rasterised(on: grid).count == 0)
  }

  @Test func surfaceHoldsTheInside() {
    let grid = Grid(nx: 30, ny: 30, nz: 30, toWorld: .identity)
    let mesh = TriangleMesh.icosphere(subdivisions: 3, centre: Vector3(15, 14, 15), radiusMM: 9)
    let surface = mesh.surfaceRasterised(on: grid)
    let filled = mesh.rasterised(on: grid)
    #expect(differing(surface.holesFilled(), surface.union(filled)) == 0)
    #expect(surface.holesFilled().count > surface.count)
  }
}
