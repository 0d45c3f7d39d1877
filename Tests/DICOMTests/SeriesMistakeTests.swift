import Foundation
import Support
import Testing
import Volumes

@testable import DICOM

@Suite struct SeriesMistakeTests {
  private typealias Element = DICOMFixture.Element

  /// What is wrong with a folder into which a test wrote.
  private static func mistakes(_ write: (ScratchFolder) throws -> Void) throws -> [String] {
    let folder = try ScratchFolder()
    try write(folder)
    let error = #expect(throws: DICOMError.self) { try DICOMFolder(folder.path).series() }
    return error?.mistakes ?? []
  }

  /// A kind of file that is refused, and what is said of it.
  struct Refused: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var change: @Sendable (inout DICOMFixture) -> Void
  }

  static let refused = [
    Refused(testDescription: "compressed (JPEG 2000 lossless); uncompressed") {
      $0.syntax = "1.2.840.10008.1.2.4.90"
    },
    Refused(testDescription: "written big-endian") { $0.syntax = "1.2.840.10008.1.2.2" },
    Refused(testDescription: "60 frame(s) in one file") {
      $0.extra = [Element(0x28, 8, "IS", text: "60")]
    },
    Refused(testDescription: "shows colours (3 sample(s) a pixel, RGB)") {
      $0.extra = [Element(0x28, 2, number: 3), Element(0x28, 4, "CS", text: "RGB")]
    },
    Refused(testDescription: "stores 32 bits in 32 a pixel") {
      $0.extra = [
        Element(0x28, 0x100, number: 32), Element(0x28, 0x101, number: 32),
        Element(0x28, 0x102, number: 31),
      ]
    },
    Refused(testDescription: "is a localiser") {
      $0.extra = [Element(8, 8, "CS", text: "ORIGINAL\\PRIMARY\\LOCALIZER")]
    },
    Refused(testDescription: "is a mosaic") {
      $0.extra = [Element(8, 8, "CS", text: "ORIGINAL\\PRIMARY\\M\\MOSAIC")]
    },
    Refused(testDescription: "does not say where it lies") { $0.without = [[0x20, 0x32]] },
    Refused(testDescription: "does not say how far its pixels are apart") {
      $0.without = [[0x28, 0x30]]
    },
    Refused(testDescription: "holds 84 bytes of pixels; 9 × 6 pixels take 108") {
      $0.extra = [Element(0x28, 0x11, number: 9)]
    },
    Refused(testDescription: "has a table of values") {
      $0.extra = [Element(0x28, 0x3000, "SQ", DICOMFixture.item([], isExplicit: true))]
    },
  ]

  @Test("what cannot be read is said in words, once for all files", arguments: refused)
  func isRefused(_ refused: Refused) throws {
    var fixture = DICOMFixture()
    refused.change(&fixture)
    let said = try Self.mistakes { try fixture.write(SmallVolume.lying(), into: $0.path) }
    #expect(said.count == 1)
    #expect(said[0].hasPrefix("file 1 "))
    #expect(said[0].contains(refused.testDescription), "\(said)")
    #expect(said[0].hasSuffix("(and so with 4 other file(s))"))
  }

  @Test("missing, doubled, shifted and uneven slices are found") func gaps() throws {
    let volume = SmallVolume.lying()
    let files = try DICOMFixture().files(of: volume)
    let missing = try Self.mistakes { folder in
      for z in [0, 1, 2, 4] { _ = try folder.write(files[z], as: "\(z)") }
    }
    #expect(missing.count == 1 && missing[0].hasPrefix("1 slice(s) seem to be missing"))
    let doubled = try Self.mistakes { folder in
      for z in 0..<5 { _ = try folder.write(files[z], as: "\(z)") }
      _ = try folder.write(files[2], as: "again")
    }
    #expect(doubled.count == 1 && doubled[0].hasPrefix("1 slice(s) lie where another"))
    for (shift, text) in [
      (Vector3(0, 0, 0.3), "slices lie at unequal distances"), (Vector3(0, 1, 0), "sideways"),
    ] {
      var grid = volume.grid
      grid.toWorld.translation += shift
      let moved = DICOMFixture().file(2, grid, [Float](repeating: 1, count: 42))
      let said = try Self.mistakes { folder in
        for z in [0, 1, 3, 4] { _ = try folder.write(files[z], as: "\(z)") }
        _ = try folder.write(moved, as: "2")
      }
      #expect(said.count == 1 && said[0].contains(text), "\(said)")
    }
  }

  @Test("slices that do not fit together are found, all at once") func differences() throws {
    let said = try Self.mistakes { folder in
      try DICOMFixture().write(SmallVolume.lying(), into: folder.path)
      var other = DICOMFixture()
      (other.slope, other.bitsStored) = (2, 12)
      let turned = try other.files(of: SmallVolume.lying(SmallVolume.turned))
      _ = try folder.write(turned[3], as: "z")
    }
    #expect(said.count == 3)
    for what in ["directions", "ways to store", "rescale slopes"] {
      #expect(said.contains { $0.contains(what) && $0.contains("1 of 6 unlike") }, "\(said)")
    }
  }

  @Test("a broken file stops a series, whatever else is wrong is told too") func broken() throws {
    let said = try Self.mistakes { folder in
      let files = try DICOMFixture().files(of: SmallVolume.lying())
      for z in [0, 1, 3, 4] { _ = try folder.write(files[z], as: "\(z)") }
      _ = try folder.write(Array(files[2].dropLast(10)), as: "2")
    }
    #expect(said.count == 2)
    #expect(said[0].hasPrefix("file 3 is cut off or damaged: element (7FE0,0010)"))
    #expect(said[1].contains("missing"))
  }

  @Test("a folder without images says so") func nothing() throws {
    let folder = try ScratchFolder()
    _ = try folder.write(Array("a note".utf8), as: "note.txt")
    let error = #expect(throws: DICOMError.self) { try DICOMFolder(folder.path).series() }
    #expect(error?.message.contains("1 were passed over") == true)
    #expect(throws: DICOMError.self) { try DICOMFolder(folder.file("none")) }
  }
}
