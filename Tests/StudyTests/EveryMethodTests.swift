import Anatomy
import Defacing
import Kernels
import Phantoms
import Support
import Testing
import Volumes

@testable import Study

/// Every method on a digital head, whose brain and face are known.
@Suite struct EveryMethodTests {
  static let keepSurface: Set<String> = [FaceMasking.name, Reface.name]
  static let methods = Defacers.all.map { type(of: $0).name }

  private func maker(_ method: String, _ parameters: [String: String] = [:]) -> VariantMaker {
    SmallSession.maker(method, parameters)
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
      isConstant: !Self.keepSurface.contains(method))
    #expect(gates.verdict == .pass)
    let isWhole = SmallMask.parameters(for: method)["except"] == nil
    let part = isWhole ? "" : ", only nose,mouth,chin"
    #expect(
      made.sidecar.DeidentificationMethod == ["\(method) (bauta \(StudyVersion.current))\(part)"])
    #expect(
      made.sidecar.DeidentificationMethodCodeSequence?.first?.CodeValue
        == (isWhole ? "113102" : nil))
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
    #expect((Set(values.map(\.1)).count > 100) == Self.keepSurface.contains(method))
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

  @Test func `the mean face does not hide a face that is like it`() throws {
    let frame = try #require(SmallSession.frame)
    let made = try maker(Reface.name, ["except": ""]).attempt(
      from: SmallSession.volume, frame: frame)
    #expect(made.refusal?.message.hasPrefix("the gate 'relief-eyes' failed") == true)
  }

  /// The landmarks of the digital head are known exactly, those that are found lie near.
  @Test func `a nose that is kept is told with its landmarks`() throws {
    let frame = try #require(SmallSession.frame)
    let made = try maker(AtlasDefacing.name, ["keep": "nose"]).attempt(
      from: SmallSession.volume, frame: frame)
    #expect(made.refusal == nil, "\(made.refusal?.message ?? "")")
    let truth = SmallSession.head.truth.landmarks
    let found = try #require(made.fiducials)
    func distanceMM(_ a: [Double], _ b: Vector3) -> Double { length(Vector3(a[0], a[1], a[2]) - b) }
    #expect(distanceMM(found.NAS, truth.nasion) < 10, "\(found.NAS) \(truth.nasion)")
    #expect(distanceMM(found.LPA, truth.lpa) < 25, "\(found.LPA) \(truth.lpa)")
    #expect(distanceMM(found.RPA, truth.rpa) < 25, "\(found.RPA) \(truth.rpa)")
    #expect(found.frame.hasPrefix("world mm of the image"))
    #expect(made.sidecar.AnatomicalLandmarkCoordinates?.keys.sorted() == ["LPA", "NAS", "RPA"])
    #expect(!made.gates.contains { $0.name == "face-left-nose" })
    #expect(made.gates.contains { $0.name == "face-left-mouth" })
  }

  @Test func `a sidecar names files without their folders`() throws {
    let frame = try #require(SmallSession.frame)
    let made = try maker(MaskWarp.name).attempt(from: SmallSession.volume, frame: frame)
    let told = made.sidecar.Bauta.parameters
    #expect(told["mask-template"] == "head.nii.gz" && told["face-mask"] == "mask.nii.gz")
    #expect(told["polarity"] == "remove")
  }
}
