import Support
import Testing
import Volumes

@testable import DICOM

/// Any bytes are read or refused; none ends the program.
@Suite struct HostileSeriesTests {
  private typealias Element = DICOMFixture.Element

  /// A file with sequences of every kind in each other.
  private static func file(isExplicit: Bool) -> [UInt8] {
    var fixture = DICOMFixture()
    fixture.isExplicit = isExplicit
    let inner = Element(
      0x0040, 0xA043, "SQ",
      DICOMFixture.openItem(
        [Element(8, 0x100, "SH", text: "1")], isExplicit: isExplicit)
    ).open
    fixture.extra = [
      Element(8, 0x1140, "SQ", DICOMFixture.item([inner], isExplicit: isExplicit)),
      Element(0x0040, 0x0275, "SQ", DICOMFixture.openItem([inner], isExplicit: isExplicit)).open,
      Element(
        0x0029, 0x1010, "UN",
        DICOMFixture.openItem(
          [Element(8, 0x100, "SH", text: "1")], isExplicit: false)
      ).open,
    ]
    let volume = SmallVolume.lying()
    return fixture.file(2, volume.grid, [Float](repeating: 9, count: 42))
  }

  /// Looks at all there is to look at.
  private static func look(_ bytes: [UInt8]) -> Bool {
    guard let file = try? DICOMFile(bytes) else { return false }
    _ = DICOMSlice(file, number: 1, path: "").map { SliceStack.make([$0, $0]) }
    for element in file.elements { _ = try? OtherPicture.of(element, in: file) }
    _ = IdentifyingElements.filled(in: file)
    _ = DICOMEdits().applied(to: file)
    return true
  }

  @Test(
    "a file cut off anywhere is refused, or ends with a whole element", arguments: [true, false])
  func truncations(_ isExplicit: Bool) throws {
    let whole = Self.file(isExplicit: isExplicit)
    let file = try DICOMFile(whole)
    let ends = Set((file.meta + file.elements).map(\.end))
    let start = try #require(file.meta.last).end
    for count in 0..<whole.count {
      let isRead = Self.look(Array(whole[..<count]))
      if count >= start { #expect(isRead == ends.contains(count), "cut off at \(count)") }
    }
    #expect(Self.look(whole))
  }

  @Test("flipped bytes never end the program", arguments: [true, false])
  func flips(_ isExplicit: Bool) {
    let whole = Self.file(isExplicit: isExplicit)
    var state: UInt64 = 7
    var (read, refused) = (0, 0)
    for _ in 0..<20_000 {
      var bytes = whole
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let place = 132 + Int(state >> 33) % (whole.count - 132)
        bytes[place] = [0, 0xFF, UInt8(truncatingIfNeeded: state >> 20)][Int(state >> 18 & 3) % 3]
      }
      if Self.look(bytes) { read += 1 } else { refused += 1 }
    }
    #expect(read > 100 && refused > 100)
  }

  @Test("folders of flipped files are read and written, or refused", arguments: [true, false])
  func folders(_ isExplicit: Bool) throws {
    let folder = try ScratchFolder()
    var fixture = DICOMFixture()
    fixture.isExplicit = isExplicit
    let whole = try fixture.files(of: SmallVolume.lying())
    var state: UInt64 = 11
    var (read, refused) = (0, 0)
    for _ in 0..<1_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let place = 132 + Int(state >> 33) % (whole[0].count - 132)
      let byte = UInt8(truncatingIfNeeded: state >> 20)
      // The same in all files, or in one.
      let changed = state >> 12 & 1 == 0 ? 0..<5 : 2..<3
      for (z, bytes) in whole.enumerated() {
        var bytes = bytes
        if changed.contains(z), place < bytes.count { bytes[place] = byte }
        _ = try folder.write(bytes, as: "\(z)")
      }
      if Self.rewrites(folder.path) { read += 1 } else { refused += 1 }
    }
    #expect(read > 100 && refused > 100)
  }

  /// Whether a folder is read as a series and written again; what is written can always be read.
  private static func rewrites(_ folder: String) -> Bool {
    guard let series = try? DICOMFolder(folder).series() else { return false }
    var volume = series.volume
    let removed = Mask(
      grid: volume.grid, voxels: (0..<volume.grid.voxelCount).map { $0 % 3 == 0 ? 1 : 0 })
    volume.fill(removed, with: 77)
    let removal = DICOMRemoval(
      volume: volume, removed: removed, method: "m", isCleaned: true, hidesFeatures: true)
    let digest = String(repeating: "0123456789abcdef", count: 4)
    return
      (try? series.write(removal, digest: { _ in digest }) { _, bytes in
        #expect((try? DICOMFile(bytes)) != nil)
      }) != nil
  }

  @Test("sequences in each other without end are refused") func depth() {
    var fixture = DICOMFixture()
    var nested = Element(8, 0x1140, "SQ", []).open
    for _ in 0..<100 {
      nested = Element(8, 0x1140, "SQ", DICOMFixture.openItem([nested], isExplicit: true)).open
    }
    fixture.extra = [nested]
    let bytes = fixture.file(0, SmallVolume.lying().grid, [Float](repeating: 0, count: 42))
    let error = #expect(throws: DICOMDamage.self) { try DICOMFile(bytes) }
    #expect(error?.sentence.contains("lie in each other") == true)
  }

  @Test("an element that is there twice is refused, since it can be a second picture") func twice()
  {
    var fixture = DICOMFixture()
    let volume = SmallVolume.lying()
    let pixels = Element(0x7FE0, 0x10, "OW", [UInt8](repeating: 1, count: 84))
    fixture.extra = [pixels, pixels]
    let bytes = fixture.file(0, volume.grid, [Float](repeating: 0, count: 42))
    let error = #expect(throws: DICOMDamage.self) { try DICOMFile(bytes) }
    #expect(error?.sentence.contains("(7FE0,0010)") == true)
  }
}
