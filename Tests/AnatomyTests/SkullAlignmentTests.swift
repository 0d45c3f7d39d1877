import Foundation
import Kernels
import Testing
import Volumes

@testable import Anatomy

/// A head-like surface that no turn maps onto itself: an ovoid with bumps.
private let ovoid: TriangleMesh = {
  var mesh = TriangleMesh.icosphere(subdivisions: 4)
  for i in mesh.vertices.indices {
    let u = mesh.vertices[i]
    let bumps = 1 + 0.03 * cos(3 * u.x + 1) + 0.04 * sin(4 * u.y + u.x) + 0.03 * cos(5 * u.z - u.y)
    mesh.vertices[i] = u * Vector3(72, 92, 70) * bumps + Vector3(0, -18, 8)
  }
  return mesh
}()

private func aligned(
  _ mesh: TriangleMesh, isSeen: [Bool]? = nil, turn: Affine = .identity
) -> SkullAlignment? {
  let reference = OrientedSurface(ovoid)
  return SkullAlignment.align(
    SurfacePairs(OrientedSurface(mesh, isSeen: isSeen), reference, region: .vault),
    SurfacePairs(OrientedSurface(mesh), reference, region: .base), start: .identity, turn: turn)
}

/// A map near the identity with all twelve numbers.
private let map =
  Affine.translation(Vector3(4, -3, 5)) * rotation(Vector3(0.06, -0.04, 0.05))
  * Affine(
    row0: Vector3(0.97, 0.012, -0.01), row1: Vector3(0, 1.03, 0.015), row2: Vector3(0, 0, 0.95),
    translation: .zero)

@Test func theSkullFindsAMapOfTwelveNumbers() throws {
  let found = try #require(aligned(ovoid.transformed(by: map), turn: map))
  #expect(found.verdict == .plausible)
  #expect(abs(found.templateToSubject.determinant / map.determinant - 1) < 0.003)
  let errors = ovoid.vertices.filter { $0.z > 10 }.map {
    length(found.templateToSubject($0) - map($0))
  }
  #expect(errors.reduce(0, +) / Double(errors.count) < 0.5)
  #expect(found.residualMM < 0.2 && found.coverage > 0.9)
}

@Test func theSameSkullNeedsNoMap() throws {
  let found = try #require(aligned(ovoid))
  #expect(abs(found.scaling - 1) < 1e-9 && found.residualMM < 1e-6)
}

@Test func aSideThatIsMissingHardlyMovesTheScaling() throws {
  let moved = ovoid.transformed(by: map)
  let isSeen = ovoid.vertices.map { $0.y < 50 || $0.z > 40 }
  let found = try #require(aligned(moved, isSeen: isSeen, turn: map))
  #expect(found.verdict == .plausible)
  #expect(abs(found.scaling * map.determinant - 1) < 0.005)
}

@Test func pointsThatAreNoSkullLoseTheirSay() throws {
  var moved = ovoid.transformed(by: map)
  for i in moved.vertices.indices where i % 9 == 0 { moved.vertices[i] *= 1.12 }
  let found = try #require(aligned(moved, turn: map))
  #expect(abs(found.scaling * map.determinant - 1) < 0.02)
}

@Test func aFewPointsAreNotBelieved() throws {
  let isSeen = ovoid.vertices.map { $0.z > 74 }
  let found = try #require(aligned(ovoid, isSeen: isSeen))
  guard case .implausible(let sentence) = found.verdict else {
    Issue.record("\(found)")
    return
  }
  #expect(sentence.contains("of the vault of the skull were expected"))
}

@Test func noPointsGiveNoAlignment() {
  #expect(aligned(ovoid, isSeen: ovoid.vertices.map { _ in false }) == nil)
}
