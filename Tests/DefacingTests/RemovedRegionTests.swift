import Anatomy
import Defacing
import Kernels
import Testing
import Volumes

@Suite struct RemovedRegionTests {
  private static let first = BlockHead.lattice(Vector3(repeating: 4))
  private static let plane = HalfSpace(
    normal: Vector3(0, 0.8, -0.6), offsetMM: 62)
  private static let turned = BlockHead.lattice(
    Vector3(3, 3, 7), turnedDegrees: Vector3(17, -9, 12))

  private static let brain = BlockHead.drawn.brain.resampled(onto: first)
  private static let head = BlockHead.drawn.head.resampled(onto: first)
  private var brain: Mask { Self.brain }

  /// The voxels of the first lattice whose middles lie beyond the plane.
  private var removed: Mask {
    var mask = Mask(grid: Self.first)
    for z in 0..<Self.first.nz {
      for y in 0..<Self.first.ny {
        for x in 0..<Self.first.nx {
          let p = Self.first.toWorld(Vector3(Double(x), Double(y), Double(z)))
          mask[x, y, z] = (p * Self.plane.normal).sum() > Self.plane.offsetMM
        }
      }
    }
    return mask
  }

  /// Whether a point lies in the field of view of the first lattice.
  private func isInView(_ point: Vector3) -> Bool {
    guard let voxel = Self.first.fromWorld?(point) else { return false }
    let dims = Self.first.dims
    return (0..<3).allSatisfy { voxel[$0] >= 0 && voxel[$0] <= Double(dims[$0] - 1) }
  }

  private var regions: [RemovedRegion] { [.beyond(Self.plane), .voxels(removed)] }

  @Test func `no brain goes, and beyond it no voxel that touches the region stays`() {
    let grid = Self.turned
    let spared = brain.touched(onto: grid)
    for region in regions {
      let carried = region.carried(onto: grid, through: .identity, sparing: brain)
      #expect(carried.count > 1000 && carried.intersection(spared).count == 0)
      var left = 0
      for z in 0..<grid.nz {
        for y in 0..<grid.ny {
          for x in 0..<grid.nx where !carried[x, y, z] && !spared[x, y, z] {
            let p = grid.toWorld(Vector3(Double(x), Double(y), Double(z)))
            guard isInView(p) else { continue }
            if (p * Self.plane.normal).sum() > Self.plane.offsetMM + 3 { left += 1 }
          }
        }
      }
      #expect(left == 0)
    }
  }

  @Test func `a head that moved takes its region along`() throws {
    let move = Affine.translation(Vector3(6, -20, 14))
    let grid = Self.first
    var there = grid
    there.toWorld = move * grid.toWorld
    let back = try #require(move.inverse)
    for region in regions {
      let here = region.carried(onto: grid, through: .identity, sparing: brain)
      let moved = region.carried(onto: there, through: back, sparing: brain)
      #expect(here.voxels == moved.voxels)
    }
  }

  @Test func `a slab through the brain loses nothing`() {
    let slab = Grid.box(from: Vector3(-30, -50, 20), to: Vector3(30, 30, 50), voxelMM: 2)
    for region in regions {
      #expect(region.carried(onto: slab, through: .identity, sparing: brain).count == 0)
    }
  }

  @Test func `the region goes on below the field of view it was found in`() {
    let middle = Self.first.centreMM
    let below = Grid.box(
      from: middle + Vector3(-10, 90, -190), to: middle + Vector3(10, 110, -150), voxelMM: 2)
    for region in regions {
      let carried = region.carried(onto: below, through: .identity, sparing: brain)
      #expect(carried.count == below.voxelCount)
    }
  }

  @Test(arguments: [(0, 0, 0), (1, 0, 1), (0, 2, 2)])
  func `every wrong voxel of every frame is counted`(_ kept: Int, _ gone: Int, _ failed: Int) {
    let grid = Grid(nx: 4, ny: 3, nz: 2, toWorld: .identity)
    var removed = Mask(grid: grid)
    for x in 0..<4 { removed[x, 0, 0] = true }
    let original = Volume(image: Image(grid: grid, filledWith: 7), type: .int16)
    var defaced = original
    defaced.fill(removed, with: 0)
    if kept > 0 { defaced.bytes[2 * 20] = 99 }
    for voxel in 0..<gone { defaced.bytes[2 * (voxel + 1)] = 5 }
    let gates = Gate.fidelity(
      of: defaced, original: original, removed: removed, isConstant: true)
    #expect(gates.map(\.value) == [Double(kept), Double(gone)])
    #expect((gates.verdict == .fail) == (failed > 0))
  }

  @Test(arguments: [
    (0.9, 0.5, 1.0, Gate.Verdict.pass), (0.4, 0.5, 1, .warn), (0.3, 0.5, 1, .fail),
    (0.9, 4, 1, .warn), (0.9, 6, 1, .fail), (0.9, 0.5, 0.05, .fail), (.nan, 0.5, 1, .fail),
  ])
  func `an alignment is believed when it is sure, exact and seen`(
    _ specificity: Double, _ disagreementMM: Double, _ overlap: Double, _ verdict: Gate.Verdict
  ) {
    let alignment = SubjectAlignment(
      headToImage: .identity, source: .header, movedMM: 0, disagreementMM: disagreementMM,
      similarity: 0.9, specificity: specificity, overlap: overlap)
    #expect(Gate.alignment(alignment).verdict == verdict)
  }

  @Test(arguments: [(0.0, Gate.Verdict.pass), (60, .fail)])
  func `a head in the wrong place lies where air should be`(
    _ shiftMM: Double, _ verdict: Gate.Verdict
  ) {
    let gate = Gate.headOutside(
      own: Self.head, through: .translation(Vector3(0, 0, shiftMM)),
      head: Self.head)
    #expect(gate?.verdict == verdict)
  }
}
