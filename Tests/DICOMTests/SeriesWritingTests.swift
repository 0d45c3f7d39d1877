import Foundation
import Support
import Testing
import Volumes

@testable import DICOM

@Suite struct SeriesWritingTests {
  private typealias Element = DICOMFixture.Element

  /// Reads a series that a fixture writes.
  private static func series(_ fixture: DICOMFixture) throws -> DICOMSeries {
    let folder = try ScratchFolder()
    try fixture.write(SmallVolume.lying(), into: folder.path)
    return try DICOMFolder(folder.path).series()
  }

  /// A removal of the first two columns of all slices but the last, filled with zero.
  private static func removal(
    of series: DICOMSeries, isCleaned: Bool = true, hidesFeatures: Bool = true
  ) -> DICOMRemoval {
    let grid = series.volume.grid
    let voxels = (0..<grid.voxelCount).map { voxel -> UInt8 in
      voxel % grid.nx < 2 && voxel / (grid.nx * grid.ny) < grid.nz - 1 ? 1 : 0
    }
    let removed = Mask(grid: grid, voxels: voxels)
    var volume = series.volume
    volume.fill(removed, with: 0)
    return DICOMRemoval(
      volume: volume, removed: removed, method: "shear (test 1)", isCleaned: isCleaned,
      hidesFeatures: hidesFeatures)
  }

  /// A hash that is good enough to tell texts apart.
  private static func digest(_ bytes: [UInt8]) -> String {
    let hash = bytes.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return String(repeating: String(hash | 1 << 63, radix: 16), count: 4)
  }

  private static func written(
    _ series: DICOMSeries, _ removal: DICOMRemoval
  ) throws -> (files: [DICOMFile], report: DICOMSeriesReport) {
    var files: [DICOMFile] = []
    let report = try series.write(removal, digest: digest) { place, bytes in
      #expect(place == files.count + 1)
      files.append(try DICOMFile(bytes))
    }
    return (files, report)
  }

  private static func bytes(_ file: DICOMFile, _ element: DICOMElement) -> [UInt8] {
    Array(file.bytes[element.start..<element.end])
  }

  /// What a removal changes of a file, and nothing else.
  private static let changed: Set<DICOMTag> = [
    .imageType, .sopInstanceUID, .deidentificationMethod, .deidentificationCodes,
    .seriesInstanceUID, .visualFeatures, .pixelData,
  ]

