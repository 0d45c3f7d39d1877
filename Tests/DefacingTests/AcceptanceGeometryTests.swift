import Anatomy
import Defacing
import Kernels
import Testing
import Volumes

/// Acceptance 1 to 4 over every registered method: the same millimetres whatever the lattice, and
/// masks of the brain that are none.
///
/// QuickShear's own tests ask more of it (`ShearPlaneTests`); `OrientationTests` and
/// `ConformanceTests` of Volumes cover qform and sform, on which nothing here depends but the grid.
@Suite struct AcceptanceGeometryTests {
  static let methods = DefacerConformanceTests.ready
  static let coarse = BlockHead().frame(on: BlockHead.lattice(Vector3(repeating: 5)))
  static let usual = BlockHead().frame(on: BlockHead.lattice(Vector3(repeating: 3)))

  private func reoriented(_ frame: Frame, to code: String) -> Frame {
    var turned = frame
    turned.image = frame.image.reoriented(to: code)
    turned.head = frame.head.reoriented(to: code)
    turned.brain = frame.brain.reoriented(to: code)
    return turned
  }

  @Test("1: the same voxels whatever way the axes run", arguments: methods)
  func orientation(_ named: DefacerConformanceTests.Named) throws {
    let frame = Self.coarse
    let expected = try named.method.removal(for: frame).removed
    var differing: [String: Int] = [:]
    for code in axisCodes {
      let removed = try named.method.removal(for: reoriented(frame, to: code)).removed
      let back = removed.reoriented(back: frame.image.grid)
      let count = zip(back.voxels, expected.voxels).count { $0 != $1 }
      if count > 0 { differing[code] = count }
    }
    #expect(differing.isEmpty, "of \(expected.count) voxels: \(differing)")
  }

  /// The share of the removed head of one frame that lies farther than `mm` from what is removed in
  /// another, where both see it.
  private func stray(_ a: Mask, of frame: Frame, from b: Mask, mm: Double) -> Double {
    let near = b.dilated(byMM: mm)
    guard let toVoxel = near.grid.fromWorld else { return 1 }
    let map = toVoxel * a.grid.toWorld
    var (all, far) = (0, 0)
    for index in a.voxels.indices where a.voxels[index] != 0 && frame.head.voxels[index] != 0 {
      let row = index / a.grid.nx
      let p =
        map(
          Vector3(
            Double(index % a.grid.nx), Double(row % a.grid.ny), Double(row / a.grid.ny))) + 0.5
      guard p.min() >= 0, p.x < Double(near.grid.nx), p.y < Double(near.grid.ny),
        p.z < Double(near.grid.nz)
      else { continue }
      all += 1
      if !near[Int(p.x), Int(p.y), Int(p.z)] { far += 1 }
    }
    return all > 0 ? Double(far) / Double(all) : 1
  }

  /// The methods that remove, and the distance within which the same must go, mm: the diagonal of a
  /// voxel of 3 mm. The tilt of QuickShear follows the voxels of the brain by up to 4 degrees, 7 mm
  /// at the chin (`obliqueLatticeDoesNotMatter`).
  static let removing: [(DefacerConformanceTests.Named, Double)] = methods.compactMap {
    $0.method is FaceMasking ? nil : ($0, $0.method is QuickShear ? 5.2 + 7 : 5.2)
  }

  @Test(
    "2: oblique scans lose the same millimetres, to within a voxel", arguments: removing,
    [
      Vector3(5, 0, 0), Vector3(0, 15, 30), Vector3(44, 0, 0), Vector3(46, 0, 0),
    ])
  func oblique(_ removing: (DefacerConformanceTests.Named, Double), _ degrees: Vector3) throws {
    let (named, mm) = removing
    let frame = BlockHead().frame(
      on: BlockHead.lattice(Vector3(repeating: 3), turnedDegrees: degrees))
    let usual = try named.method.removal(for: Self.usual).removed
    let removed = try named.method.removal(for: frame).removed
    #expect(removed.intersection(frame.brain).count == 0)
    let strays = [
      stray(removed, of: frame, from: usual, mm: mm),
      stray(usual, of: Self.usual, from: removed, mm: mm),
    ]
    #expect(strays.allSatisfy { $0 < 0.005 }, "\(strays)")
  }

