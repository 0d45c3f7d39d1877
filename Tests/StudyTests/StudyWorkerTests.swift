import Canvas
import Defacing
import Faces
import Foundation
import Jobs
import Outcomes
import Pictures
import Support
import Testing
import Volumes

@testable import Study

/// Each step of a study on small digital heads, from file to file.
@Suite(.serialized) struct StudyWorkerTests {
  private static let reference = ReferenceFiles(
    brainMask: "out/brain.nii.gz", headMask: "out/head.nii.gz", transform: "out/xfm.json")
  private static let variant = VariantFiles(
    image: "out/defaced.nii.gz", mask: "out/mask.nii.gz", sidecar: "out/defaced.json")

  private func deface(_ image: String, parameters: [String: String]) -> Work {
    .deface(
      DefaceWork(
        image: image, reference: Self.reference, method: "quickshear", parameters: parameters,
        output: Self.variant))
  }

  private func measure(_ image: String, full: Bool, window: [Double] = [800, 2000]) -> Work {
    .measure(
      MeasureWork(
        outcome: "nbv", variant: full ? "full" : "quickshear", images: ["T1w": image],
        reference: full ? Self.reference : nil, brainML: window, valuesFile: "out/nbv.json",
        labelsFile: "out/dseg.nii.gz"))
  }

