import Support
import Testing

@testable import Volumes

@Suite struct WritingTests {
  let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  /// A comment of 32 bytes and one of 16, as extensions of code 6.
  static let extensions: [UInt8] =
    [1, 0, 0, 0, 32, 0, 0, 0, 6, 0, 0, 0] + Array("Jane Doe, ward 7        ".utf8)
    + [16, 0, 0, 0, 6, 0, 0, 0] + Array("comment.".utf8)

  func volume(_ change: (inout NiftiFixture) -> Void = { _ in }) throws -> Volume {
    try VolumeFile.read(try folder.write(NiftiFixture(change).file, as: "in.nii"))
  }

  @Test func anExistingFileIsOnlyReplacedOnRequest() throws {
    let path = try folder.write([1, 2, 3], as: "out.nii")
    let volume = try volume()
    let error = try #require(throws: VolumeError.self) { try VolumeFile.write(volume, to: path) }
    #expect(error.code == .exists)
    #expect(error.message == "The output is there already.")
    #expect(try folder.bytes(of: "out.nii") == [1, 2, 3])
    try VolumeFile.write(volume, to: path, overwrite: true)
    #expect(try folder.bytes(of: "out.nii") == NiftiFixture().file)
    #expect(try folder.names == ["in.nii", "out.nii"], "no temporary file stays")
  }

  @Test func aFolderThatIsNotThereIsSaidToBeSo() throws {
    let volume = try volume()
    let path = folder.file("none/out.nii")
    let error = try #require(throws: VolumeError.self) { try VolumeFile.write(volume, to: path) }
    #expect(error.code == .cannotCreate)
    #expect(error.message == "The output cannot be written: No such file or directory.")
  }

  @Test(arguments: ["out.mnc", "out.nii.zst", "out", "out.nrrd", ".gz", "out.mgz.gz"])
  func anotherEndingIsRefused(name: String) throws {
    let volume = try volume()
    let error = try #require(throws: VolumeError.self) {
      try VolumeFile.write(volume, to: folder.file(name))
    }
    #expect(error.code == .unsupported)
    #expect(
      error.message
        == "The name of the output should end in .nii, .nii.gz, .hdr, .img, .mgh or .mgz.")
    #expect(!VolumeFile.canWrite(name))
  }

  @Test func packingGivesTheSameBytesEveryTimeAndHoldsNoTime() throws {
    let volume = try volume()
    try VolumeFile.write(volume, to: folder.file("a.nii.gz"))
    try VolumeFile.write(volume, to: folder.file("b.nii.gz"))
    let bytes = try folder.bytes(of: "a.nii.gz")
    #expect(try bytes == folder.bytes(of: "b.nii.gz"))
    #expect(Array(bytes[3..<8]) == [0, 0, 0, 0, 0], "no flags, no time")
  }

  @Test func anyLevelAndNumberOfThreadsGiveASoundFile() throws {
    let volume = try volume { $0.voxels = (0..<48).map { UInt8($0 % 7) } }
    for (level, threads) in [(-3, 1), (1, 2), (9, 1), (99, 3)] {
      let path = folder.file("a.nii.gz")
      try VolumeFile.write(
        volume, to: path, overwrite: true, level: level, parallel: Parallel(threads: threads))
      #expect(try VolumeFile.read(path).bytes == volume.bytes)
    }
  }

  @Test func aPairOfWhichOneIsThereLeavesNothingBehind() throws {
    let volume = try volume()
    _ = try folder.write([1], as: "b.hdr")
    let error = try #require(throws: VolumeError.self) {
      try VolumeFile.write(volume, to: folder.file("b.img"))
    }
    #expect(error.code == .exists)
    #expect(try folder.names == ["b.hdr", "in.nii"])
    #expect(try folder.bytes(of: "b.hdr") == [1])
  }

  @Test(arguments: [NiftiHeader.Format.nifti1, .nifti2])
  func extensionsAreKeptThroughEveryContainer(format: NiftiHeader.Format) throws {
    let volume = try volume {
      $0.format = format
      $0.extensions = Self.extensions
    }
    #expect(volume.header.extensionBytes == Self.extensions)
    try VolumeFile.write(volume, to: folder.file("pair.img.gz"))
    let pair = try VolumeFile.read(folder.file("pair.hdr.gz"))
    #expect(pair.header.isPair)
    #expect(pair.header.voxOffset == 0)
    #expect(pair.header.extensionBytes == Self.extensions)
    #expect(pair.bytes == volume.bytes)
    try VolumeFile.write(pair, to: folder.file("back.nii"))
    #expect(try folder.bytes(of: "back.nii") == folder.bytes(of: "in.nii"))
  }

  @Test func analyzeBecomesNiftiInASingleFile() throws {
    let fixture = NiftiFixture {
      ($0.format, $0.order, $0.isPair) = (.analyze, .big, true)
      ($0.slope, $0.intercept) = (0.5, 0)
      $0.voxels = (0..<48).map { UInt8($0) }
    }
    let path = try folder.write(fixture.header, as: "a.hdr")
    _ = try folder.write(fixture.voxels, as: "a.img")
    let volume = try VolumeFile.read(path)
    try VolumeFile.write(volume, to: folder.file("b.nii"))
    let again = try VolumeFile.read(folder.file("b.nii"))
    #expect(again.header.format == .nifti1)
    #expect(again.grid.matches(volume.grid, toleranceMM: 1e-5))
    #expect(again.bytes == volume.bytes)
    #expect(try again.image().voxels == volume.image().voxels)
  }

  @Test func scrubbingTakesTextAndExtensionsAndNothingElse() throws {
    for format in [NiftiHeader.Format.nifti1, .nifti2] {
      let texts: [(String, Int, Int)] = [
        ("descrip", 148, 240), ("aux_file", 228, 320), ("intent_name", 328, 508),
      ]
      let volume = try volume {
        $0.format = format
        $0.extensions = Self.extensions
        $0.voxels[5] = 77
        for (_, first, second) in texts { $0.texts[format == .nifti1 ? first : second] = "Jane" }
        if format == .nifti1 { $0.texts[14] = "DOE^JANE" }
      }
      let (clean, report) = volume.scrubbed()
      let expected = format == .nifti1 ? ["db_name"] + texts.map(\.0) : texts.map(\.0)
      #expect(report.fields == expected)
      #expect((report.extensions, report.extensionBytes) == (2, 48))
      let path = folder.file("clean-\(format).nii")
      try VolumeFile.write(clean, to: path)
      let bytes = try folder.bytes(of: "clean-\(format).nii")
      let plain = NiftiFixture {
        $0.format = format
        $0.voxels[5] = 77
      }
      #expect(bytes == plain.file)
      #expect(try VolumeFile.read(path).scrubbed().report.isEmpty)
    }
  }
}
