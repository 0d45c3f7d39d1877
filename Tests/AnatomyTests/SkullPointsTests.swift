import Kernels
import Testing
import Volumes

@testable import Anatomy

/// Intensities outwards from a brain: fluid to 2 mm, bone to 8 mm, scalp to 14 mm, air.
private func profile(_ value: (Double) -> Double) -> [Double] {
  (0..<SkullProfile.count).map { k in
    value(SkullProfile.startMM + SkullProfile.stepMM * Double(k))
  }
}

private func head(_ d: Double) -> Double {
  d < 0 ? 300 : d < 2 ? 90 : d < 8 ? 15 : d < 14 ? 500 : 0
}

/// A profile and how far out its skull ends.
struct SkullCase: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var value: @Sendable (Double) -> Double
  var expected: Double?

  init(_ name: String, _ expected: Double?, _ value: @escaping @Sendable (Double) -> Double) {
    (testDescription, self.expected, self.value) = (name, expected, value)
  }
}

@Test(
  "the skull ends where bone meets scalp",
  arguments: [
    SkullCase("intact", 8) { head($0) },
    SkullCase("marrow between the tables", 8) { (4..<6).contains($0) ? 420 : head($0) },
    SkullCase("2 mm of scalp left", 8) { $0 < 10 ? head($0) : 0 },
    SkullCase("scalp removed", nil) { $0 < 8 ? head($0) : 0 },
    SkullCase("cut within the bone", nil) { $0 < 5 ? head($0) : 0 },
    SkullCase("no bone", nil) { $0 < 14 ? 300 : 0 },
    SkullCase("nothing", nil) { _ in 0 },
  ])
func theSkullEndsWhereBoneMeetsScalp(example: SkullCase) throws {
  let found = SkullProfile(low: 0, high: 500).exteriorMM(profile(example.value))
  guard let expected = example.expected else {
    #expect(found == nil)
    return
  }
  #expect(abs(try #require(found) - expected) <= 0.5)
}

@Test func aProfileThatTheFieldOfViewCutsShortHasNoSkull() {
  let short = Array(profile(head).prefix(16))
  #expect(SkullProfile(low: 0, high: 500).exteriorMM(short) == nil)
}

/// Concentric shells about a place off the lattice: brain to 60 mm, fluid to 63, bone to 69, scalp
/// to 75.
struct ShellPhantom {
  var centre = Vector3(1.3, -2.1, 0.7)
  var image: Image

  static let skullMM = 69.0

  init(voxelMM: Vector3, gain: Float = 1, scalp: (Vector3) -> Bool = { _ in true }) {
    let half = Vector3(repeating: 84)
    let count = 2 * half / voxelMM
    let grid = Grid(
      nx: Int(count.x), ny: Int(count.y), nz: Int(count.z),
      toWorld: .scaling(voxelMM, translation: -half))
    image = Image(grid: grid, filledWith: 0)
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx {
          let place = grid.toWorld(Vector3(Double(x), Double(y), Double(z))) - centre
          let r = length(place)
          guard r < 77, r < 67 || scalp(place) else { continue }
          image.voxels[grid.offset(x, y, z)] = gain * Float(Self.value(r))
        }
      }
    }
  }

  /// Edges are ramps as wide as a voxel.
  private static func value(_ r: Double) -> Double {
    let edges = [(60.0, 300.0, 90.0), (63, 90, 15), (69, 15, 500), (75, 500, 0)]
    return edges.reduce(300) { value, edge in
      value + (edge.2 - edge.1) * min(1, max(0, (r - edge.0) / 2 + 0.5))
    }
  }

  var skull: OrientedSurface {
    SkullPoints.surface(
      around: TriangleMesh.icosphere(subdivisions: 3, centre: centre, radiusMM: 60), in: image)
  }

  func errorsMM(_ skull: OrientedSurface) -> [Double] {
    skull.points.indices.filter { skull.isSeen[$0] }.map {
      length(skull.points[$0] - centre) - Self.skullMM
    }
  }
}

