import Anatomy
import Kernels
import Testing
import Volumes

@testable import Defacing

@Suite struct FaceMaskingTests {
  static let grid = BlockHead.lattice(Vector3(repeating: 3))
  static let frame = BlockHead().frame(on: grid)
  static let removal = try? FaceMasking().removal(for: frame)

  @Test func theSkinOfTheFaceIsAlteredAndTheBrainIsNot() throws {
    let removal = try #require(Self.removal)
    let distance = Self.frame.brain.distanceMM()
    let nearest =
      removal.removed.voxels.indices.filter { removal.removed.voxels[$0] != 0 }
      .map { distance.voxels[$0] }.min() ?? 0
    #expect(nearest > 7)
    var (skin, masked) = (0, 0)
    for z in 1..<Self.grid.nz - 1 {
      for y in 1..<Self.grid.ny - 1 {
        for x in 1..<Self.grid.nx - 1 {
          let p = Self.grid.toWorld(Vector3(Double(x), Double(y), Double(z)))
          guard abs(p.x) < 45, p.y > 40, (-95 ... -5).contains(p.z), Self.frame.head[x, y, z],
            !Self.frame.head[x, y + 1, z]
          else { continue }
          skin += 1
          masked += removal.removed[x, y, z] ? 1 : 0
        }
      }
    }
    #expect(skin > 500 && Double(masked) > 0.98 * Double(skin), "\(masked) of \(skin)")
    #expect((100...900).contains(removal.removed.volumeML))
  }

  @Test(arguments: [VoxelType.uint16, .int16, .float32])
  func everyFrameIsFilteredByItselfAndNothingElseChanges(_ type: VoxelType) throws {
    let removal = try #require(Self.removal)
    let first = Volume(image: Self.frame.image, type: type)
    let doubled = Image(grid: Self.grid, voxels: Self.frame.image.voxels.map { $0 / 2 })
    let second = Volume(image: doubled, type: type)
    let both = Volume(
      header: first.header, grid: Self.grid, frames: 2, bytes: first.bytes + second.bytes)
    let done = try removal.applied(to: both)
    #expect(done.value == nil && done.removedVoxels == removal.removed.count)
    #expect(
      Gate.fidelity(of: done.volume, original: both, removed: removal.removed, isConstant: false)
        .verdict == .pass)
    let (a, b) = (try done.volume.image(frame: 0), try done.volume.image(frame: 1))
    let limit: Float = type == .float32 ? 0.01 : 1.01
    #expect(a.voxels.indices.allSatisfy { abs(a.voxels[$0] / 2 - b.voxels[$0]) < limit })
    let changed = a.voxels.indices.count { a.voxels[$0] != Self.frame.image.voxels[$0] }
    #expect(Double(changed) > 0.6 * Double(removal.removed.count))
    #expect(a.voxels.allSatisfy { $0 >= 0 && $0 <= 300 })
  }

  @Test(arguments: LayerFilter.Kind.allCases)
  func everyFilterStaysWithinTheLayerAndTheRangeOfValues(_ kind: LayerFilter.Kind) throws {
    let removal = try FaceMasking(filter: kind).removal(for: Self.frame)
    #expect(removal.removed.intersection(Self.frame.brain).count == 0)
    let volume = Volume(image: Self.frame.image, type: .int16)
    let done = try removal.applied(to: volume).volume
    let (before, after) = (Self.frame.image.voxels, try done.image(frame: 0).voxels)
    let places = before.indices.filter { removal.removed.voxels[$0] != 0 }
    #expect(places.count { before[$0] != after[$0] } > places.count / 5)
    #expect(after.allSatisfy { (0...300).contains($0) })
    let values = Set(places.map { after[$0] })
    #expect(kind == .coating ? values.count == 1 : values.count > 10)
  }

  @Test func theParaboloidCutsTheNoseOff() throws {
    let removal = try FaceMasking(filter: .paraboloid).removal(for: Self.frame)
    let volume = Volume(image: Self.frame.image, type: .int16)
    let after = try removal.applied(to: volume).volume.image(frame: 0)
    let tip = Self.grid.fromWorld.map { $0(Vector3(2, 91, -46)) + 0.5 } ?? .zero
    let (x, y, z) = (Int(tip.x), Int(tip.y), Int(tip.z))
    #expect(Self.frame.image[x, y, z] == 100 && after[x, y, z] < 15)
  }

  @Test func theSeedDecidesAndIsKept() throws {
    let again = try FaceMasking().removal(for: Self.frame)
    let other = try FaceMasking(seed: 2).removal(for: Self.frame)
    #expect(again.removed == Self.removal?.removed && other.removed != again.removed)
    #expect(other.seed == 2)
    let still = try FaceMasking(jitterMM: 0, seed: 1).removal(for: Self.frame)
    #expect(try FaceMasking(jitterMM: 0, seed: 2).removal(for: Self.frame).removed == still.removed)
  }

  @Test(arguments: [
    BlockHead.lattice(Vector3(3, 3, 3), turnedDegrees: Vector3(20, -10, 15)),
    BlockHead.lattice(Vector3(2, 2, 6)), BlockHead.lattice(Vector3(6, 2, 2)),
  ])
  func theLatticeDoesNotMatter(_ grid: Grid) throws {
    let usual = try #require(Self.removal).removed.volumeML
    let other = try FaceMasking().removal(for: BlockHead().frame(on: grid)).removed.volumeML
    #expect(abs(other / usual - 1) < 0.1, "\(other) ml of \(usual)")
  }

  @Test func itIsCarriedOntoAnotherLattice() throws {
    let removal = try #require(Self.removal)
    let moved = Affine.translation(Vector3(5, -7, 9))
    var grid = BlockHead.lattice(Vector3(4, 3, 3))
    grid.toWorld = (moved.inverse ?? .identity) * grid.toWorld
    let removed = removal.region.carried(onto: grid, through: moved, sparing: Self.frame.brain)
    #expect(abs(removed.volumeML / removal.removed.volumeML - 1) < 0.1)
    let filter = try #require(removal.region.filter(of: removed, through: moved))
    let inside = removed.voxels.indices.filter { removed.voxels[$0] != 0 }
    #expect(filter.altered.map { Int($0) } == inside)
    #expect(RemovedRegion.voxels(removed).filter(of: removed, through: moved) == nil)
  }

  @Test func earsAreMaskedOnRequest() throws {
    let with = try FaceMasking(extra: ExtraRegions(ears: true)).removal(for: Self.frame)
    let without = try #require(Self.removal)
    #expect(with.removed.count > without.removed.count)
    #expect(without.removed.subtracting(with.removed).count == 0)
  }

  @Test func whatCannotBeDoneIsRefused() {
    var elsewhere = Self.frame
    elsewhere.registration.templateToSubject = .translation(Vector3(0, 900, 0))
    let cases: [(FaceMasking, Frame, DefacingError.Code)] = [
      (FaceMasking(), elsewhere, .faceOutsideView),
      (FaceMasking(depthMM: .nan), Self.frame, .inputUnsuitable),
      (FaceMasking(meshMM: 0), Self.frame, .inputUnsuitable),
      (FaceMasking(jitterMM: -1), Self.frame, .inputUnsuitable),
      (FaceMasking(depthMM: -5), Self.frame, .inputUnsuitable),
    ]
    for (method, frame, code) in cases {
      let error = #expect(throws: DefacingError.self) { try method.removal(for: frame) }
      #expect(error?.code == code)
    }
  }
}

