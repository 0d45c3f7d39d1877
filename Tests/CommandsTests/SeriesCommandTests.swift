import DICOM
import Foundation
import Support
import Testing
import Volumes

@testable import Commands

/// Series of DICOM files of the small digital head.
@Suite(.serialized) struct SeriesCommandTests {
  /// The small head as a series: the code of its axes, and how it is stored.
  private static func write(
    _ code: String, _ fixture: DICOMFixture, into folder: String, turned: Bool = false
  ) throws {
    var head = HeadPlace.head.reoriented(to: code)
    if turned {
      let (c, s) = (0.984_807_753, 0.173_648_178)
      let turn = Affine(columns: Vector3(1, 0, 0), Vector3(0, c, s), Vector3(0, -s, c))
      head.grid.toWorld = turn * head.grid.toWorld
    }
    try fixture.write(head, into: folder)
  }

  /// The files of a folder, by their names.
  private static func files(_ folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      files[name] = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
    }
    return files
  }

  @Test(
    "of a series the same voxels go as of the same head in NIfTI, and nothing else changes",
    arguments: [("LPS", false), ("PIR", true)])
  func sameAsNifti(_ code: String, _ isSagittal: Bool) async throws {
    let place = try HeadPlace()
    let (scan, out) = (place.folder.file("scan"), place.folder.file("out"))
    var fixture = DICOMFixture()
    (fixture.isExplicit, fixture.isSigned) = (!isSagittal, isSagittal)
    (fixture.isInverted, fixture.bitsStored) = (isSagittal, isSagittal ? 16 : 12)
    try Self.write(code, fixture, into: scan, turned: isSagittal)
    let before = try Self.files(scan)
    let (masks, same) = (place.folder.file("mask.nii"), place.folder.file("same.nii"))
    let run = await place.run(
      "deface", scan, "-o", out, "--mask", masks, "--buffer", "5mm", "--json")
    #expect(run.code == 0, "\(run.message)")
    #expect(try Self.files(scan) == before)
    let series = try DICOMFolder(scan).series()
    let nifti = place.folder.file("head.nii")
    try VolumeFile.write(series.volume, to: nifti)
    let (other, othersMask) = (place.folder.file("defaced.nii"), same)
    let plain = await place.run(
      "deface", nifti, "-o", other, "--mask", othersMask, "--buffer", "5mm", "--json")
    #expect(plain.code == 0, "\(plain.message)")
    #expect(try VolumeFile.read(masks).bytes == VolumeFile.read(othersMask).bytes)
    let again = try DICOMFolder(out).series()
    #expect(try again.volume.bytes == VolumeFile.read(other).bytes)
    #expect(again.volume.grid == series.volume.grid && again.saysDefaced)
    for key in ["removed_voxels", "brain_voxels_removed"] {
      #expect(run.object[key] as? Int == plain.object[key] as? Int)
    }
    #expect(run.object["brain_voxels_removed"] as? Int == 0)
    #expect(run.object["removed_voxels"] as? Int ?? 0 > 1000)
    let figures = try #require(run.object["dicom"] as? [String: Int])
    #expect(figures["files"] == series.sliceCount && figures["identifying_elements"] == 2)
    let refused = await place.run("deface", out, "-o", place.folder.file("b"))
    #expect(refused.code == 65 && refused.message.contains("already defaced"))
  }

  @Test("a gate that fails leaves nothing") func gate() async throws {
    let place = try HeadPlace()
    let (scan, out) = (place.folder.file("scan"), place.folder.file("out"))
    try Self.write("LPS", DICOMFixture(), into: scan)
    let before = try place.folder.names
    let run = await place.run(
      "deface", scan, "-o", out, "--mask", place.folder.file("m.nii"), "--buffer", "90mm", "--json")
    #expect(run.code == 1 && run.message.contains("nothing was written"), "\(run.message)")
    #expect(try place.folder.names == before)
    #expect((run.object["failure"] as? [String: Any])?["kind"] as? String != nil)
  }

  @Test("a filtered face is not said to be hidden, and what stays is said plainly") func filtered()
    async throws
  {
    let place = try HeadPlace()
    let (scan, out) = (place.folder.file("scan"), place.folder.file("out"))
    try Self.write("LPS", DICOMFixture(), into: scan)
    _ = try ScratchFolder()
    try Data("a note".utf8).write(to: URL(fileURLWithPath: scan + "/note.txt"))
    let run = await place.run("deface", scan, "-o", out, "--method", "facemasking")
    #expect(run.code == 0, "\(run.message)")
    #expect(run.message.contains("1 file(s) that show no image were passed over"))
    #expect(run.message.contains("2 elements of DICOM's confidentiality profile are filled"))
    #expect(!run.message.contains("Digital"))
    let file = try #require(Self.files(out)["00001.dcm"])
    #expect(file.range(of: Data("113102".utf8)) != nil)
    #expect(file.range(of: Data([0x28, 0, 2, 3])) == nil)
  }

  @Test("outputs that would take the place of something else are refused") func outputs()
    async throws
  {
    let place = try HeadPlace()
    let (scan, out) = (place.folder.file("scan"), place.folder.file("out"))
    try Self.write("LPS", DICOMFixture(), into: scan)
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: false)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: out + "/mine.txt"))
    let wrong: [([String], Int32, String)] = [
      ([scan, "-o", out], 73, "not empty"), ([scan, "-o", out, "--force"], 73, "more than DICOM"),
      ([scan, "-o", scan], 73, "lie in each other"),
      ([scan, "-o", scan + "/out"], 73, "lie in each other"),
      ([scan, "-o", place.head, "--force"], 73, "the output is a file"),
      ([scan, "-o", place.folder.file("none/out")], 73, "is not there"),
      ([scan, place.head, "-o", out], 64, "not with several images"),
      ([scan, "-o", out + "2", "--bids"], 64, "not with '--bids'"),
      ([scan, "-o", out + "2", "--series", "2"], 64, "Series 2 was asked for"),
      ([place.head, "-o", out + "2", "--series", "2"], 64, "no folder is given"),
      ([out, "-o", out + "2"], 65, "none was found"),
    ]
    for (words, code, text) in wrong {
      let run = await Run(list: ["deface"] + words)
      #expect(run.code == code && run.message.contains(text), "\(words) \(run.message)")
    }
    #expect(try place.folder.names.filter { $0.hasPrefix("out") } == ["out"])
    #expect(try Self.files(out).keys.sorted() == ["mine.txt"])
  }

  @Test("with --force a folder of DICOM files gives way, and one of two series is chosen")
  func force() async throws {
    let place = try HeadPlace()
    let (scan, out) = (place.folder.file("scan"), place.folder.file("out"))
    try Self.write("LPS", DICOMFixture(), into: scan)
    var second = DICOMFixture()
    (second.seriesUID, second.seriesNumber) = ("1.2.3.9", 9)
    try second.write(HeadPlace.head.reoriented(to: "PIR"), into: scan)
    try DICOMFixture().write(HeadPlace.head.reoriented(to: "PIR"), into: out)
    let names = try Self.files(out).keys.sorted()
    let many = await place.run("deface", scan, "-o", out, "--force")
    #expect(many.code == 64 && many.message.contains("series 2: "), "\(many.message)")
    #expect(try Self.files(out).keys.sorted() == names)
    let run = await place.run(
      "deface", scan, "-o", out, "--force", "--series", "1", "--buffer", "5mm")
    #expect(run.code == 0, "\(run.message)")
    #expect(try Self.files(out).count == HeadPlace.head.grid.nz)
    #expect(try place.folder.names.allSatisfy { !$0.hasPrefix(".bauta") })
  }

  @Test("info tells where a series lies") func info() async throws {
    let folder = try ScratchFolder()
    try Self.write("PIR", DICOMFixture(), into: folder.path)
    let run = await Run("info", folder.path, "--json")
    #expect(run.code == 0 && run.object["format"] as? String == "dicom", "\(run.message)")
    #expect(run.object["axes"] as? String == "PIR")
    #expect(run.object["voxel_size_mm"] as? [Double] == [3, 3, 3])
    let text = await Run("info", folder.path, "--series", "1")
    #expect(text.result.contains("3.000 × 3.000 × 3.000 mm"))
    #expect(!text.result.contains("Digital"))
  }
}
