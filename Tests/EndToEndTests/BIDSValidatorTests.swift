import Foundation
import Phantoms
import Support
import Testing
import Volumes

/// A BIDS dataset of digital heads of 3 mm and a template of the same kind.
private struct SmallDataset {
  let folder: ScratchFolder
  var session: String { folder.file("raw/sub-01/ses-1") }
  var images: [String] {
    ["anat/sub-01_ses-1_T1w", "anat/sub-01_ses-1_echo-2_T2w", "func/sub-01_ses-1_task-rest_bold"]
      .map { "\(session)/\($0).nii" + ($0.hasSuffix("bold") ? "" : ".gz") }
  }

  init() throws {
    folder = try ScratchFolder()
    let grid = DigitalHead.grid(voxelMM: Vector3(repeating: 3))
    let mean = DigitalHead(recipe: .mean, grid: grid, parallel: Self.parallel)
    try write(mean.image(parallel: Self.parallel), "template.nii.gz")
    let brain = mean.mask(of: Tissue.intracranial).closed(byMM: 6).holesFilled()
    try VolumeFile.write(Volume(mask: brain), to: folder.file("template_brain_mask.nii.gz"))
    let head = DigitalHead(recipe: HeadRecipe(seed: 1), grid: grid, parallel: Self.parallel)
    for (path, contrast) in zip(images, [Contrast.t1w, .t2w, .t2w]) {
      let image = head.image(contrast: contrast, parallel: Self.parallel)
      try write(
        image, String(path.dropFirst(folder.path.count + 1)), frames: path.contains("bold") ? 2 : 1)
    }
    try writeTexts()
  }

  private static let parallel = Parallel(threads: 2)

  private func write(_ image: Image, _ name: String, frames: Int = 1) throws {
    let url = URL(fileURLWithPath: folder.file(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    let one = Volume(image: image, type: .int16)
    guard frames > 1 else { return try VolumeFile.write(one, to: url.path) }
    let (grid, spacing) = (image.grid, image.grid.voxelSizeMM)
    let fixture = NiftiFixture {
      $0.dim = [4, grid.nx, grid.ny, grid.nz, frames, 1, 1, 1]
      $0.pixdim = [1, spacing.x, spacing.y, spacing.z, 2, 1, 1, 1]
      $0.sform = (0..<3).flatMap { row in
        let linear = grid.toWorld.rows[row]
        return [linear.x, linear.y, linear.z, grid.toWorld.translation[row]]
      }
      $0.voxels = (0..<frames).flatMap { _ in one.bytes }
    }
    var bytes = fixture.file
    bytes[123] = 10  // millimetres and seconds
    try Data(bytes).write(to: url)
  }

  private func writeTexts() throws {
    let stem = "raw/sub-01/ses-1/sub-01_ses-1"
    for (name, text) in [
      ("raw/dataset_description.json", #"{"Name": "heads", "BIDSVersion": "1.11.0"}"#),
      ("raw/README", "Digital heads.\n"),
      ("raw/participants.tsv", "participant_id\tage\nsub-01\t30\nsub-02\t40\n"),
      ("raw/participants.json", #"{"age": {"Description": "age", "Units": "year"}}"#),
      ("raw/task-rest_bold.json", #"{"RepetitionTime": 2.0, "TaskName": "rest"}"#),
      (
        "\(stem)_scans.tsv",
        "filename\tacq_time\n" + images.map { "\($0.dropFirst(session.count + 1))\tn/a\n" }.joined()
      ),
      ("raw/sub-01/ses-1/anat/sub-01_ses-1_T1w.json", #"{"EchoTime": 0.0030}"#),
      ("raw/sub-01/ses-1/anat/sub-01_ses-1_echo-2_T2w.json", #"{"EchoTime": 0.1}"#),
      (
        "raw/sub-01/ses-1/func/sub-01_ses-1_task-rest_events.tsv",
        "onset\tduration\n0\t1\n"
      ),
    ] { try text.write(toFile: folder.file(name), atomically: true, encoding: .utf8) }
  }

  var files: [String] {
    (FileManager.default.enumerator(atPath: folder.file("new"))?.allObjects as? [String] ?? [])
      .filter { $0.contains(".") || $0.contains("README") }.sorted()
  }

  func text(_ name: String) throws -> String {
    String(decoding: try folder.bytes(of: "new/\(name)"), as: UTF8.self)
  }
}

@Suite(.serialized) struct BIDSValidatorTests {
  static let skip: Comment =
    "the official BIDS validator is not installed (scripts/bids-validator installs it)"

  @Test(.enabled(if: BIDSValidator.path != nil, skip))
  func `a session that was defaced into a dataset of its own has no error`() throws {
    let made = try SmallDataset()
    let run = try Program.start(
      ["deface"] + made.images + [
        "-o", made.folder.file("new"), "--session", "--bids", "--method", "defacing", "--template",
        made.folder.file("template.nii.gz"),
      ]
    ).ending()
    try #require(run.code == 0, "\(run.message)")
    let errors = try BIDSValidator.errors(in: made.folder.file("new"))
    #expect(errors == [], "\(errors)")
    let stem = "sub-01/ses-1/anat/sub-01_ses-1"
    #expect(made.files.contains("\(stem)_mod-T2wecho2_defacemask.json"))
    #expect(made.files.contains("sub-01/ses-1/func/sub-01_ses-1_task-rest_events.tsv"))
    #expect(try made.text("participants.tsv") == "participant_id\tage\nsub-01\t30\n")
    #expect(try made.text("sub-01/ses-1/sub-01_ses-1_scans.tsv").contains("bold.nii\tn/a\n"))
    #expect(try made.text("dataset_description.json").contains("GeneratedBy"))
    let sidecar = try made.text("\(stem)_T1w.json")
    #expect(sidecar.contains(#""EchoTime": 0.0030"#) && sidecar.contains("113102"))
    #expect(try made.text("\(stem)_mod-T1w_defacemask.json").contains("1 = removed"))
  }

  @Test(.enabled(if: BIDSValidator.path != nil, skip))
  func `the derivatives of a study have no error`() throws {
    let made = try SmallDataset()
    let (study, template) = (made.folder.file("study"), made.folder.file("template.nii.gz"))
    let asked = try Program.run(
      "init", study, "--bids", made.folder.file("raw"), "--name", "s", "--cohort", "all")
    try #require(asked.code == 0, "\(asked.message)")
    // One method writes every kind of file; all of them are tested elsewhere.
    let path = study + "/study.yaml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(
      of: "methods: [quickshear, facemasking, defacing]", with: "methods: [defacing]"
    ).replacingOccurrences(of: "controls: [noise]", with: "controls: []")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let run = try Program.run("run", study, "--template", template, "--threads", "2")
    #expect(run.code == 0, "\(run.result)\(run.message)")
    let place = study + "/derivatives/bauta"
    let errors = try BIDSValidator.errors(in: place)
    #expect(errors == [], "\(errors)")
    // The validator does find what is wrong.
    try "{}".write(
      toFile: place + "/sub-01/ses-1/anat/sub-01_ses-1_desc-defacing_T9w.json", atomically: true,
      encoding: .utf8)
    #expect(try BIDSValidator.errors(in: place) != [])
  }
}
