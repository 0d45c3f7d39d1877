import Foundation
import Kernels
import Phantoms
import Study
import Support
import Testing
import Volumes

@testable import Commands

@Suite(.serialized) struct HeadCommandTests {
  /// Keys that others rely on.
  private static let defaceKeys: Set<String> = [
    "method", "mode", "removed_voxels", "removed_ml", "brain_voxels_removed", "residual_face",
    "gates", "seed", "seconds",
  ]
  private static let nbvKeys: Set<String> = [
    "nbv_ml", "brain_ml", "gm_ml", "wm_ml", "csf_ml", "scaling", "degraded", "warnings", "failure",
  ]

  @Test func `deface writes an image whose kept voxels are the same, and one JSON value`()
    async throws
  {
    let place = try HeadPlace()
    let (out, mask) = (place.folder.file("out.nii.gz"), place.folder.file("mask.nii.gz"))
    let run = await place.run(
      "deface", place.head, "-o", out, "--mask", mask, "--buffer", "5mm", "--json")
    #expect(run.code == 0, "\(run.message)")
    #expect(Self.defaceKeys.subtracting(run.object.keys).isEmpty)
    #expect(run.object["failure"] is NSNull && run.object["seed"] is NSNull)
    let gates = try #require(run.object["gates"] as? [[String: Any]])
    #expect(gates.count >= 5 && gates.allSatisfy { $0["verdict"] as? String != "fail" })
    let (old, new) = (try VolumeFile.read(place.head), try VolumeFile.read(out))
    let removed = try VolumeFile.read(mask).image().voxels
    #expect(run.object["removed_voxels"] as? Int == removed.count { $0 == 1 })
    let kept = removed.indices.filter { removed[$0] == 0 }
    #expect(
      kept.allSatisfy {
        old.bytes[2 * $0] == new.bytes[2 * $0] && old.bytes[2 * $0 + 1] == new.bytes[2 * $0 + 1]
      })
    let again = await place.run("deface", place.head, "-o", out)
    #expect(again.code == 73 && again.message.contains("--force"))
  }

  @Test func `free text of the header goes, unless it is to stay, and nothing else`() async throws {
    let place = try HeadPlace()
    let named = place.folder.file("named.nii.gz")
    let image = try HeadPlace.head.image(frame: 0)
    try VolumeFile.write(Volume(image: image, type: .int16, description: "Jane Doe"), to: named)
    let (out, whole) = (place.folder.file("out.nii.gz"), place.folder.file("whole.nii.gz"))
    let list = place.folder.file("list.tsv")
    let run = await place.run(
      "deface", named, "-o", out, "--buffer", "5mm", "--json", "--attestation", list)
    #expect(run.code == 0, "\(run.message)")
    #expect(
      run.object["removed_text"] as? [String] == ["Free text was taken out of the header: descrip."]
    )
    #expect(!run.message.contains("Jane"))
    let kept = await place.run("deface", named, "-o", whole, "--buffer", "5mm", "--keep-text")
    #expect(kept.code == 0, "\(kept.message)")
    let headers = try [named, out, whole].map { try VolumeFile.read($0).header.raw }
    #expect(headers[0] == headers[2] && headers[0] != headers[1])
    var expected = headers[0]
    for place in 148..<228 { expected[place] = 0 }
    #expect(headers[1] == expected)
    #expect(try VolumeFile.read(out).bytes == VolumeFile.read(whole).bytes)
    let rows = try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n")
    let cells = rows[1].split(separator: "\t").map(String.init)
    #expect(rows.count == 2 && cells[6] == "defaced" && cells[4] == "quickshear")
    #expect(
      try cells[1] == FileHash.sha256(ofFile: out) && cells[3] == FileHash.sha256(ofFile: named))
    let again = await place.run(
      "deface", named, "-o", place.folder.file("b.nii"), "--attestation", list)
    #expect(again.code == 73)
  }

  @Test func `several methods are each applied to the original, beside each other`() async throws {
    let place = try HeadPlace()
    let out = place.folder.file("out")
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: false)
    let run = await place.run(
      "deface", place.head, "-o", out, "--method", "quickshear,defacing", "--mask", out, "--json")
    #expect(run.code == 0, "\(run.message)")
    let reports = try #require(
      run.json as? [[String: Any]])
    #expect(reports.map { $0["method"] as? String } == ["quickshear", "defacing"])
    let stem = String(place.head.split(separator: "/").last ?? "").prefix { $0 != "." }
    let names = ["quickshear", "defacing"].flatMap {
      ["\(stem)_\($0).nii.gz", "\(stem)_\($0)_defacemask.nii.gz"]
    }
    #expect(try Set(FileManager.default.contentsOfDirectory(atPath: out)) == Set(names))
    let alone = place.folder.file("alone.nii.gz")
    #expect(
      await place.run("deface", place.head, "-o", alone, "--method", "defacing").code == 0)
    #expect(try VolumeFile.read(alone).bytes == VolumeFile.read(out + "/" + names[2]).bytes)
  }

  @Test func `one of several methods may be refused, and the others are written`() async throws {
    let place = try HeadPlace()
    let out = place.folder.file("out")
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: false)
    let run = await place.run(
      "deface", place.head, "-o", out, "--method", "quickshear,defacing", "--regions", "forehead")
    #expect(run.code == 2 && run.message.contains("quickshear"), "\(run.message)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: out).count == 1)
    let wrong = [
      (["--method", "quickshear,shave"], "unknown method 'shave'"),
      (["--method", "quickshear,quickshear"], "named twice"),
      (["--method", "quickshear,defacing", "--bids"], "take one method, not 2"),
      (["--method", "quickshear,defacing", "--ring", "keep"], "ring"),
    ]
    for (words, text) in wrong {
      let run = await Run(list: ["deface", place.head, "-o", out] + words)
      #expect(run.code == 64 && run.message.contains(text), "\(run.message)")
    }
    let single = await place.run(
      "deface", place.head, "-o", place.folder.file("a.nii"), "--method", "quickshear,defacing")
    #expect(single.code == 73 && single.message.contains("go to a folder"), "\(single.message)")
    let mask = await place.run(
      "deface", place.head, "-o", out, "--method", "quickshear,defacing", "--mask",
      place.folder.file("m.nii"))
    #expect(mask.code == 64 && mask.message.contains("masks of several methods go to a folder"))
  }

  @Test func `a gate that fails leaves nothing, and says so with its gates`() async throws {
    let place = try HeadPlace()
    let before = try place.folder.names
    let run = await place.run(
      "deface", place.head, "-o", place.folder.file("out.nii.gz"), "--mask",
      place.folder.file("mask.nii.gz"), "--buffer", "90mm", "--json")
    #expect(run.code == 1)
    #expect(try place.folder.names == before)
    let failure = try #require(run.object["failure"] as? [String: Any])
    #expect((failure["kind"] as? String)?.hasPrefix("gate-") == true)
    let gates = run.object["gates"] as? [[String: Any]] ?? []
    #expect(gates.contains { $0["verdict"] as? String == "fail" })
    #expect(run.message.contains("nothing was written") && run.message.contains("help:"))
    #expect(!run.message.contains("sub-07"))
  }

  @Test func `noise fills the face where it is asked for, and its seed is reported`() async throws {
    let place = try HeadPlace()
    let (out, mask) = (place.folder.file("out.nii.gz"), place.folder.file("mask.nii.gz"))
    let run = await place.run(
      "deface", place.head, "-o", out, "--mask", mask, "--buffer", "5mm", "--fill", "noise",
      "--seed", "3", "--json")
    #expect(run.code == 0, "\(run.message)")
    #expect(run.object["seed"] as? Int == 3)
    let removed = try VolumeFile.read(mask).image().voxels
    let voxels = try VolumeFile.read(out).image().voxels
    #expect(Set(removed.indices.filter { removed[$0] == 1 }.map { voxels[$0] }).count > 5)
  }

  @Test func `a zone that was asked for and is left stops the writing`() async throws {
    let place = try HeadPlace()
    let before = try place.folder.names
    let run = await place.run(
      "deface", place.head, "-o", place.folder.file("out.nii.gz"), "--buffer", "5mm", "--regions",
      "forehead,eyes")
    #expect(run.code == 1 && run.message.contains("face-left-forehead"), "\(run.message)")
    #expect(try place.folder.names == before)
    let unknown = await place.run(
      "deface", place.head, "-o", place.folder.file("out.nii.gz"), "--regions", "hair")
    #expect(unknown.code == 64 && unknown.message.contains("eyes"))
  }

  @Test func `both files of a pair are guarded, as inputs and as outputs`() async throws {
    let place = try HeadPlace()
    let pair = ["a.hdr", "a.img"].map(place.folder.file)
    #expect(await place.run("convert", place.head, "-o", pair[0]).code == 0)
    let before = try ["a.hdr", "a.img"].map(place.folder.bytes)
    let twin = await place.run("convert", pair[0], "-o", pair[1], "--dtype", "float32", "--force")
    #expect(twin.code == 73 && twin.message.contains("overwrite an input"))
    let out = await place.run(
      "deface", place.head, "-o", place.folder.file("b.hdr"), "--mask", place.folder.file("b.img"))
    #expect(out.code == 64 && out.message.contains("the same file"))
    #expect(try ["a.hdr", "a.img"].map(place.folder.bytes) == before)
    #expect(try !place.folder.names.contains { $0.hasPrefix("b.") })
  }

  @Test func `a brain mask in the wrong place is not believed`() async throws {
    let place = try HeadPlace()
    let brain = place.folder.file("brain.nii.gz")
    var mask = Mask(grid: HeadPlace.head.grid)
    let size = mask.grid.dims
    for y in 0..<size[1] / 3 {
      for x in size[0] / 3..<2 * size[0] / 3 { mask[x, y, size[2] - 20] = true }
    }
    try VolumeFile.write(Volume(mask: mask), to: brain)
    let run = await place.run(
      "deface", place.head, "-o", place.folder.file("out.nii.gz"), "--brain-mask", brain)
    #expect(run.code == 1, "\(run.message)")
    #expect(try !place.folder.names.contains("out.nii.gz"))
  }

  @Test(arguments: [["deface"], ["brain"], ["measure", "nbv"]])
  func `a head of absurd size is a sentence`(_ words: [String]) async throws {
    let place = try HeadPlace()
    var volume = HeadPlace.head
    volume.grid.toWorld = volume.grid.toWorld * .scaling(Vector3(repeating: 9))
    let giant = place.folder.file("giant.nii")
    try VolumeFile.write(
      Volume(
        image: Image(grid: volume.grid, voxels: try HeadPlace.head.image().voxels), type: .int16),
      to: giant)
    let output = words == ["measure", "nbv"] ? [] : ["-o", place.folder.file("o.nii")]
    let run = await Run(list: words + [giant] + output + ["--template", place.template])
    #expect(
      run.code == 65 && run.message.contains("field of view of 80 to 600 mm"), "\(run.message)")
  }

  @Test func `every frame of a series is defaced`() async throws {
    let place = try HeadPlace()
    let series = place.folder.file("series.nii")
    try Self.writeSeries(of: place.head, to: series)
    let (out, mask) = (place.folder.file("out.nii"), place.folder.file("mask.nii.gz"))
    // The stored numbers are taken as they are, without scaling, so that their air lies below zero.
    let run = await place.run(
      "deface", series, "-o", out, "--mask", mask, "--buffer", "5mm", "--fill", "zero")
    #expect(run.code == 0 && run.message.contains("removed from all"), "\(run.message)")
    #expect(run.message.contains("not at zero"))
    let (old, new) = (try VolumeFile.read(series), try VolumeFile.read(out))
    let removed = try VolumeFile.read(mask).image().voxels
    #expect(new.frames == 2)
    for frame in 0..<2 {
      let (a, b) = (try old.image(frame: frame).voxels, try new.image(frame: frame).voxels)
      #expect(removed.indices.allSatisfy { removed[$0] == 1 ? b[$0] == 0 : a[$0] == b[$0] })
    }
  }

  /// The head twice, the second time with other numbers, as one file of two frames.
  private static func writeSeries(of path: String, to series: String) throws {
    let head = try VolumeFile.read(path)
    let (size, spacing) = (head.grid, head.grid.voxelSizeMM)
    let second = stride(from: 0, to: head.bytes.count, by: 2).flatMap { i in
      [head.bytes[i] ^ 1, head.bytes[i + 1]]
    }
    let toWorld = head.grid.toWorld
    let fixture = NiftiFixture {
      $0.dim = [4, size.nx, size.ny, size.nz, 2, 1, 1, 1]
      $0.pixdim = [1, spacing.x, spacing.y, spacing.z, 1, 1, 1, 1]
      $0.sform = (0..<3).flatMap { row in
        let linear = toWorld.rows[row]
        return [linear.x, linear.y, linear.z, toWorld.translation[row]]
      }
      $0.voxels = Array(head.bytes) + second
    }
    try Data(fixture.file).write(to: URL(fileURLWithPath: series))
  }

  @Test func `nbv gives every key, and its failure gives a kind`() async throws {
    let place = try HeadPlace()
    let run = await place.run("measure", "nbv", place.head, "--json")
    #expect(run.code == 0, "\(run.message)")
    #expect(Self.nbvKeys.subtracting(run.object.keys).isEmpty)
    let values = ["nbv_ml", "brain_ml", "gm_ml", "wm_ml", "csf_ml"].compactMap {
      run.object[$0] as? Double
    }
    #expect(values.count == 5 && abs(values[1] - values[2] - values[3]) < 1e-6 * values[1])
    let flat = place.folder.file("flat.nii")
    let grid = Grid(nx: 60, ny: 60, nz: 60, toWorld: .scaling(Vector3(repeating: 3)))
    try VolumeFile.write(Volume(image: Image(grid: grid), type: .int16), to: flat)
    for (path, code, kind) in [
      (flat, Int32(65), "input-unsuitable"), (place.folder.file("no.nii"), 66, "input-missing"),
    ] {
      let failed = await place.run("measure", "nbv", path, "--json")
      #expect(failed.code == code, "\(failed.message)")
      #expect(Self.nbvKeys.subtracting(failed.object.keys).isEmpty)
      #expect(failed.object["nbv_ml"] is NSNull)
      #expect((failed.object["failure"] as? [String: Any])?["kind"] as? String == kind)
    }
  }

  /// How unlike two images are in the voxels of a label: the standard deviation of the logarithm of
  /// their ratio.
  private static func spread(_ a: Image, _ b: Image, _ labels: [UInt8], _ label: UInt8) -> Double {
    var (sum, squares, count) = (0.0, 0.0, 0.0)
    for (index, found) in labels.enumerated() where found == label {
      let ratio = log(Double(a.voxels[index] / b.voxels[index]))
      (sum, squares, count) = (sum + ratio, squares + ratio * ratio, count + 1)
    }
    return (squares / count - sum * sum / (count * count)).squareRoot()
  }

  @Test func `bias takes out what the coils did to a digital head`() async throws {
    let folder = try ScratchFolder()
    let head = HeadPlace.digital(HeadRecipe(seed: 3))
    var (before, after): ([Image], [Image]) = ([], [])
    for bias in [0, 0.3] {
      before.append(head.image(noise: 0.01, bias: bias))
      let (input, output) = (folder.file("in.nii"), folder.file("out.nii"))
      try VolumeFile.write(Volume(image: before.last!, type: .float32), to: input, overwrite: true)
      let run = await Run(
        "bias", input, "-o", output, "--field", folder.file("f.nii"), "--json", "--force")
      #expect(run.code == 0 && run.message.isEmpty, "\(run.message)")
      #expect((run.object["rounds"] as? [Int])?.count == 4)
      after.append(try VolumeFile.read(output).image(frame: 0))
      let field = try VolumeFile.read(folder.file("f.nii")).image(frame: 0)
      #expect(field.voxels.min().map(Double.init) == run.object["field_minimum"] as? Double)
    }
    let white = Tissue.whiteMatter.rawValue
    let was = Self.spread(before[1], before[0], head.labels, white)
    let left = Self.spread(after[1], after[0], head.labels, white)
    #expect(was > 0.05)
    #expect(left < 0.4 * was, "\(left) of \(was) is left")
  }

  @Test func `brain, segment and register write what they say`() async throws {
    let place = try HeadPlace()
    let brain = place.folder.file("brain.nii.gz")
    let found = await place.run(
      "brain", place.head, "-o", brain, "--mesh", place.folder.file("b.obj"), "--json")
    #expect(found.code == 0 && (found.object["brain_ml"] as? Double ?? 0) > 900, "\(found.message)")
    #expect(try String(decoding: place.folder.bytes(of: "b.obj"), as: UTF8.self).hasPrefix("v "))
    let surface = try #require(found.object["surface"] as? [String: Any])
    #expect(surface["triangles"] as? Int == 5120 && surface["enclosed_ml"] != nil)
    let free = await place.run(
      "brain", place.head, "-o", place.folder.file("free.nii"), "-g", "-0.1", "-c", "-1,2,5",
      "-r", "85", "--mesh", place.folder.file("b.surf.gii"), "--json")
    #expect(free.code == 0 && free.object["guided"] as? Bool == false, "\(free.message)")
    let used = try #require(free.object["parameters"] as? [String: Any])
    #expect(used["gradient"] as? Double == -0.1 && used["centre_mm"] as? [Double] == [-1, 2, 5])
    #expect(
      try String(decoding: place.folder.bytes(of: "b.surf.gii"), as: UTF8.self)
        .contains("<GIFTI Version=\"1.0\""))
    let prefix = place.folder.file("seg")
    let parts = await place.run("segment", place.head, "--brain", brain, "-o", prefix, "--json")
    #expect(parts.code == 0 && parts.object.count == 3, "\(parts.message)")
    #expect(try place.folder.names.filter { $0.hasPrefix("seg") }.count == 4)
    let two = await place.run(
      "segment", place.head, "--brain", brain, "-o", place.folder.file("two"), "--classes", "2",
      "--contrast", "t1", "--json")
    #expect(two.code == 0 && Set(two.object.keys) == ["csf_ml", "brain_ml"], "\(two.message)")
    #expect(
      try place.folder.names.filter { $0.hasPrefix("two") } == [
        "two_dseg.nii.gz", "two_label-CSF_probseg.nii.gz", "two_label-brain_probseg.nii.gz",
      ])
    let matrix = place.folder.file("m.txt")
    let aligned = await place.run(
      "register", place.head, place.template, "--dof", "12", "--matrix", matrix, "-o",
      place.folder.file("moved.nii.gz"), "--json")
    #expect(
      aligned.code == 0 && (aligned.object["matrix"] as? [[Double]])?.count == 4,
      "\(aligned.message)")
    let rows = try String(decoding: place.folder.bytes(of: "m.txt"), as: UTF8.self).split(
      separator: "\n")
    #expect(
      rows.count == 4
        && rows.allSatisfy { $0.split(separator: " ").compactMap { Double($0) }.count == 4 })
    #expect(rows.last == "0.0 0.0 0.0 1.0")
    let moved = try VolumeFile.read(place.folder.file("moved.nii.gz"))
    #expect(moved.grid.matches(try VolumeFile.read(place.template).grid, toleranceMM: 1e-4))
  }
}