@Suite struct NormFilterTests {
  @Test func sumsOverBoxesAreThoseOfTheirValues() {
    let dims = SIMD3(5, 4, 3)
    let random = CounterRandom(seed: 3)
    var values = (0..<60).map { Float(random.uniform(index: UInt64($0))) }
    (values[7], values[30]) = (.nan, .infinity)
    let sums = BoxSums(values, dims: dims)
    for (p, reach) in [(SIMD3(2, 2, 1), SIMD3(1, 1, 1)), (SIMD3(0, 3, 2), SIMD3(2, 9, 1))] {
      var inside: [Float] = []
      for z in max(0, p.z - reach.z)...min(2, p.z + reach.z) {
        for y in max(0, p.y - reach.y)...min(3, p.y + reach.y) {
          for x in max(0, p.x - reach.x)...min(4, p.x + reach.x) {
            let value = values[x + 5 * (y + 4 * z)]
            if value.isFinite { inside.append(value) }
          }
        }
      }
      let mean = inside.reduce(0, +) / Float(inside.count)
      #expect(abs(sums.mean(around: p, reach) - mean) < 1e-5)
    }
    let empty = BoxSums([Float](repeating: .nan, count: 60), dims: dims)
    #expect(empty.mean(around: .zero, SIMD3(1, 1, 1)).isNaN)
  }

  @Test func itIsNarrowAtTheInnerSurface() {
    let filter = NormFilter(dims: SIMD3(136, 211, 17))
    #expect(filter.halfWidths(at: 0) == SIMD3(4, 4, 1))
    #expect(filter.halfWidths(at: 8) == SIMD3(14, 22, 4))
    #expect(filter.halfWidths(at: 16) == SIMD3(14, 22, 4))
    #expect(filter.halfWidths(at: 4).x > 4 && filter.halfWidths(at: 4).x < 14)
  }
}
