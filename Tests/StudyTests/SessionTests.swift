import Anatomy
import Defacing
import Kernels
import Phantoms
import Support
import Testing
import Volumes

@testable import Study

@Suite struct SessionTests {
  @Test func `an image in the same frame gets the very mask`() throws {
    let carrier = try #require(SmallSession.carrier)
    let made = try carrier.attempt(from: SmallSession.volume(.t2w, on: SmallSession.grid))
    #expect(made.alignment.source == .header && made.variant.refusal == nil)
    #expect(made.variant.removed == carrier.head.removed)
    #expect(made.variant.values["residual_eyes"] != nil)
  }

  @Test func `ears that were asked for are judged on further images too`() throws {
    var maker = SmallSession.maker
    (maker.method, maker.parameters) = ("defacing", ["ears": "true"])
    maker.limits.faceLeft = GateLimits.Pair(warn: 0, fail: 50)
    let carrier = try #require(SmallSession.carrier(by: maker))
    let gates = try carrier.attempt(from: SmallSession.volume(.t2w, on: SmallSession.grid)).variant
      .gates
    let ears = try #require(gates.first { $0.name == "face-left-ears" })
    #expect(ears.failAbove == 50 && ears.value < 20)
    let slab = Grid.box(from: Vector3(-50, -70, 5), to: Vector3(50, 40, 41), voxelMM: 2)
    let within = try carrier.attempt(from: SmallSession.volume(.flair, on: slab)).variant
    #expect(within.refusal == nil && !within.gates.contains { $0.name.hasSuffix("-ears") })
    #expect(within.warnings.contains(VariantMaker.unseenEars))
  }

  @Test func `a header that lies is found out, and the face goes all the same`() throws {
    let carrier = try #require(SmallSession.carrier)
    var volume = SmallSession.volume(.flair, on: SmallSession.grid)
    let lie = Affine(
      columns: Vector3(1, 0, 0), Vector3(0, 0, 1), Vector3(0, -1, 0),
      translation: Vector3(10, 30, -20))
    volume.grid = SmallSession.lying(volume.grid, by: lie)
    let made = try carrier.attempt(from: volume)
    #expect(made.alignment.source == .registration && made.alignment.movedMM > 50)
    #expect(made.variant.refusal == nil)
    let (face, brain) = (made.variant.removed?.count ?? 0, carrier.head.removed.count)
    #expect(abs(Double(face) / Double(brain) - 1) < 0.08)
    #expect(made.variant.values["brain_voxels_removed"] == 0)
  }

  /// Scanners of another kind, their own grids, and the head moved between the scans.
  enum Scan: String, CaseIterable { case emission, tomography }

  @Test(arguments: Scan.allCases, ["quickshear", "defacing", "facemasking"])
  func `scans of another kind lose the face and no brain`(_ scan: Scan, _ method: String) throws {
    let carrier = try #require(SmallSession.carrier(by: SmallSession.maker(method)))
    let grid = Grid.box(from: Vector3(-104, -126, -150), to: Vector3(104, 128, 100), voxelMM: 3.4)
    let head = DigitalHead(
      recipe: SmallSession.recipe, grid: grid, parallel: SmallSession.parallel)
    var image = scan == .emission ? head.emission() : head.tomography()
    let (c, s) = (0.9928, 0.1198)
    image.grid = SmallSession.lying(
      grid,
      by: Affine(
        columns: Vector3(c, s, 0), Vector3(-s, c, 0), Vector3(0, 0, 1),
        translation: Vector3(6, -9, 14)))
    let made = try carrier.attempt(from: Volume(image: image, type: .float32))
    #expect(made.alignment.source == .registration && made.alignment.movedMM > 10)
    #expect(made.variant.refusal == nil, "\(made.variant.refusal?.message ?? "")")
    #expect(made.variant.values["brain_voxels_removed"] == 0)
    let removed = try #require(made.variant.removed)
    let brain = head.mask(of: Tissue.brain)
    #expect(zip(removed.voxels, brain.voxels).count { $0 & $1 != 0 } == 0)
    let skin = head.mask(of: [.skin, .cartilage])
    let nose = skin.voxels.indices.filter { index in
      let row = index / grid.nx
      let p = grid.toWorld(
        Vector3(Double(index % grid.nx), Double(row % grid.ny), Double(row / grid.ny)))
      return skin.voxels[index] != 0 && abs(p.x) < 12 && p.y > 75 && p.z < -25 && p.z > -60
    }
    let gone = nose.count { removed.voxels[$0] != 0 }
    #expect(nose.count > 20 && 10 * gone > 8 * nose.count, "\(gone) of \(nose.count)")
  }