  @Test(
    "pixels that are kept and all other elements are those of the original, bit by bit",
    arguments: SeriesReadingTests.storages)
  func fidelity(_ storage: SeriesReadingTests.Storage) throws {
    var fixture = DICOMFixture()
    storage.change(&fixture)
    let series = try Self.series(fixture)
    let removal = Self.removal(of: series)
    let (files, report) = try Self.written(series, removal)
    #expect(files.count == 5 && report.files == 5 && report.takenOut.isEmpty)
    for (old, new) in zip(series.files, files) {
      let others = old.elements.filter { !Self.changed.contains($0.tag) }
      #expect(
        others.map { Self.bytes(old, $0) }
          == new.elements.filter { !Self.changed.contains($0.tag) }.map { Self.bytes(new, $0) })
      #expect(new.syntax == old.syntax && new.bytes[..<132] == old.bytes[..<132])
    }
    let voxels = try Self.voxels(files, series)
    let kept = removal.removed.voxels.indices.filter { removal.removed.voxels[$0] == 0 }
    let before = try Self.voxels(series.files, series)
    #expect(kept.allSatisfy { voxels[$0] == before[$0] })
    #expect(voxels != before)
  }

  /// The stored bytes of every pixel, of all slices.
  private static func voxels(_ files: [DICOMFile], _ series: DICOMSeries) throws -> [[UInt8]] {
    let size = series.format.bytesPerPixel
    return try files.flatMap { file in
      let pixels = try #require(file.element(.pixelData)).value.prefix(series.format.byteCount)
      return stride(from: pixels.startIndex, to: pixels.endIndex, by: size).map {
        Array(file.bytes[$0..<$0 + size])
      }
    }
  }

  @Test("a series that was written is read as the volume without the face") func readAgain() throws
  {
    let folder = try ScratchFolder()
    for storage in SeriesReadingTests.storages {
      var fixture = DICOMFixture()
      storage.change(&fixture)
      let series = try Self.series(fixture)
      let removal = Self.removal(of: series)
      _ = try series.write(removal, digest: Self.digest) { place, bytes in
        _ = try folder.write(bytes, as: "\(place).dcm")
      }
      let again = try DICOMFolder(folder.path).series()
      #expect(again.volume.bytes == removal.volume.bytes, "\(storage.testDescription)")
      #expect(again.volume.grid == series.volume.grid && again.saysDefaced)
    }
  }

  @Test("what was done is said, behind what was said before") func sayings() throws {
    for isExplicit in [true, false] {
      var fixture = DICOMFixture()
      fixture.isExplicit = isExplicit
      let code = DICOMFixture.openItem(
        [Element(8, 0x100, "SH", text: "113100")], isExplicit: isExplicit)
      fixture.extra = [
        Element(0x12, 0x63, "LO", text: "names taken out"), Element(0x12, 0x64, "SQ", code).open,
        Element(0x28, 0x302, "CS", text: "YES"),
      ]
      let series = try Self.series(fixture)
      let file = try Self.written(series, Self.removal(of: series)).files[0]
      #expect(file.texts(.deidentificationMethod) == ["names taken out", "shear (test 1)"])
      #expect(file.text(.visualFeatures) == "NO")
      #expect(file.texts(.imageType) == ["DERIVED", "PRIMARY", "M", "ND"])
      let codes = try #require(file.element(.deidentificationCodes))
      let items = try ElementReader(bytes: file.bytes)
        .items(in: codes.value, file.syntax.encoding, depth: 1)
      let values = items.map { item in
        item.filter { $0.tag == .codeValue }.map { DICOMFile.trimmed(file.bytes[$0.value]) }
      }
      #expect(values == [["113100"], ["113102"]])
      #expect(file.element(DICOMTag(0x12, 0x62)) == nil)
    }
  }

  @Test("nothing more is said than is true") func reserve() throws {
    let series = try Self.series(DICOMFixture())
    let file = try Self.written(
      series, Self.removal(of: series, isCleaned: false, hidesFeatures: false)
    ).files[0]
    #expect(file.element(.visualFeatures) == nil && file.element(.deidentificationCodes) == nil)
    #expect(file.texts(.deidentificationMethod) == ["shear (test 1)"])
  }

  @Test("identifiers are new, the same each time, and others for other pixels") func identifiers()
    throws
  {
    let series = try Self.series(DICOMFixture())
    let removal = Self.removal(of: series)
    let (first, again) = (
      try Self.written(series, removal).files, try Self.written(series, removal).files
    )
    #expect(first.map(\.bytes) == again.map(\.bytes))
    let instances = first.compactMap { $0.text(.sopInstanceUID) }
    #expect(Set(instances).count == 5 && Set(first.map { $0.text(.seriesInstanceUID) }).count == 1)
    for (file, instance) in zip(first, instances) {
      let meta = try #require(file.meta.first { $0.tag == .metaInstanceUID })
      #expect(DICOMFile.trimmed(file.bytes[meta.value]) == instance)
      #expect(instance.hasPrefix("2.25.") && instance.count <= 44)
      let length = try #require(file.meta.first)
      let stated = ElementReader(bytes: file.bytes).u32(length.value.lowerBound)
      #expect(try stated == #require(file.meta.last).end - length.end)
    }
    var other = removal
    other.volume.bytes[0] ^= 1
    other.removed.voxels[0] = 1
    #expect(
      try Self.written(series, other).files[0].text(.seriesInstanceUID)
        != first[0].text(.seriesInstanceUID))
    #expect(DICOMUID.made(fromHash: String(repeating: "f", count: 64)).hasPrefix("2.25.3402823669"))
  }

  @Test("what can hold another copy of the face goes, and is counted", arguments: [true, false])
  func otherPictures(_ isExplicit: Bool) throws {
    var fixture = DICOMFixture()
    fixture.isExplicit = isExplicit
    let icon = Element(
      0x88, 0x200, "SQ",
      DICOMFixture.item(
        [Element(0x7FE0, 0x10, "OB", [1, 2])], isExplicit: isExplicit))
    let large = [UInt8](repeating: 7, count: 4098)
    fixture.extra = [
      icon, Element(8, 0x1140, "SQ", DICOMFixture.item([icon], isExplicit: isExplicit)),
      Element(
        8, 0x2112, "SQ",
        DICOMFixture.item(
          [Element(8, 0x1155, "UI", text: "1.2")], isExplicit: isExplicit)),
      Element(0x29, 0x10, "LO", text: "MAKER"), Element(0x29, 0x1010, "OB", large),
      Element(0x29, 0x1020, "OB", [1, 2, 3, 4]),
      Element(0x6000, 0x10, number: 6), Element(0x6000, 0x3000, "OW", [1, 2, 3, 4, 5, 6]),
      Element(0xFFFC, 0xFFFC, "OB", large),
    ]
    let series = try Self.series(fixture)
    let (files, report) = try Self.written(series, Self.removal(of: series))
    #expect(
      report.takenOut == [.icon: 5, .overlay: 5, .privateElement: 5, .sequence: 5, .padding: 5])
    let left = Set(files[0].elements.map(\.tag))
    for tag in [
      DICOMTag(0x88, 0x200), DICOMTag(8, 0x1140), DICOMTag(0x29, 0x1010),
      DICOMTag(0x6000, 0x10), DICOMTag(0x6000, 0x3000), .trailingPadding,
    ] {
      #expect(!left.contains(tag), "\(tag)")
    }
    #expect(left.contains(DICOMTag(0x29, 0x1020)) && left.contains(DICOMTag(8, 0x2112)))
    #expect(report.privateElements == 2)
  }

  @Test("elements that can tell who somebody is are counted where they are filled") func identity()
    throws
  {
    let plain = try Self.series(DICOMFixture())
    let few = try Self.written(plain, Self.removal(of: plain)).report.identifying
    #expect(few == 2, "name of the patient and identifier of the study")
    var fixture = DICOMFixture()
    fixture.extra = [
      Element(8, 0x80, "LO", text: "A hospital"), Element(0x10, 0x20, "LO", text: ""),
      Element(0x10, 0x30, "DA", text: "19700101"),
    ]
    let named = try Self.series(fixture)
    #expect(try Self.written(named, Self.removal(of: named)).report.identifying == few + 2)
  }

  @Test("new numbers stay within what the stored bits can hold") func limits() throws {
    var fixture = DICOMFixture()
    (fixture.isSigned, fixture.bitsStored) = (false, 12)
    let series = try Self.series(fixture)
    var removal = Self.removal(of: series)
    removal.volume.fill(removal.removed, with: 9000)
    let file = try Self.written(series, removal).files[0]
    let pixels = try #require(file.element(.pixelData)).value
    #expect(ElementReader(bytes: file.bytes).u16(pixels.lowerBound) == 4095)
  }
}
