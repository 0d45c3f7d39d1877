import Foundation
import Canvas
import Kernels
import Phantoms
import Pictures
import Support
import Testing
import Volumes

@testable import Commands

struct ImageCommandTests {
  @Test func `info says what the file holds, text that names people only with detail`() async throws
  {
    let folder = try ScratchFolder()
    let fixture = NiftiFixture { $0.texts = [148: "Jane Doe 1970"] }
    let path = try folder.write(fixture.file, as: "a.nii")
    let plain = await Run("info", path)
    #expect(plain.code == 0 && plain.message.isEmpty)
    #expect(plain.result.contains("2 × 3 × 4 voxels") && plain.result.contains("(13 characters)"))
    #expect(!plain.result.contains("Jane"))
    #expect(await Run("info", path, "--detail").result.contains("Jane Doe 1970"))
    let copy = await Run("convert", path, "-o", folder.file("b.nii"), "--json")
    #expect(copy.code == 0 && !copy.result.contains("Jane") && copy.object["dims"] != nil)
    let json = await Run("info", path, "--json")
    #expect(json.object["dims"] as? [Int] == [2, 3, 4] && json.object["axes"] as? String == "RAS")
    #expect(!json.result.contains("Jane"))
  }

  @Test func `of several files the sound ones are told, the others named by their place`()
    async throws
  {
    let folder = try ScratchFolder()
    let sound = try folder.write(NiftiFixture().file, as: "a.nii")
    let bad = try folder.write([], as: "sub-01.nii")
    let run = await Run("info", sound, bad, sound, "--json")
    #expect(run.code == 2)
    #expect((run.json as? [Any])?.count == 2)
    #expect(run.message.hasPrefix("bauta: error: reading image 2 of 3: "))
    #expect(!run.message.contains("sub-01"))
    #expect(await Run("info", bad).code == 65)
  }

  @Test func `convert without options is a faithful copy`() async throws {
    let folder = try ScratchFolder()
    let fixture = NiftiFixture {
      $0.texts = [148: "text"]
      $0.slope = 0.5
      $0.intercept = 3
      $0.order = .big
      $0.voxels = (0..<48).map { UInt8($0) }
    }
    let path = try folder.write(fixture.file, as: "a.nii")
    let copy = folder.file("b.nii")
    #expect(await Run("convert", path, "-o", copy, "--quiet").code == 0)
    #expect(try folder.bytes(of: "b.nii") == fixture.file)
    let again = await Run("convert", path, "-o", copy)
    #expect(again.code == 73 && again.message.contains("--force"))
    #expect(await Run("convert", path, "-o", copy, "--force", "--quiet").code == 0)
    let itself = await Run("convert", path, "-o", path, "--force")
    #expect(itself.code == 73 && itself.message.contains("never"))
    #expect(try folder.bytes(of: "a.nii") == fixture.file)
  }

  @Test func `a link to an input is an input`() async throws {
    let folder = try ScratchFolder()
    let path = try folder.write(NiftiFixture().file, as: "a.nii")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link.nii"), withDestinationPath: path)
    let run = await Run("convert", path, "-o", folder.file("link.nii"), "--force")
    #expect(run.code == 73)
    #expect(try folder.bytes(of: "a.nii") == NiftiFixture().file)
  }

  @Test func `the other half of a pair is an input too`() async throws {
    let folder = try ScratchFolder()
    let fixture = NiftiFixture { $0.isPair = true }
    let path = try folder.write(fixture.header, as: "a.hdr")
    _ = try folder.write(fixture.voxels, as: "a.img")
    let run = await Run("convert", path, "-o", folder.file("a.img"), "--force")
    #expect(run.code == 73 && run.message.contains("never"))
    #expect(try folder.bytes(of: "a.img") == fixture.voxels)
  }

  @Test func `convert goes through every container and back`() async throws {
    let folder = try ScratchFolder()
    let fixture = NiftiFixture { $0.voxels = (0..<48).map { UInt8($0 * 5) } }
    var last = try folder.write(fixture.file, as: "a.nii")
    for name in ["b.mgz", "c.hdr", "d.nii.gz", "e.mgh", "f.mgh.gz", "g.img.gz", "h.nii"] {
      let run = await Run("convert", last, "-o", folder.file(name), "--quiet")
      #expect(run.code == 0, "\(run.message)")
      last = folder.file(name)
    }
    let (was, now) = (try VolumeFile.read(folder.file("a.nii")), try VolumeFile.read(last))
    #expect(try now.image().voxels == was.image().voxels)
    #expect(now.grid.matches(was.grid, toleranceMM: 1e-5))
  }

  @Test func `what a container cannot hold is said, with what to do`() async throws {
    let folder = try ScratchFolder()
    let path = try folder.write(NiftiFixture { $0.slope = 0.5 }.file, as: "a.nii")
    let run = await Run("convert", path, "-o", folder.file("b.mgz"))
    #expect(run.code == 65)
    #expect(run.message.contains("MGH has no scaling") && run.message.contains("float32"))
    #expect(try folder.names == ["a.nii"])
    let floats = await Run("convert", path, "-o", folder.file("b.mgz"), "--dtype", "float32")
    #expect(floats.code == 0)
  }