  @Test func `thick oblique slices lose the face and no brain`() throws {
    let carrier = try #require(SmallSession.carrier)
    var grid = Grid.box(
      from: Vector3(-95, -120, -140), to: Vector3(95, 120, 90), voxelMM: 1)
    grid = grid.resized(toVoxelMM: Vector3(2, 2, 6))
    let made = try carrier.attempt(from: SmallSession.volume(.t2w, on: grid))
    #expect(made.variant.refusal == nil && made.alignment.source == .header)
    #expect(made.variant.values["brain_voxels_removed"] == 0)
    #expect((made.variant.values["removed_head_percent"] ?? 0) > 5)
  }

  @Test func `a slab through the brain stays as it is, and that is said`() throws {
    let carrier = try #require(SmallSession.carrier)
    let slab = Grid.box(from: Vector3(-50, -70, 5), to: Vector3(50, 40, 41), voxelMM: 2)
    let volume = SmallSession.volume(.flair, on: slab)
    let made = try carrier.attempt(from: volume)
    #expect(made.variant.refusal == nil && made.variant.removed?.count == 0)
    #expect(made.variant.volume.bytes == volume.bytes)
    #expect(made.variant.warnings.contains { $0.contains("nothing was removed") })
  }

  @Test func `what is no image of the head is refused`() throws {
    let carrier = try #require(SmallSession.carrier)
    let random = CounterRandom(seed: 3)
    var image = Image(grid: SmallSession.grid)
    for index in image.voxels.indices {
      image.voxels[index] = Float(random.integer(below: 1000, stream: 0, index: UInt64(index)))
    }
    do {
      let made = try carrier.attempt(from: Volume(image: image, type: .float32))
      #expect(made.variant.refusal?.code == .registrationFailed)
    } catch {
      #expect(error.code == .registrationFailed)
    }
  }

  @Test(arguments: [
    (["a_FLAIR.nii", "a_T1w.nii", "a_bold.nii"], [1, 0, 2]),
    (["thick_T1w.nii", "a_FLAIR.nii", "slab_T1w.nii"], [1, 0, 2]),
    (["a_T2w.nii", "b_FLAIR.nii"], [0, 1]),
    (["bold.nii", "thick_T1w.nii"], [1, 0]),
    (["a_T1w.nii", "half_T1w.nii"], [1, 0]),
    (["a_UNIT1.nii", "a_inv-1_MP2RAGE.nii", "a_T1map.nii"], [1, 0, 2]),
  ])
  func `the face is looked for on a fine whole T1-weighted head first`(
    _ names: [String], _ order: [Int]
  ) {
    let candidates = names.map { name in
      let kind = String(name.prefix(4))
      let (dims, size): ([Int], [Double]) =
        switch kind {
        case "thic": ([256, 256, 30], [0.9, 0.9, 6])
        case "slab": ([256, 256, 40], [1, 1, 1])
        case "half": ([400, 400, 400], [0.5, 0.5, 0.5])
        default: ([192, 256, 256], [1, 1, 1])
        }
      return SessionCandidate(
        name: name, dims: dims, voxelSizeMM: size, frames: name.contains("bold") ? 90 : 1)
    }
    #expect(SessionCandidate.order(candidates) == order)
    #expect(candidates.allSatisfy { !$0.reason.isEmpty })
  }
}
