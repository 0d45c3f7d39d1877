import Foundation
import Support
import Testing

@testable import Volumes

@Suite struct PartialReadingTests {
  let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  /// Two frames of 5 × 4 × 6 int16, each voxel its own number, plain, packed and as a pair.
  static let fixture = NiftiFixture {
    $0.dim = [4, 5, 4, 6, 2, 1, 1, 1]
    ($0.slope, $0.intercept) = (2, -1)
    $0.voxels = (0..<240).flatMap { ByteWriter.bytes(of: Int16($0), order: .little) }
  }

  static func paths(in folder: ScratchFolder) throws -> [String] {
    var pair = fixture
    pair.isPair = true
    _ = try folder.write(pair.voxels, as: "c.img")
    return [
      try folder.write(fixture.file, as: "a.nii"),
      try folder.write(Deflate.gzip([fixture.file]), as: "b.nii.gz"),
      try folder.write(pair.header, as: "c.hdr"),
    ]
  }

  @Test func someSlicesAreTheSameAsInTheWhole() throws {
    for path in try Self.paths(in: folder) {
      let whole = try VolumeFile.read(path)
      for (slices, frame) in [(0..<1, 0), (2..<5, 1), (0..<6, 1), (5..<6, 0)] {
        let part = try VolumeFile.readSlices(path, slices, frame: frame)
        let expected = try whole.image(frame: frame).voxels[
          slices.lowerBound * 20..<slices.upperBound * 20]
        #expect(try part.image().voxels == Array(expected))
        #expect(part.grid.nz == slices.count)
        let corner = Vector3(0, 0, Double(slices.lowerBound))
        #expect(part.grid.toWorld(.zero) == whole.grid.toWorld(corner))
      }
    }
  }

  /// Sixteen terabytes on paper: were anything but the slice read, the test could not end.
  @Test func oneSliceOfAHugeFileIsReadAlone() throws {
    var fixture = NiftiFixture { $0.format = .nifti2 }
    fixture.dim = [3, 40, 40, 1 << 32, 1, 1, 1, 1]
    fixture.voxels = []
    let path = try folder.write(fixture.file, as: "huge.nii")
    let (slice, size) = (3_000_000_000, 40 * 40 * 2)
    let start = UInt64(544 + slice * size)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try file.truncate(atOffset: UInt64(544 + (1 << 32) * size))
    try file.seek(toOffset: start)
    try file.write(contentsOf: Data([7, 1]))
    try file.close()
    let part = try VolumeFile.readSlices(path, slice..<slice + 1)
    #expect(try part.image().voxels.prefix(2) == [263, 0])
    let reading = try ProgressiveReading(path)
    let coarse = try #require(try reading.preview(side: 8))
    #expect(coarse.grid.dims == [8, 8, 8])
  }

  @Test func slicesAndFramesThatAreNotThereAreRefused() throws {
    let path = try Self.paths(in: folder)[0]
    for (slices, message) in [
      (5..<7, "Slices 5 to 6 were asked for, but the image has slices 0 to 5."),
      (-1..<1, "Slices -1 to 0 were asked for, but the image has slices 0 to 5."),
    ] {
      let error = try #require(throws: VolumeError.self) {
        try VolumeFile.readSlices(path, slices)
      }
      #expect((error.message, error.path) == (message, path))
    }
    let error = try #require(throws: VolumeError.self) {
      try VolumeFile.readSlices(path, 0..<1, frame: 2)
    }
    #expect(error.message == "Frame 2 was asked for, but the image has frames 0 to 1.")
  }

  @Test func aFileCutWithinTheSliceIsSaidToBeSo() throws {
    let cut = Array(Self.fixture.file.dropLast(100))
    let plain = try folder.write(cut, as: "a.nii")
    let packed = try folder.write(
      Deflate.gzip([Self.fixture.file]).dropLast(40), as: "b.nii.gz")
    let short = try folder.write(Deflate.gzip([cut]), as: "c.nii.gz")
    for (path, start) in [
      (plain, "The file is cut off: the header promises 832 bytes, but there are only 732."),
      (packed, "The compressed data are cut off: they end after "),
      (short, "The file is cut off: the header promises 832 bytes, but there are only 732."),
    ] {
      #expect(throws: Never.self) { try VolumeFile.readSlices(path, 0..<1) }
      for read in [
        { _ = try VolumeFile.readSlices(path, 5..<6, frame: 1) },
        { _ = try ProgressiveReading(path).preview(frame: 1) },
      ] {
        let error = try #require(throws: VolumeError.self) { try read() }
        #expect(error.message.hasPrefix(start), "\(error.message)")
      }
    }
  }
}