@Test(
  "skull points lie on the skull",
  arguments: [Vector3(2, 2, 2), Vector3(1.5, 2, 3)])
func skullPointsLieOnTheSkull(voxelMM: Vector3) {
  let phantom = ShellPhantom(voxelMM: voxelMM)
  let errors = phantom.errorsMM(phantom.skull)
  #expect(errors.count > 600)
  #expect(abs(errors.reduce(0, +)) / Double(errors.count) < 0.3)
  #expect(errors.reduce(0) { $0 + abs($1) } / Double(errors.count) < 0.3)
}

@Test func whereTheScalpIsRemovedThereIsNoSkullAndElsewhereItStays() {
  let phantom = ShellPhantom(voxelMM: Vector3(2, 2, 2), scalp: { $0.y < 20 })
  let skull = phantom.skull
  let front = skull.points.indices.filter { skull.points[$0].y - phantom.centre.y > 26 }
  let back = skull.points.indices.filter { skull.points[$0].y - phantom.centre.y < 10 }
  #expect(front.count > 100 && !front.contains { skull.isSeen[$0] })
  #expect(back.count { skull.isSeen[$0] } > back.count * 95 / 100)
  #expect(phantom.errorsMM(skull).allSatisfy { abs($0) < 1 })
}

@Test func aGainMovesNoPoint() {
  let voxel = Vector3(2, 2, 2)
  let (plain, bright) = (
    ShellPhantom(voxelMM: voxel).skull, ShellPhantom(voxelMM: voxel, gain: 7).skull
  )
  #expect(plain.isSeen == bright.isSeen)
  #expect(zip(plain.points, bright.points).allSatisfy { length($0 - $1) < 1e-3 })
}

@Test(arguments: ["LPS", "PIR", "SAL"]) func theOrderOfTheAxesMovesNoPoint(axes: String) throws {
  let phantom = ShellPhantom(voxelMM: Vector3(2, 2, 2))
  var other = phantom
  other.image = phantom.image.reordered(axes)
  #expect(other.image.grid.toWorld != phantom.image.grid.toWorld)
  let (one, two) = (phantom.skull, other.skull)
  #expect(one.isSeen == two.isSeen)
  #expect(zip(one.points, two.points).allSatisfy { length($0 - $1) < 1e-6 })
}

extension Image {
  /// The same image with other axes, each letter naming the side that an axis runs to.
  fileprivate func reordered(_ axes: String) -> Image {
    let sources = axes.map { letter in
      "RL".contains(letter) ? 0 : "AP".contains(letter) ? 1 : 2
    }
    let flips = axes.map { "LPI".contains($0) }
    let size = SIMD3(grid.nx, grid.ny, grid.nz)
    var columns: [Vector3] = []
    var origin = Vector3.zero
    for (source, isFlipped) in zip(sources, flips) {
      columns.append(grid.toWorld.column(source) * (isFlipped ? -1 : 1))
      if isFlipped { origin[source] = Double(size[source] - 1) }
    }
    let dims = sources.map { size[$0] }
    var result = Image(
      grid: Grid(
        nx: dims[0], ny: dims[1], nz: dims[2],
        toWorld: Affine(
          columns: columns[0], columns[1], columns[2], translation: grid.toWorld(origin))),
      filledWith: 0)
    for z in 0..<dims[2] {
      for y in 0..<dims[1] {
        for x in 0..<dims[0] {
          var at = SIMD3(0, 0, 0)
          for (axis, index) in [x, y, z].enumerated() {
            let source = sources[axis]
            at[source] = flips[axis] ? size[source] - 1 - index : index
          }
          result.voxels[result.grid.offset(x, y, z)] = self[at.x, at.y, at.z]
        }
      }
    }
    return result
  }
}
