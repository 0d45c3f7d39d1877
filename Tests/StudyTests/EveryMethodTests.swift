import Anatomy
import Defacing
import Kernels
import Phantoms
import Testing
import Volumes

@testable import Study

/// Every method on a digital head, whose brain and face are known.
@Suite struct EveryMethodTests {
  static let methods = Defacers.all.map { type(of: $0).name }

  private func maker(_ method: String, _ parameters: [String: String] = [:]) -> VariantMaker {
    VariantMaker(
      method: method, parameters: parameters, template: SmallSession.template,
      parallel: SmallSession.parallel)
  }

  @Test(arguments: methods)
  func `it passes every gate and keeps the true brain`(_ method: String) throws {
    let frame = try #require(SmallSession.frame)
    let made = try maker(method).attempt(from: SmallSession.volume, frame: frame)
    #expect(made.refusal == nil, "\(made.refusal?.message ?? "")")
    let removed = try #require(made.removed)
    #expect(removed.intersection(SmallSession.head.mask(of: Tissue.brain)).count == 0)
    let gates = Gate.fidelity(
      of: made.volume, original: SmallSession.volume, removed: removed,
      isConstant: method != FaceMasking.name)
    #expect(gates.verdict == .pass)
    #expect(made.sidecar.DeidentificationMethod == ["\(method) (bauta \(StudyVersion.current))"])
    #expect(made.sidecar.DeidentificationMethodCodeSequence?.first?.CodeValue == "113102")
  }

  @Test(arguments: methods)
  func `it is carried over to another contrast on another lattice`(_ method: String) throws {
    let carrier = try #require(SmallSession.carrier(by: maker(method)))
    var grid = Grid.box(from: Vector3(-95, -120, -140), to: Vector3(95, 120, 90), voxelMM: 1)
    grid = grid.resized(toVoxelMM: Vector3(3, 2, 5))
    let volume = SmallSession.volume(.t2w, on: grid)
    let made = try carrier.attempt(from: volume).variant
    #expect(made.refusal == nil, "\(made.refusal?.message ?? "")")
    #expect(made.values["brain_voxels_removed"] == 0)
    let (before, after) = (try volume.image(frame: 0), try made.volume.image(frame: 0))
    let removed = try #require(made.removed)
    let values = removed.voxels.indices.filter { removed.voxels[$0] != 0 }
      .map { (before.voxels[$0], after.voxels[$0]) }
    #expect(values.count > 1000)
    // A filter takes the values of the image itself, a removal one number for all.
    #expect((Set(values.map(\.1)).count > 100) == (method == FaceMasking.name))
  }

  @Test func `the surface of another person's skin is not asked to be gone, only to be another`()
    throws
  {
    let frame = try #require(SmallSession.frame)
    let made = try maker(FaceMasking.name).attempt(from: SmallSession.volume, frame: frame)
    #expect(made.gates.contains { $0.name == "relief-eyes" })
    #expect(!made.gates.contains { $0.name.hasPrefix("face-left") })
    let thin = try maker(FaceMasking.name, ["depth": "2mm", "jitter": "0mm", "mesh": "4mm"])
      .attempt(from: SmallSession.volume, frame: frame)
    #expect(thin.refusal?.code == .faceLeft, "a layer of 2 mm hides nothing")
  }
}
