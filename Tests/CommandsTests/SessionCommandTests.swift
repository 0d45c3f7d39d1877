import Foundation
import Kernels
import Phantoms
import Support
import Testing
import Volumes

@testable import Commands

/// A folder with a session of small digital images of one head, and a template.
private struct SessionPlace {
  let folder: ScratchFolder
  let out: String

  init() throws {
    folder = try ScratchFolder()
    out = folder.file("out")
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: false)
    try VolumeFile.write(Self.template.head, to: folder.file("template.nii.gz"))
    try VolumeFile.write(Self.template.brain, to: folder.file("template_brain_mask.nii.gz"))
    try VolumeFile.write(Self.brain, to: folder.file("brain.nii.gz"))
    for (name, volume) in Self.images { try VolumeFile.write(volume, to: folder.file(name)) }
  }

  static let images: [(String, Volume)] = {
    let head = digital(HeadRecipe(seed: 1))
    func volume(_ contrast: Contrast) -> Volume {
      Volume(
        image: head.image(contrast: contrast, parallel: Parallel(threads: 2)), type: .int16)
    }
    let flat = Image(grid: head.grid, filledWith: 5)
    return [
      ("sub-07_T2w.nii.gz", volume(.t2w)), ("sub-07_T1w.nii.gz", volume(.t1w)),
      ("sub-07_FLAIR.nii.gz", volume(.flair)),
      ("sub-07_phase.nii.gz", Volume(image: flat, type: .int16)),
    ]
  }()

  static let brain = Volume(
    mask: digital(HeadRecipe(seed: 1)).mask(of: Tissue.intracranial).closed(byMM: 6).holesFilled())

  static let template: (head: Volume, brain: Volume) = {
    let head = digital(.mean)
    let brain = head.mask(of: Tissue.intracranial).largestComponent(.faces).closed(byMM: 6)
      .holesFilled()
    return (
      Volume(image: head.image(parallel: Parallel(threads: 2)), type: .int16), Volume(mask: brain)
    )
  }()

  private static func digital(_ recipe: HeadRecipe) -> DigitalHead {
    DigitalHead(
      recipe: recipe, grid: DigitalHead.grid(voxelMM: Vector3(repeating: 3)),
      parallel: Parallel(threads: 2))
  }

  /// Runs `deface --session` on images of the folder.
  func run(_ names: [String], _ options: [String] = []) async -> Run {
    await Run(
      list: ["deface"] + names.map(folder.file) + options
        + ["-o", out, "--session", "--buffer", "5mm", "--template", folder.file("template.nii.gz")])
  }

  var written: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: out).sorted() }
  }
}

@Suite(.serialized) struct SessionCommandTests {
  @Test func `one mask goes to all images, and each is reported`() async throws {
    let place = try SessionPlace()
    let run = await place.run(
      ["sub-07_T2w.nii.gz", "sub-07_T1w.nii.gz", "sub-07_FLAIR.nii.gz"],
      ["--json", "--mask", place.out])
    #expect(run.code == 0, "\(run.message)")
    #expect(run.message.contains("the face was found on image 2: one frame, whole head in view"))
    #expect(!run.message.contains("sub-07"))
    let reports = try #require(run.json as? [[String: Any]])
    let origins = reports.map { $0["mask_from"] as? [String: Any] ?? [:] }
    #expect(origins.map { $0["by"] as? String } == ["header", "own", "header"])
    #expect(origins.allSatisfy { $0["image"] as? Int == 2 })
    #expect(reports.allSatisfy { $0["written"] as? Bool == true && $0["failure"] is NSNull })
    let quality = try #require(reports[0]["registration"] as? [String: Any])
    #expect(
      ["similarity", "specificity", "overlap", "moved_mm", "disagreement_mm", "matrix"].allSatisfy {
        quality[$0] != nil
      })
    #expect(reports[1]["registration"] == nil)
    let stems = ["FLAIR", "T1w", "T2w"].map { "sub-07_\($0)" }
    #expect(
      try place.written == stems.flatMap { ["\($0).nii.gz", "\($0)_defacemask.nii.gz"] })
    let masks = try stems.map { try VolumeFile.read(place.out + "/\($0)_defacemask.nii.gz").bytes }
    #expect(masks[0] == masks[1] && masks[1] == masks[2] && masks[0].contains(1))
  }

  @Test func `one refused image keeps the session back, unless the rest is asked for`() async throws
  {
    let place = try SessionPlace()
    let names = ["sub-07_T1w.nii.gz", "sub-07_phase.nii.gz"]
    let first = ["--primary", "1", "--brain-mask", place.folder.file("brain.nii.gz")]
    let run = await place.run(names, ["--json"] + first)
    #expect(run.code == 1 && run.message.contains("nothing of the session was written"))
    #expect(run.message.contains("error: image 2 of 2"), "\(run.message)")
    #expect(!run.message.contains("removed "), "\(run.message)")
    #expect(try place.written.isEmpty)
    let reports = try #require(run.json as? [[String: Any]])
    #expect(reports.map { $0["written"] as? Bool } == [false, false])
    #expect(
      (reports[1]["failure"] as? [String: Any])?["kind"] as? String == "registration-failed")
    let rest = await place.run(names, ["--partial"] + first)
    #expect(rest.code == 2 && rest.message.contains("removed "), "\(rest.message)")
    #expect(try place.written == ["sub-07_T1w.nii.gz"])
  }

  @Test func `a session without a face on any image writes nothing and tells the tries`()
    async throws
  {
    let place = try SessionPlace()
    let run = await place.run(["sub-07_phase.nii.gz"])
    #expect(run.code == 1 || run.code == 65)
    #expect(run.message.contains("found on no image of the session"))
    #expect(run.message.contains("note: image 1 was tried"))
    #expect(try place.written.isEmpty)
  }

  @Test func `names that would collide and masks without a folder are refused before any work`()
    async throws
  {
    let place = try SessionPlace()
    let twice = await place.run(["sub-07_T1w.nii.gz", "sub-07_T1w.nii.gz"])
    #expect(twice.code == 64 && twice.message.contains("the same file"))
    let masks = await place.run(
      ["sub-07_T1w.nii.gz", "sub-07_T2w.nii.gz"], ["--mask", place.folder.file("m.nii.gz")])
    #expect(masks.code == 64 && masks.message.contains("the masks of a session go to a folder"))
    for options in [["--primary", "3"], ["--brain-mask", "b.nii"]] {
      let run = await Run(
        list: ["deface", "a.nii", "b.nii", "-o", place.out, "--session"] + options)
      #expect(run.code == 64 && run.message.contains(options[0]))
    }
    let stray = await Run(list: ["deface", "a.nii", "-o", "b.nii", "--partial"])
    #expect(stray.code == 64 && stray.message.contains("--session"))
    #expect(try place.written.isEmpty)
  }

  @Test func `a whole face is said to be there, with reasons`() async throws {
    let place = try SessionPlace()
    let run = await Run(
      list: [
        "check-defaced", place.folder.file("sub-07_T1w.nii.gz"), "--json", "--template",
        place.folder.file("template.nii.gz"),
      ])
    #expect(run.code == 0 && run.object["verdict"] as? String == "whole", "\(run.message)")
    #expect((run.object["probability"] as? Double ?? 1) < 0.1)
    #expect((run.object["reasons"] as? [String])?.count == 3)
    let keys = ["front_mm", "constant_percent", "in_view_percent"]
    #expect(keys.allSatisfy { run.object[$0] is Double })
  }
}