  /// The face is gone from the defaced image and still there in the original.
  private func checkFace(_ bench: Bench, _ image: String) throws {
    func standing(_ path: String, other: String? = nil) throws -> FaceStanding {
      let work = FaceWork(
        image: path, original: image, reference: Self.reference, zones: ["eyes", "nose", "mouth"],
        method: "quickshear", parameters: ["buffer": "5mm"], other: other,
        checkFile: "out/face.json", recordFile: "out/record.json")
      let result = try bench.perform(.face(work)).get()
      #expect(result.artefacts == ["out/face.json", "out/record.json"])
      return FaceStanding(
        task: "t", values: StudyValues.decode(result.values), failure: nil, files: ("", ""))
    }
    let (before, after) = (try standing(image), try standing("out/defaced.nii.gz"))
    #expect(before.letter == "C" && before.values["rfs2"] == 1)
    #expect(after.letter == "A", "\(after.values)")
    let text = String(decoding: try bench.folder.bytes(of: "out/face.json"), as: UTF8.self)
    #expect(text.contains("\"judged\" : [\n    \"eyes\""))
    try checkAttacker(bench, hasOther: false)
    #expect(try standing("out/defaced.nii.gz", other: image).letter == "A")
    try checkAttacker(bench, hasOther: true)
    // What is no head cannot be searched among; the original stands in.
    let empty = bench.folder.file("empty.nii.gz")
    try VolumeFile.write(Volume(image: Image(grid: SmallHeads.first.grid), type: .int16), to: empty)
    #expect(try standing("out/defaced.nii.gz", other: empty).letter == "A")
    try checkAttacker(bench, hasOther: false)
    // What cannot be read here an attacker may read.
    let damaged = try bench.folder.write([1, 2, 3], as: "damaged.nii.gz")
    for path in [damaged, bench.folder.file("absent.nii.gz")] {
      let failure = #expect(throws: TaskFailure.self) {
        try standing("out/defaced.nii.gz", other: path)
      }
      #expect(failure?.message.hasPrefix("another image of the person, ") == true)
    }
  }

  /// What is kept for an attacker: a face like the defaced one, and one like the original where there
  /// is another image.
  private func checkAttacker(_ bench: Bench, hasOther: Bool) throws {
    let data = Data(try bench.folder.bytes(of: "out/record.json"))
    let pair = try JSONDecoder().decode(FacePair.self, from: data)
    let alike = try #require(pair.alike)
    #expect(hasOther || alike != pair.defaced, "what is searched for is not its own candidate")
    #expect((pair.second != nil) == hasOther)
    let left = ResidualFace(original: pair.original, defaced: alike).zones[.nose]
    #expect((left?.within2MM ?? 1) < 0.05)
    if let second = pair.second {
      let there = ResidualFace(original: pair.original, defaced: second).zones[.nose]
      #expect((there?.within2MM ?? 0) > 0.5)
    }
  }

  @Test func `a head goes through all steps, and only removed voxels change`() throws {
    let bench = try Bench()
    let image = bench.folder.file("head.nii.gz")
    try VolumeFile.write(SmallHeads.first, to: image)
    let before = try bench.folder.bytes(of: "head.nii.gz")

    let probe = try bench.perform(.probe(ProbeWork(images: ["T1w": image], needed: ["T1w"]))).get()
    #expect(probe.warnings.isEmpty)

    let reference = try bench.perform(
      .reference(ReferenceWork(image: image, output: Self.reference))
    ).get()
    let brainML = StudyValues.decode(reference.values)["brain_mask_ml"] ?? 0
    #expect((1000...1900).contains(brainML), "brain of \(brainML) ml")

    let control = VariantFiles(
      image: "out/noise.nii.gz", mask: "out/no.nii.gz", sidecar: "out/noise.json")
    let noise = try bench.perform(
      .deface(
        DefaceWork(
          image: image, reference: Self.reference, method: "noise", parameters: [:],
          output: control))
    ).get()
    #expect(noise.artefacts.sorted() == ["out/noise.json", "out/noise.nii.gz"])

    let defaced = try bench.perform(deface(image, parameters: ["buffer": "5mm"])).get()
    #expect(
      defaced.artefacts.sorted() == [
        "out/defaced.json", "out/defaced.nii.gz", "out/mask.json", "out/mask.nii.gz",
      ])
    #expect(Set(defaced.hashes.keys) == Set(defaced.artefacts))
    #expect(defaced.hashes["out/mask.json"]?.count == 64)
    try checkFidelity(bench)

    try checkFace(bench, image)

    let full = try bench.perform(measure(image, full: true)).get()
    let again = try bench.perform(measure("out/defaced.nii.gz", full: false)).get()
    #expect(full.artefacts.sorted() == ["out/dseg.nii.gz", "out/nbv.json", "out/nbv.png"])
    let drawn = try #require(Picture(png: try bench.folder.bytes(of: "out/nbv.png")))
    #expect(Set(drawn.overlay).isSuperset(of: [1, 2, 4, 5, 6]), "outlines and tissues")
    #expect(try bench.folder.bytes(of: "out/nbv.png").count < 200_000)
    let values = [full, again].map { StudyValues.decode($0.values)["nbv_ml"] ?? 0 }
    #expect(values.allSatisfy { (800...2500).contains($0) }, "\(values)")
    #expect(abs(values[0] / values[1] - 1) < 0.15, "\(values)")
    let direct = try NBV().measure(
      ["T1w": SmallHeads.first.image(frame: 0)], template: bench.worker.template(),
      parallel: SmallHeads.parallel)
    #expect(values[0] == direct.values["nbv_ml"], "nothing is lost on the way through files")
    try checkPreset(bench, image, usual: values[0])
    #expect(try bench.folder.bytes(of: "head.nii.gz") == before, "originals are never written to")
    #expect(!bench.folder.tree.contains { $0.contains("tmp") || $0.contains(".part") })
  }

  /// The worker measures by the preset that the study asks for, and the file of values tells it.
  private func checkPreset(_ bench: Bench, _ image: String, usual: Double) throws {
    guard case .measure(var work) = measure(image, full: true) else { return }
    work.parameters = ["preset": "-B -f 0.1"]
    let result = try bench.perform(.measure(work)).get()
    let found = try #require(StudyValues.decode(result.values)["nbv_ml"])
    #expect(found != usual && (800...2500).contains(found))
    let file =
      try JSONSerialization.jsonObject(
        with: Data(try bench.folder.bytes(of: "out/nbv.json"))) as? [String: Any]
    #expect(file?["parameters"] as? [String: String] == ["preset": "-B -f 0.1"])
    #expect(abs((file?["nbv_ml"] as? Double ?? 0) - found) < 1e-6)
  }

  private func checkFidelity(_ bench: Bench) throws {
    let after = try VolumeFile.read(bench.folder.file("out/defaced.nii.gz"))
    let removed = try VolumeFile.read(bench.folder.file("out/mask.nii.gz")).image().voxels
    let (old, new) = (SmallHeads.first.bytes, after.bytes)
    #expect(after.header.voxelType == .int16 && old.count == new.count)
    let size = after.header.voxelType.byteCount
    let changed = removed.indices.filter {
      old[$0 * size..<($0 + 1) * size] != new[$0 * size..<($0 + 1) * size]
    }
    #expect(changed.allSatisfy { removed[$0] == 1 })
    #expect(removed.reduce(0, +) > 1000)
    let sidecar =
      try JSONSerialization.jsonObject(
        with: Data(try bench.folder.bytes(of: "out/defaced.json"))) as? [String: Any]
    #expect(sidecar?["DeidentificationMethodCodeSequence"] != nil)
  }

  @Test func `bad images are failures of a known kind`() throws {
    let bench = try Bench()
    func probe(_ name: String) -> String? {
      bench.failure(
        .probe(ProbeWork(images: ["T1w": bench.folder.file(name)], needed: ["T1w"])))?.kind
    }
    let head = bench.folder.file("head.nii.gz")
    try VolumeFile.write(SmallHeads.first, to: head)
    let bytes = try bench.folder.bytes(of: "head.nii.gz")
    _ = try bench.folder.write(Array(bytes.prefix(bytes.count / 2)), as: "cut.nii.gz")
    _ = try bench.folder.write([], as: "empty.nii.gz")
    _ = try bench.folder.write(Array("no image at all".utf8), as: "text.nii.gz")
    #expect(probe("missing.nii.gz") == "input-missing")
    #expect(probe("empty.nii.gz") == "input-unreadable")
    #expect(probe("text.nii.gz") == "input-unreadable")
    let none = bench.failure(.probe(ProbeWork(images: [:], needed: ["T1w"])))
    #expect(none?.kind == "input-missing")
    #expect(none?.message == "the subject has no T1w image, which the outcome needs")
    let cut = bench.failure(
      .reference(ReferenceWork(image: bench.folder.file("cut.nii.gz"), output: Self.reference)))
    #expect(cut?.kind == "input-unreadable")
    #expect(bench.folder.tree.allSatisfy { !$0.hasPrefix("out/") }, "nothing is written")
  }

  @Test(arguments: [false, true])
  func `a further image loses its face, carried over or by itself`(_ isOwn: Bool) throws {
    let bench = try Bench()
    let (first, other) = (bench.folder.file("t1.nii.gz"), bench.folder.file("t2.nii.gz"))
    try VolumeFile.write(SmallSession.volume, to: first)
    try VolumeFile.write(SmallSession.volume(.t2w, on: SmallSession.grid), to: other)
    _ = try bench.perform(
      .reference(ReferenceWork(image: isOwn ? other : first, output: Self.reference))
    ).get()
    var work = DefaceWork(
      image: other, reference: Self.reference, method: "quickshear",
      parameters: ["buffer": "5mm"], output: Self.variant)
    work.primary = isOwn ? nil : first
    let made = try bench.perform(.deface(work)).get()
    #expect(made.artefacts.contains("out/mask.nii.gz"))
    #expect(StudyValues.decode(made.values)["brain_voxels_removed"] == 0)
    #expect(StudyValues.decode(made.values)["residual_nose"] == 0)
    // Limits of the study that no removal can keep let nothing out.
    var limits = GateLimits.standard
    limits.headRemoved["quickshear"] = .init(warn: 0...1, fail: 0...1)
    limits.faceInView.fail = 101
    work.limits = limits
    #expect(bench.failure(.deface(work))?.kind == "gate-face-outside-view")
    let names = try bench.folder.names
    #expect(names.contains("out") && !bench.folder.tree.contains("out/defaced.nii.gz"))
  }

  @Test func `further images share what is removed from the first, to the same bytes`() throws {
    let bench = try Bench()
    let (first, other) = (bench.folder.file("t1.nii.gz"), bench.folder.file("t2.nii.gz"))
    try VolumeFile.write(SmallSession.volume, to: first)
    try VolumeFile.write(SmallSession.volume(.t2w, on: SmallSession.grid), to: other)
    _ = try bench.perform(.reference(ReferenceWork(image: first, output: Self.reference))).get()
    var work = DefaceWork(
      image: other, reference: Self.reference, method: "quickshear",
      parameters: ["buffer": "5mm"], output: Self.variant)
    work.primary = first
    func bytes(buffer: String, fingerprints: [String: String]) throws -> Data? {
      (work.parameters, work.fingerprints) = (["buffer": buffer], fingerprints)
      _ = try bench.perform(.deface(work)).get()
      return FileManager.default.contents(atPath: bench.folder.file("out/defaced.nii.gz"))
    }
    let anew = try bytes(buffer: "5mm", fingerprints: [:])
    #expect(bench.worker.session.withLock { $0 == nil }, "nothing is kept of an image without hash")
    let prints = [first: try FileHash.sha256(ofFile: first)]
    let kept = try bytes(buffer: "5mm", fingerprints: prints)
    #expect(bench.worker.session.withLock { $0 != nil })
    #expect(try kept == anew && bytes(buffer: "5mm", fingerprints: prints) == anew)
    #expect(try bytes(buffer: "15mm", fingerprints: prints) != anew)
  }

  @Test func `several frames and small views are unsuitable`() throws {
    let bench = try Bench()
    let grid = Grid(nx: 40, ny: 40, nz: 40, toWorld: .scaling(Vector3(repeating: 3)))
    let small = Volume(
      image: Image(grid: Grid(nx: 10, ny: 40, nz: 40, toWorld: grid.toWorld)), type: .int16)
    try VolumeFile.write(small, to: bench.folder.file("small.nii"))
    let failure = bench.failure(
      .probe(ProbeWork(images: ["T1w": bench.folder.file("small.nii")], needed: ["T1w"])))
    #expect(failure?.kind == "input-unsuitable")
    #expect(
      failure?.message
        == "T1w: a head needs a field of view of 80 to 600 mm a side, found 30 × 120 × 120 mm")
    try fourFrames(bench.folder.file("frames.nii"))
    let frames = bench.failure(
      .probe(ProbeWork(images: ["T1w": bench.folder.file("frames.nii")], needed: ["T1w"])))
    #expect(frames?.kind == "input-unsuitable")
    #expect(frames?.message == "T1w: a three-dimensional image was expected, found 4 frames")
  }

  private func fourFrames(_ path: String) throws {
    let fixture = NiftiFixture {
      $0.dim = [4, 40, 40, 40, 4, 1, 1, 1]
      $0.voxels = [UInt8](repeating: 0, count: 2 * 40 * 40 * 40 * 4)
    }
    try Data(fixture.file).write(to: URL(fileURLWithPath: path))
  }

  @Test(arguments: [Float(0), 100])
  func `an image without a head gets no reference`(_ level: Float) throws {
    let bench = try Bench()
    let grid = Grid(nx: 64, ny: 64, nz: 64, toWorld: .scaling(Vector3(repeating: 3)))
    let voxels = [Float](repeating: level, count: grid.voxelCount)
    try VolumeFile.write(
      Volume(image: Image(grid: grid, voxels: voxels), type: .int16),
      to: bench.folder.file("flat.nii"))
    let failure = bench.failure(
      .reference(ReferenceWork(image: bench.folder.file("flat.nii"), output: Self.reference)))
    #expect(failure?.kind == "input-unsuitable")
    #expect(bench.folder.tree.filter { $0.hasPrefix("out/") } == ["out/xfm_failed.png"])
  }

  @Test func `a gate that fails leaves no file`() throws {
    let bench = try Bench()
    let image = bench.folder.file("head.nii.gz")
    try VolumeFile.write(SmallHeads.first, to: image)
    _ = try bench.perform(.reference(ReferenceWork(image: image, output: Self.reference))).get()
    let before = bench.folder.tree
    let failure = bench.failure(deface(image, parameters: ["buffer": "90mm"]))
    #expect(failure?.kind.hasPrefix("gate-") == true, "\(failure?.kind ?? "no failure")")
    #expect(failure?.message.isEmpty == false && failure?.remedy?.isEmpty == false)
    #expect(bench.folder.tree == before)
    for stale in ["out/defaced.nii.gz", "out/defaced.json", "out/mask.nii.gz", "out/mask.json"] {
      try bench.folder.make(stale)
    }
    #expect(bench.failure(deface(image, parameters: ["buffer": "90mm"])) != nil)
    #expect(bench.folder.tree == before, "what an earlier run left is gone too")
    let unknown = bench.failure(
      .deface(
        DefaceWork(
          image: image, reference: Self.reference, method: "quickshare", parameters: [:],
          output: Self.variant)))
    #expect(unknown?.kind == "input-unsuitable" && unknown?.remedy == "did you mean 'quickshear'?")
    #expect(bench.folder.tree == before)
  }

  @Test func `an image that was replaced after planning is not worked on`() throws {
    let bench = try Bench()
    let image = bench.folder.file("head.nii.gz")
    try VolumeFile.write(SmallHeads.first, to: image)
    var work = ReferenceWork(image: image, output: Self.reference)
    work.fingerprints = [image: String(repeating: "0", count: 64)]
    let failure = bench.failure(.reference(work))
    #expect(failure?.kind == "input-unsuitable")
    #expect(failure?.message == "the image has changed since the study was planned")
    #expect(!bench.folder.tree.contains { $0.hasPrefix("out/") })
  }

  @Test func `a brain outside the plausible window is a failure, not a number`() throws {
    let bench = try Bench()
    let image = bench.folder.file("head.nii.gz")
    try VolumeFile.write(SmallHeads.first, to: image)
    _ = try bench.perform(.reference(ReferenceWork(image: image, output: Self.reference))).get()
    let failure = bench.failure(measure(image, full: true, window: [100, 200]))
    #expect(failure?.kind == "implausible-value")
    #expect(!bench.folder.tree.contains("out/nbv.json"))
    #expect(!bench.folder.tree.contains("out/nbv.png"))
    let picture = try #require(Picture(png: try bench.folder.bytes(of: "out/nbv_failed.png")))
    #expect(Set(picture.overlay).isSuperset(of: [1, 2, 4, 5, 6]), "all that was known is drawn")
  }

  @Test func `a reference that fails leaves a picture and nothing else`() throws {
    let bench = try Bench()
    let image = bench.folder.file("head.nii.gz")
    var stripes = try SmallHeads.first.image(frame: 0)
    for i in stripes.voxels.indices { stripes.voxels[i] = i % 7 == 0 ? 900 : 100 }
    try VolumeFile.write(Volume(image: stripes, type: .int16), to: image)
    let failure = bench.failure(.reference(ReferenceWork(image: image, output: Self.reference)))
    #expect(failure?.kind == "input-unsuitable", "\(failure?.message ?? "")")
    #expect(bench.folder.tree.filter { $0.hasPrefix("out/") } == ["out/xfm_failed.png"])
  }

  @Test(
    "pictures that may show a face stay out of the derivatives",
    arguments: [
      (
        "derivatives/bauta/sub-1/outcomes/sub-1_desc-full_nbv.json",
        "derivatives/bauta/sub-1/outcomes/sub-1_desc-full_nbv.png",
        ".bauta/work/sub-1/outcomes/sub-1_desc-full_nbv_failed.png"
      ),
      ("out/nbv.json", "out/nbv.png", "out/nbv_failed.png"),
    ])
  func picturesOfFailures(values: String, made: String, failed: String) {
    let pictures = StudyPaths.pictures(ofValues: values)
    #expect(pictures.made == made && pictures.failed == failed)
  }

  @Test func `lost results of an earlier step are told`() throws {
    let bench = try Bench()
    let image = bench.folder.file("head.nii.gz")
    try VolumeFile.write(SmallHeads.first, to: image)
    #expect(bench.failure(measure(image, full: true))?.kind == "input-missing")
    #expect(bench.failure(deface(image, parameters: [:]))?.kind == "input-missing")
    let spec = TaskSpec(id: "t", kind: "measure", payload: "{\"other\":{}}")
    let failure = #expect(throws: TaskFailure.self) {
      try bench.worker.perform(spec, progress: { _, _ in })
    }
    #expect(failure?.kind == "input-unsuitable")
  }
}
