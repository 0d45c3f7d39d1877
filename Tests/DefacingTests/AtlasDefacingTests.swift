import Anatomy
import Defacing
import Kernels
import Testing
import Volumes

@Suite struct AtlasDefacingTests {
  static let grid = BlockHead.lattice(Vector3(repeating: 3))
  static let frame = BlockHead().frame(on: grid)

  private func distance(_ frame: Frame) -> Image { frame.brain.distanceMM() }

  @Test(arguments: [3.0, 7, 12])
  func nothingGoesNearTheBrain(_ protectMM: Double) throws {
    let removed = try AtlasDefacing(protectMM: protectMM).removal(for: Self.frame).removed
    let distance = distance(Self.frame)
    let nearest =
      removed.voxels.indices.filter { removed.voxels[$0] != 0 }
      .map { distance.voxels[$0] }.min() ?? 0
    #expect(nearest > Float(protectMM) && nearest < Float(protectMM) + 4)
  }

  @Test func allOfTheFaceGoesAndNothingBehindIt() throws {
    let removed = try AtlasDefacing(ring: .remove).removal(for: Self.frame).removed
    let distance = distance(Self.frame)
    for z in 0..<Self.grid.nz {
      for y in 0..<Self.grid.ny {
        let p = Self.grid.toWorld(Vector3(35, Double(y), Double(z)))
        let isFace = p.y > 24 && p.z < 2 && p.y < 125 && p.z > -130
        if isFace && distance[35, y, z] > 7 { #expect(removed[35, y, z]) }
        if p.y < 15 || p.z > 11 { #expect(!removed[35, y, z]) }
      }
    }
  }

  /// A plate and a thread as bright as brain, 10 mm from it, and the tissue around them.
  @Test(arguments: [
    (AtlasDefacing.Ring.remove, false, false), (.solid, true, false), (.keep, true, true),
  ])
  func theRingKeepsWhatLooksLikeBrain(
    _ ring: AtlasDefacing.Ring, _ keepsPlate: Bool, _ keepsThread: Bool
  ) throws {
    var frame = Self.frame
    let distance = distance(frame)
    func paint(_ x: ClosedRange<Double>, _ thickness: ClosedRange<Float>) -> [Int] {
      frame.image.voxels.indices.filter { place in
        let row = place / Self.grid.nx
        let p = Self.grid.toWorld(
          Vector3(
            Double(place % Self.grid.nx), Double(row % Self.grid.ny), Double(row / Self.grid.ny)))
        return x.contains(p.x) && p.y > 30 && p.z < -10
          && thickness.contains(distance.voxels[place])
      }
    }
    let (plate, thread) = (paint(10...40, 7.5...13.9), paint(-12 ... -10, 9...11))
    for place in frame.image.voxels.indices where frame.brain.voxels[place] != 0 {
      frame.image.voxels[place] = place % 2 == 0 ? 200 : 300
    }
    for place in plate + thread { frame.image.voxels[place] = 200 }
    let removed = try AtlasDefacing(ring: ring).removal(for: frame).removed
    func kept(_ places: [Int]) -> Double {
      Double(places.count { removed.voxels[$0] == 0 }) / Double(places.count)
    }
    #expect(plate.count > 100 && thread.count > 10)
    #expect(keepsPlate ? kept(plate) > 0.6 : kept(plate) == 0)
    #expect(keepsThread ? kept(thread) == 1 : kept(thread) < 0.2)
  }

  @Test func anyBrainOfThePriorIsKeptToo() throws {
    var frame = Self.frame
    var prior = BlockHead.prior
    var low = BlockHead()
    low.brainCentre.z -= 30
    prior.brain = Image(low.mask(on: prior.brain.grid, low.isBrain))
    frame.facePrior = DeferredFacePrior { [prior] in prior }
    let removed = try AtlasDefacing().removal(for: frame).removed
    #expect(removed.count > 0)
    #expect(removed.intersection(low.mask(on: Self.grid, low.isBrain)).count == 0)
  }

  @Test func earsGoOnRequest() throws {
    let without = try AtlasDefacing().removal(for: Self.frame).removed
    let with = try AtlasDefacing(regions: ExtraRegions(ears: true)).removal(for: Self.frame).removed
    let beside = Self.grid.fromWorld.map { $0(Vector3(75, -10, -50)) + 0.5 } ?? .zero
    let (x, y, z) = (Int(beside.x), Int(beside.y), Int(beside.z))
    #expect(!without[x, y, z] && with[x, y, z])
    #expect(without.subtracting(with).count == 0)
  }

  /// The same millimetres on any lattice: other axes, oblique, thick slices.
  @Test(arguments: [
    BlockHead.lattice(Vector3(3, 3, 3), turnedDegrees: Vector3(20, -10, 15)),
    BlockHead.lattice(Vector3(2, 2, 6)), BlockHead.lattice(Vector3(6, 2, 2)),
  ])
  func theLatticeDoesNotMatter(_ grid: Grid) throws {
    func headML(_ frame: Frame) throws -> Double {
      try AtlasDefacing().removal(for: frame).removed.intersection(frame.head).volumeML
    }
    let usual = try headML(Self.frame)
    let other = try headML(BlockHead().frame(on: grid))
    #expect(abs(other / usual - 1) < 0.06, "\(other) ml of \(usual)")
  }

  @Test func whatCannotBeDoneIsRefused() {
    var without = Self.frame
    without.facePrior = nil
    var elsewhere = Self.frame
    elsewhere.registration.templateToSubject = .translation(Vector3(0, 900, 0))
    let cases: [(AtlasDefacing, Frame, DefacingError.Code)] = [
      (AtlasDefacing(), without, .inputUnsuitable), (AtlasDefacing(), elsewhere, .faceOutsideView),
      (AtlasDefacing(protectMM: -1), Self.frame, .inputUnsuitable),
      (AtlasDefacing(protectMM: .nan), Self.frame, .inputUnsuitable),
    ]
    for (method, frame, code) in cases {
      let error = #expect(throws: DefacingError.self) { try method.removal(for: frame) }
      #expect(error?.code == code)
    }
  }
}