  /// The mesh of FaceMasking begins where the field of view does, so that its layer differs by some mm;
  /// the skin must be in it all the same.
  @Test("2: oblique scans are masked all the same", arguments: [5.0, 46])
  func obliqueMasking(_ degrees: Double) throws {
    let frame = BlockHead().frame(
      on: BlockHead.lattice(Vector3(repeating: 3), turnedDegrees: Vector3(degrees, 0, 0)))
    let usual = try FaceMasking().removal(for: Self.usual).removed
    let removed = try FaceMasking().removal(for: frame).removed
    #expect(removed.intersection(frame.brain).count == 0)
    let tip = Self.noseTip(of: frame)
    #expect(tip.count > 20 && tip.subtracting(removed).count == 0)
    let ratio =
      removed.intersection(frame.head).volumeML / usual.intersection(Self.usual.head).volumeML
    #expect(abs(ratio - 1) < 0.25, "\(ratio)")
  }

  private static func noseTip(of frame: Frame) -> Mask {
    BlockHead().mask(on: frame.image.grid) {
      abs($0.x) < 12 && $0.y > 87 && $0.z < -52 && $0.z > -68
    }.intersection(frame.head)
  }

  @Test("3: no column of the face stays in thick slices", arguments: methods)
  func thickSlices(_ named: DefacerConformanceTests.Named) throws {
    // Many more columns than slices, as in axial scans of 0.5 x 0.5 x 5 mm.
    let grid = BlockHead.lattice(Vector3(1.4, 1.4, 5))
    #expect(grid.ny > 3 * grid.nz)
    let frame = BlockHead().frame(on: grid)
    let removed = try named.method.removal(for: frame).removed
    let nose = Self.noseTip(of: frame)
    #expect(nose.count > 100 && nose.subtracting(removed).count == 0)
    #expect(removed.intersection(frame.brain).count == 0)
  }

  /// A brain mask that is none, and whether all that can be asked is that nothing traps and no brain
  /// goes (`nil`), or that the removal is the usual one to within a voxel.
  enum Spoilt: String, CaseIterable {
    case empty, full, twoParts, cutOff
  }

  @Test(
    "4: masks that are none end in a sentence or change nothing", arguments: methods,
    Spoilt.allCases)
  func spoiltMasks(_ named: DefacerConformanceTests.Named, _ kind: Spoilt) throws {
    var frame = Self.usual
    let grid = frame.image.grid
    switch kind {
    case .empty: frame.brain = Mask(grid: grid)
    case .full: frame.brain = Mask(grid: grid, filled: true)
    case .twoParts:
      let far = BlockHead().mask(on: grid) { abs($0.x) < 5 && $0.y < -100 && $0.z < -100 }
      frame.brain.voxels = zip(frame.brain.voxels, far.voxels).map { $0 | $1 }
    case .cutOff:
      let top = Int(((grid.fromWorld ?? .identity)(Vector3(0, 0, 50)).z).rounded())
      let box = VoxelBox(x: 0..<grid.nx, y: 0..<grid.ny, z: 0..<top)
      frame.image = frame.image.cropped(to: box)
      frame.head = frame.head.cropped(to: box)
      frame.brain = frame.brain.cropped(to: box)
    }
    do {
      let removed = try named.method.removal(for: frame).removed
      switch kind {
      case .empty:
        #expect(Gate.brainRemoved(removed, brain: frame.brain).verdict == .fail)
      case .full:
        #expect(removed.count == 0 && Gate.headRemoved(removed, head: frame.head).verdict == .fail)
      case .twoParts, .cutOff:
        let usual = try named.method.removal(for: Self.usual).removed
        let share = stray(usual, of: Self.usual, from: removed, mm: 5.2)
        #expect(share < 0.005 && removed.intersection(frame.brain).count == 0, "\(share)")
      }
    } catch {
      #expect(!error.message.isEmpty && (kind == .empty || kind == .full), "\(error.message)")
    }
  }
}
