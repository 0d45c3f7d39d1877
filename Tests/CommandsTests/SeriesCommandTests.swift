import DICOM
import Foundation
import Support
import Testing
import Volumes

@testable import Commands

/// Series of DICOM files of the small digital head.
@Suite(.serialized) struct SeriesCommandTests {
  /// How the small head lies and is stored in a series.
  struct Layout: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// The code of its axes.
    var code = "LPS"
    /// From the world of the head to that of the scanner.
    var moved = Affine.identity
    var store: @Sendable (inout DICOMFixture) -> Void = { _ in }

    /// The head on its grid in the scanner, its values rounded to whole numbers.
    var head: Volume {
      get throws {
        var image = try HeadPlace.head.reoriented(to: code).image(frame: 0)
        image.grid.toWorld = moved * image.grid.toWorld
        image.voxels = image.voxels.map { $0.rounded() }
        return Volume(image: image, type: .int16)
      }
    }

    func write(into folder: String) throws {
      var fixture = DICOMFixture()
      store(&fixture)
      try fixture.write(head, into: folder)
    }
  }

  /// Turned by 10 degrees about the axis from ear to ear.
  private static let nod = Affine(
    columns: Vector3(1, 0, 0), Vector3(0, 0.984_807_753, 0.173_648_178),
    Vector3(0, -0.173_648_178, 0.984_807_753))
  /// Higher slices further to the front, by a tenth of their distance.
  private static let tilt = Affine(
    columns: Vector3(1, 0, 0), Vector3(0, 1, 0), Vector3(0, 0.1, 1))

  static let layouts = [
    Layout(testDescription: "axial, 12 bits") { ($0.isSigned, $0.bitsStored) = (false, 12) },
    Layout(
      testDescription: "sagittal, oblique, implicit, small numbers bright", code: "PIR", moved: nod
    ) {
      ($0.isExplicit, $0.isInverted) = (false, true)
    },
    Layout(testDescription: "tilted, rescaled", moved: tilt) {
      ($0.slope, $0.intercept) = (0.5, 40)
    },
  ]

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
    arguments: layouts)
  func sameAsNifti(_ layout: Layout) async throws {
    let place = try HeadPlace()
    let (scan, out) = (place.folder.file("scan"), place.folder.file("out"))
    try layout.write(into: scan)
    let before = try Self.files(scan)
    let masks = place.folder.file("mask.nii")
    let run = await place.run(
      "deface", scan, "-o", out, "--mask", masks, "--buffer", "5mm", "--json")
    #expect(run.code == 0, "\(run.message)")
    #expect(try Self.files(scan) == before)
    let series = try DICOMFolder(scan).series()
    let head = try layout.head
    #expect(series.volume.grid.matches(head.grid, toleranceMM: 1e-3))
    #expect(try series.volume.image(frame: 0).voxels == head.image(frame: 0).voxels)
    let nifti = place.folder.file("head.nii")
    try VolumeFile.write(series.volume, to: nifti)
    let (other, othersMask) = (
      place.folder.file("defaced.nii"), place.folder.file("same.nii")
    )
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
    try Layout(testDescription: "").write(into: scan)
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
    try Layout(testDescription: "").write(into: scan)
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
    try Layout(testDescription: "").write(into: scan)
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: false)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: out + "/mine.txt"))
    let empty = place.folder.file("empty")
    try FileManager.default.createDirectory(atPath: empty, withIntermediateDirectories: false)
    let wrong: [([String], Int32, String)] = [
      ([scan, "-o", empty, "--mask", empty + "/m.nii"], 64, "the mask would lie"),
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
      ([scan + "/3-1000.dcm", "-o", out + "2"], 65, "one file of a DICOM series"),
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
    try Layout(testDescription: "").write(into: scan)
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
    try Layout(testDescription: "", code: "PIR").write(into: folder.path)
    let run = await Run("info", folder.path, "--json")
    #expect(run.code == 0 && run.object["format"] as? String == "dicom", "\(run.message)")
    #expect(run.object["axes"] as? String == "PIR")
    #expect(run.object["voxel_size_mm"] as? [Double] == [3, 3, 3])
    let text = await Run("info", folder.path, "--series", "1")
    #expect(text.result.contains("3.000 × 3.000 × 3.000 mm"))
    #expect(!text.result.contains("Digital"))
  }
}
