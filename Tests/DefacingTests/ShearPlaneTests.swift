import Anatomy
import Defacing
import Kernels
import Testing
import Volumes

@Suite struct ShearPlaneTests {
  static let head = BlockHead()
  static let plain = head.frame(on: BlockHead.lattice(Vector3(repeating: 2)))
  static let method = QuickShear()
  static let expected = Result { try method.removal(for: plain).removed }

  private func plane(_ frame: Frame, bufferMM: Double = 10) throws -> ShearPlane {
    try ShearPlane(brain: frame.brain, head: frame.head, bufferMM: bufferMM)
  }

  /// Distance between two planes at the middle of the face, and their angle, mm and degrees.
  private func difference(_ a: ShearPlane, _ b: ShearPlane) -> (mm: Double, degrees: Double) {
    let p = Vector3(2, 60, -40)
    return (
      abs((a.normal * p).sum() - a.offsetMM - (b.normal * p).sum() + b.offsetMM),
      abs(a.tiltDegrees - b.tiltDegrees)
    )
  }

  @Test(arguments: [0, 5, 10, 20.0])
  func clearsTheBrainByTheBuffer(_ bufferMM: Double) throws {
    let frame = Self.head.frame(on: BlockHead.lattice(Vector3(4, 3, 5)))
    let plane = try plane(frame, bufferMM: bufferMM)
    var nearest = Double.infinity
    let grid = frame.brain.grid
    for index in frame.brain.voxels.indices where frame.brain.voxels[index] != 0 {
      let p = grid.toWorld(
        Vector3(
          Double(index % grid.nx), Double(index / grid.nx % grid.ny),
          Double(index / grid.nx / grid.ny)))
      nearest = min(nearest, plane.offsetMM - (plane.normal * p).sum())
    }
    #expect(abs(nearest - bufferMM) < 1e-6)
    #expect(plane.beyond(on: grid).intersection(frame.brain).count == 0)
  }

  @Test func takesTheFace() throws {
    let frame = Self.plain
    let removal = try Self.method.removal(for: frame)
    let toVoxel = try #require(frame.image.grid.fromWorld)
    for point in [Vector3(2, 90, -46), Vector3(2, 70, -90), Vector3(32, 70, -32)] {
      let voxel = toVoxel(point)
      #expect(removal.removed[Int(voxel.x + 0.5), Int(voxel.y + 0.5), Int(voxel.z + 0.5)])
    }
    #expect(removal.warnings.isEmpty)
  }

  /// The same removal voxel by voxel whatever way the axes run.
  @Test(arguments: axisCodes)
  func axisOrderDoesNotMatter(_ code: String) throws {
    let (frame, expected) = (Self.plain, try Self.expected.get())
    let turned = Frame(
      image: frame.image.reoriented(to: code), registration: frame.registration,
      head: frame.head.reoriented(to: code), brain: frame.brain.reoriented(to: code))
    let removed = try Self.method.removal(for: turned).removed
    let isSame = removed.reoriented(back: frame.image.grid).voxels == expected.voxels
    #expect(isSame)
  }

  /// The same cut in millimetres on oblique lattices, to within about one voxel.
  @Test(arguments: [
    Vector3(5, 0, 0), Vector3(0, 15, 0), Vector3(0, 0, 30), Vector3(44, 0, 0), Vector3(46, 0, 0),
    Vector3(0, 44, 0), Vector3(20, -10, 15),
  ])
  func obliqueLatticeDoesNotMatter(_ turnDegrees: Vector3) throws {
    let frame = Self.head.frame(
      on: BlockHead.lattice(Vector3(repeating: 2), turnedDegrees: turnDegrees))
    let found = difference(try plane(frame), try plane(Self.plain))
    #expect(found.mm < 2)
    #expect(found.degrees <= 4)
  }

  /// Thick slices: everything in front of the plane goes, whatever the axis lengths.
  @Test(arguments: [Vector3(2, 2, 5), Vector3(1.5, 1.5, 7), Vector3(5, 2, 2), Vector3(2, 5, 2)])
  func thickSlicesDoNotMatter(_ voxelMM: Vector3) throws {
    let frame = Self.head.frame(on: BlockHead.lattice(voxelMM))
    let found = difference(try plane(frame), try plane(Self.plain))
    #expect(found.mm < voxelMM.max())
    #expect(found.degrees <= 6)
    let removal = try Self.method.removal(for: frame)
    #expect(removal.removed.intersection(frame.brain).count == 0)
  }

  /// A mask at the edge of the field of view changes nothing: nothing wraps around.
  @Test func brainAtTheEdgeDoesNotMatter() throws {
    let grid = Self.plain.image.grid
    var cut = Self.plain
    let top = Int(((grid.fromWorld ?? .identity)(Vector3(0, 0, 50)).z).rounded())
    let box = VoxelBox(x: 0..<grid.nx, y: 0..<grid.ny, z: 0..<top)
    cut.image = cut.image.cropped(to: box)
    cut.head = cut.head.cropped(to: box)
    cut.brain = cut.brain.cropped(to: box)
    let found = difference(try plane(cut), try plane(Self.plain))
    #expect(found.mm < 2.5)
    #expect(found.degrees <= 2)
  }

  @Test func smallPartsDoNotMatterButAreTold() throws {
    var frame = Self.plain
    let grid = frame.image.grid
    let toVoxel = try #require(grid.fromWorld)
    let eye = toVoxel(Vector3(32, 65, -35))
    for dx in 0...2 { frame.brain[Int(eye.x) + dx, Int(eye.y), Int(eye.z)] = true }
    #expect(try plane(frame).normal == plane(Self.plain).normal)
    #expect(try plane(frame).warnings.contains { $0.contains("3 voxels") })
  }

  @Test func failsClosed() throws {
    let frame = Self.plain
    let nothing = Mask(grid: frame.image.grid)
    let full = Mask(grid: frame.image.grid, filled: true)
    #expect(throws: DefacingError.self) {
      try ShearPlane(brain: nothing, head: frame.head, bufferMM: 10)
    }
    #expect(throws: DefacingError.self) {
      try ShearPlane(brain: full, head: frame.head, bufferMM: 10)
    }
    #expect(throws: DefacingError.self) {
      try ShearPlane(brain: frame.brain, head: nothing, bufferMM: 10)
    }
    #expect(throws: DefacingError.self) {
      try ShearPlane(brain: frame.brain, head: frame.brain, bufferMM: 10)
    }
    #expect(throws: DefacingError.self) { try QuickShear(buffer: -1).removal(for: frame) }
    #expect(throws: DefacingError.self) { try QuickShear(buffer: .nan).removal(for: frame) }
  }
}