  @Test func `convert packs as hard as asked and scrubs on request`() async throws {
    let folder = try ScratchFolder()
    let fixture = NiftiFixture {
      $0.texts = [148: "Jane Doe 1970"]
      $0.extensions = [1, 0, 0, 0, 16, 0, 0, 0, 6, 0, 0, 0] + Array("Jane Doe".utf8)
      $0.dim = [3, 40, 40, 40, 1, 1, 1, 1]
      $0.voxels = (0..<128_000).map { UInt8($0 % 7 * ($0 / 999 % 5)) }
    }
    let path = try folder.write(fixture.file, as: "a.nii")
    for level in ["1", "12"] {
      let out = folder.file("\(level).nii.gz")
      #expect(await Run("convert", path, "-o", out, "--level", level).code == 0)
      #expect(try VolumeFile.read(out).bytes == fixture.voxels)
    }
    #expect(try folder.bytes(of: "12.nii.gz").count < folder.bytes(of: "1.nii.gz").count)
    #expect(await Run("convert", path, "-o", folder.file("x.nii.gz"), "--level", "13").code == 64)
    let clean = await Run("convert", path, "-o", folder.file("clean.nii"), "--scrub")
    #expect(clean.message == "bauta: taken out: descrip, 1 extension(s) of 16 bytes\n")
    let text = try folder.bytes(of: "clean.nii").map { $0 }
    #expect(!String(decoding: text, as: UTF8.self).contains("Jane"))
  }

  @Test func `convert changes the type of every frame of a series`() async throws {
    let folder = try ScratchFolder()
    let fixture = NiftiFixture {
      $0.dim = [4, 2, 3, 4, 2, 1, 1, 1]
      $0.pixdim[4] = 2.5
      $0.voxels = (0..<96).map { UInt8($0) }
    }
    let path = try folder.write(fixture.file, as: "a.nii")
    let out = folder.file("b.nii.gz")
    #expect(await Run("convert", path, "-o", out, "--dtype", "float64").code == 0)
    let (was, now) = (try VolumeFile.read(path), try VolumeFile.read(out))
    #expect(now.frames == 2 && now.header.pixdim == was.header.pixdim)
    #expect(try now.image(frame: 1).voxels == was.image(frame: 1).voxels)
  }

  @Test func `colours can be looked at`() async throws {
    let folder = try ScratchFolder()
    let fixture = NiftiFixture {
      ($0.datatype, $0.bitpix) = (128, 24)
      $0.voxels = (0..<72).map { UInt8($0 * 3) }
    }
    let path = try folder.write(fixture.file, as: "a.nii")
    let shown = await Run("view", path, "--print", "--size", "20x10")
    #expect(shown.code == 0 && !shown.result.isEmpty)
    let drawn = await Run("view", path, path, "--picture", folder.file("a.png"))
    #expect(drawn.code == 0 && drawn.result.isEmpty)
    let pixels = try #require(Picture(png: try folder.bytes(of: "a.png")))
    #expect(pixels.width > pixels.height / 2)
    let again = await Run("view", path, "--picture", folder.file("a.png"))
    #expect(again.code == 73 && again.message.contains("--force"))
    let refused = await Run("convert", path, "-o", folder.file("b.nii"), "--dtype", "int16")
    #expect(refused.code == 65 && refused.message.contains("one real number a voxel"))
  }

  @Test func `convert changes type and axes, values stay in place`() async throws {
    let folder = try ScratchFolder()
    let path = try folder.write(
      NiftiFixture { $0.voxels = (0..<48).map { UInt8($0 % 2 == 0 ? $0 : 0) } }.file, as: "a.nii")
    let turned = await Run(
      "convert", path, "-o", folder.file("b.nii.gz"), "--axes", "lpi", "--dtype", "float32",
      "--json")
    #expect(turned.code == 0 && turned.object["axes"] as? String == "LPI")
    let (before, after) = (try VolumeFile.read(path), try VolumeFile.read(folder.file("b.nii.gz")))
    #expect(after.header.voxelType == .float32)
    let back = try after.reoriented(to: "RAS").image()
    #expect(try back.voxels == before.image().voxels)
    #expect(back.grid.matches(before.grid, toleranceMM: 1e-4))
  }

  @Test func `the same seed gives the same head, with its truth`() async throws {
    let folder = try ScratchFolder()
    for name in ["a", "b"] {
      let run = await Run(
        "phantom", "-o", folder.file("\(name).nii"), "--seed", "5", "--voxel", "6", "--truth",
        folder.file("\(name).json"), "--labels", folder.file("\(name)_labels.nii.gz"), "--json")
      #expect(run.code == 0 && run.object["brainML"] != nil || run.object.count > 3)
    }
    #expect(try folder.bytes(of: "a.nii") == folder.bytes(of: "b.nii"))
    #expect(try folder.bytes(of: "a.json") == folder.bytes(of: "b.json"))
    #expect(try folder.names.count == 6)
  }

  @Test func `a head with lesions and a tumour tells their volumes`() async throws {
    let folder = try ScratchFolder()
    let run = await Run(
      "phantom", "-o", folder.file("a.nii"), "--seed", "5", "--voxel", "5", "--contrast", "T1c",
      "--lesions", "6", "--tumour", "--labels", folder.file("l.nii"), "--json")
    #expect(run.code == 0)
    let lesions = run.object["lesions"] as? [String: Any]
    #expect(lesions?["lesion_count"] as? Int == 6)
    let tumour = run.object["tumour"] as? [String: Any]
    let keys = ["tv_ml", "tv_plus_ml", "cetv_ml", "necrosis_ml", "oedema_ml", "enhancing_ml"]
    for key in keys { #expect((tumour?[key] as? Double ?? 0) > 0, "\(key)") }
    let labels = try VolumeFile.read(folder.file("l.nii")).image().voxels
    for label: Float in [22, 23, 24, 25] { #expect(labels.contains(label), "\(label)") }
  }
}