@Suite struct ProgressiveReadingTests {
  let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  @Test(arguments: [0, 1]) func thePreviewIsEverySoManiethVoxel(frame: Int) throws {
    for path in try PartialReadingTests.paths(in: folder) {
      let reading = try ProgressiveReading(path)
      #expect(reading.reading.grid.dims == [5, 4, 6])
      let coarse = try #require(try reading.preview(frame: frame, side: 3))
      #expect(coarse.grid.dims == [3, 2, 3])
      let whole = try reading.volume()
      let fine = try whole.image(frame: frame)
      for z in 0..<3 {
        for y in 0..<2 {
          for x in 0..<3 {
            #expect(coarse[x, y, z] == fine[2 * x, 2 * y, 2 * z])
            let index = Vector3(Double(x), Double(y), Double(z))
            #expect(coarse.grid.toWorld(index) == fine.grid.toWorld(index * 2))
          }
        }
      }
      #expect(whole.bytes == (try VolumeFile.read(path)).bytes)
      let again = try #require(try reading.preview(frame: frame, side: 3))
      #expect(again.voxels == coarse.voxels, "from memory now")
    }
  }

  @Test func aSmallImageIsItsOwnPreview() throws {
    let path = try folder.write(NiftiFixture { $0.voxels[4] = 9 }.file, as: "a.nii")
    let coarse = try #require(try ProgressiveReading(path).preview())
    #expect(coarse.voxels == (try VolumeFile.read(path).image()).voxels)
  }

  @Test func cancellingEndsTheReadingBetweenSlices() throws {
    for path in try PartialReadingTests.paths(in: folder) {
      var asked = 0
      let reading = try ProgressiveReading(path)
      let coarse = try reading.preview {
        asked += 1
        return asked == 3
      }
      #expect(coarse == nil)
      #expect(asked == 3)
    }
  }

  @Test func coloursAreShownAndNotComputedWith() throws {
    for (type, size) in [(VoxelType.rgb24, 3), (.rgba32, 4)] {
      let fixture = NiftiFixture {
        ($0.datatype, $0.bitpix) = (type.rawValue, Int16(8 * size))
        $0.voxels = (0..<24).flatMap { _ in Array([200, 100, 50, 255].prefix(size)) as [UInt8] }
      }
      let path = try folder.write(fixture.file, as: "a.nii")
      let volume = try VolumeFile.read(path)
      let expected = Float(0.299 * 200 + 0.587 * 100 + 0.114 * 50)
      #expect(try volume.picture().voxels.allSatisfy { abs($0 - expected) < 1e-3 })
      #expect(
        try #require(try ProgressiveReading(path).preview()).voxels == volume.picture().voxels)
      #expect(throws: VolumeError.self) { try volume.image() }
    }
  }

  @Test func complexNumbersAreNeitherShownNorComputedWith() throws {
    let fixture = NiftiFixture {
      ($0.datatype, $0.bitpix) = (32, 64)
      $0.voxels = [UInt8](repeating: 0, count: 192)
    }
    let path = try folder.write(fixture.file, as: "a.nii")
    let volume = try VolumeFile.read(path)
    for read in [
      { _ = try volume.picture() }, { _ = try ProgressiveReading(path).preview() },
    ] {
      let error = try #require(throws: VolumeError.self) { try read() }
      #expect(
        error.message
          == "The voxels are complex64, and only images with real numbers or colours can be shown.")
    }
  }
}
