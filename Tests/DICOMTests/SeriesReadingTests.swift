import Foundation
import Support
import Testing
import Volumes

@testable import DICOM

@Suite struct SeriesReadingTests {
  private static func read(
    _ volume: Volume, _ fixture: DICOMFixture = DICOMFixture()
  ) throws -> DICOMSeries {
    let folder = try ScratchFolder()
    try fixture.write(volume, into: folder.path)
    return try DICOMFolder(folder.path).series()
  }

  @Test(
    "a series lies where its headers say, sorted, with the values of its volume",
    arguments: [
      SmallVolume.axes, SmallVolume.sagittal, SmallVolume.turned, SmallVolume.tilted,
    ])
  func geometry(_ toWorld: Affine) throws {
    let volume = SmallVolume.lying(toWorld)
    let series = try Self.read(volume)
    #expect(series.volume.grid.matches(volume.grid, toleranceMM: 1e-4))
    #expect(try series.volume.image(frame: 0).voxels == volume.image(frame: 0).voxels)
    #expect(series.sliceCount == 5)
  }

  /// A way to store values, with its name.
  struct Storage: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var change: @Sendable (inout DICOMFixture) -> Void
  }

  static let storages = [
    Storage(testDescription: "implicit") { $0.isExplicit = false },
    Storage(testDescription: "unsigned, 16 bits") { $0.isSigned = false },
    Storage(testDescription: "12 of 16 bits") { ($0.isSigned, $0.bitsStored) = (false, 12) },
    Storage(testDescription: "12 of 16 bits, signed, with an intercept") {
      ($0.bitsStored, $0.slope, $0.intercept) = (12, 1, 300)
    },
    Storage(testDescription: "8 bits") {
      ($0.isSigned, $0.bitsAllocated, $0.bitsStored) = (false, 8, 8)
    },
    Storage(testDescription: "8 bits, signed") {
      ($0.bitsAllocated, $0.bitsStored, $0.slope, $0.intercept) = (8, 8, 1, 128)
    },
    Storage(testDescription: "rescaled") { ($0.slope, $0.intercept) = (0.25, -64) },
    Storage(testDescription: "small numbers bright") {
      ($0.isInverted, $0.isSigned, $0.bitsStored) = (true, false, 12)
    },
    Storage(testDescription: "small numbers bright, signed and rescaled") {
      ($0.isInverted, $0.slope, $0.intercept) = (true, 0.5, 3)
    },
  ]

  @Test("however values are stored, they mean the same", arguments: storages)
  func values(_ storage: Storage) throws {
    let volume = SmallVolume.lying()
    var fixture = DICOMFixture()
    storage.change(&fixture)
    let expected = try volume.image(frame: 0).voxels
    let found = try Self.read(volume, fixture).volume.image(frame: 0).voxels
    #expect(found == expected)
  }

  @Test("other files and folders are passed over and counted") func others() throws {
    let folder = try ScratchFolder()
    try DICOMFixture().write(SmallVolume.lying(), into: folder.path)
    _ = try folder.write(Array("a note".utf8), as: "0-note.txt")
    _ = try folder.write([], as: "empty")
    var report = DICOMFixture()
    report.without = [[0x7FE0, 0x10]]
    let grid = SmallVolume.lying().grid
    _ = try folder.write(report.file(0, grid, []), as: "report.dcm")
    try FileManager.default.createDirectory(
      atPath: folder.file("inner"), withIntermediateDirectories: false)
    let found = try DICOMFolder(folder.path)
    #expect(found.passedOver == 3)
    #expect(try found.series().sliceCount == 5)
  }

  @Test("several series are listed by number and size, and one is chosen") func several() throws {
    let folder = try ScratchFolder()
    var second = DICOMFixture()
    (second.seriesUID, second.seriesNumber) = ("1.2.3.4.6", 8)
    try second.write(SmallVolume.lying(SmallVolume.turned), into: folder.path)
    try DICOMFixture().write(SmallVolume.lying(), into: folder.path)
    let found = try DICOMFolder(folder.path)
    let error = #expect(throws: DICOMError.self) { try found.series() }
    #expect(error?.code == .ambiguous)
    #expect(
      error?.mistakes
        == ["series 1: 5 slice(s) of 7 × 6 pixels", "series 2: 5 slice(s) of 7 × 6 pixels"])
    let grid = SmallVolume.lying(SmallVolume.turned).grid
    #expect(try found.series(2).volume.grid.matches(grid, toleranceMM: 1e-4))
    #expect(throws: DICOMError.self) { try found.series(3) }
    #expect(throws: DICOMError.self) { try found.series(0) }
  }
}
