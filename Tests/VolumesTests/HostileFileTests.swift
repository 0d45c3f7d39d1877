import Support
import Testing

@testable import Volumes

/// A file that cannot be read, and the sentence about it.
struct HostileFile: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var code = VolumeError.Code.badData
  var message: String
  var name = "a.nii"
  var bytes: [UInt8]

  init(
    _ what: String, _ message: String, code: VolumeError.Code = .badData, name: String = "a.nii",
    _ bytes: [UInt8]
  ) {
    (testDescription, self.message, self.code, self.name) = (what, message, code, name)
    self.bytes = bytes
  }

  init(
    _ what: String, _ message: String, code: VolumeError.Code = .badData,
    _ change: (inout NiftiFixture) -> Void
  ) {
    self.init(what, message, code: code, NiftiFixture(change).file)
  }

  static func changed(_ bytes: [UInt8], at place: Int, by change: (UInt8) -> UInt8) -> [UInt8] {
    var result = bytes
    result[place] = change(result[place])
    return result
  }

  /// 48 voxel bytes that deflate cannot shorten to a few, so that cuts have something to cut.
  static let good = NiftiFixture {
    $0.voxels = (0..<48).map { UInt8(truncatingIfNeeded: $0 * $0 * 31 + $0) }
  }.file
  static let packed: [UInt8] = (try? Deflate.gzip([good])) ?? []

  static let headers: [HostileFile] = [
    .init(
      "no axes", "The header is damaged: dim[0], the number of axes, should be 1 to 7 but is 0."
    ) {
      $0.dim[0] = 0
    },
    .init("8 axes", "The header is damaged: dim[0], the number of axes, should be 1 to 7 but is 8.")
    {
      $0.dim[0] = 8
    },
    .init(
      "negative number of axes",
      "The header is damaged: dim[0], the number of axes, should be 1 to 7 but is -3."
    ) { $0.dim[0] = -3 },
    .init("an axis of length 0", "The header is damaged: dim[2] should be at least 1 but is 0.") {
      $0.dim[2] = 0
    },
    .init("a negative axis", "The header is damaged: dim[3] should be at least 1 but is -4.") {
      $0.dim[3] = -4
    },
    .init("frames of length 0", "The header is damaged: dim[4] should be at least 1 but is 0.") {
      $0.dim[0] = 4
      $0.dim[4] = 0
    },
    .init(
      "a size that overflows",
      "The header is damaged: it promises 32767 × 32767 × 32767 × 32767 × 32767 × 32767 × 32767 "
        + "voxels, more than any file holds."
    ) { $0.dim = [7] + [Int](repeating: 32767, count: 7) },
    .init(
      "a NIfTI-2 size that overflows",
      "The header is damaged: it promises \(Int.max) × 2 × 4 × 1 × 1 × 1 × 1 "
        + "voxels, more than any file holds."
    ) {
      $0.format = .nifti2
      $0.dim = [3, Int.max, 2, 4, 1, 1, 1, 1]
    },
    .init(
      "more voxels than the file has",
      "The file is cut off: the header promises 1600352 bytes, but there are only 400."
    ) { $0.dim = [3, 200, 200, 20, 1, 1, 1, 1] },
    .init(
      "an unknown type",
      "The header names datatype 77; one of the codes of NIfTI, such as 4 or 16, was expected.",
      code: .unsupported
    ) { $0.datatype = 77 },
    .init(
      "NaN in the sform",
      "The sform contains numbers that are not finite, so the position is unknown."
    ) { $0.sform[3] = .nan },
    .init(
      "infinity in the qform",
      "The qform contains numbers that are not finite, so the position is unknown."
    ) {
      ($0.sformCode, $0.qformCode) = (0, 1)
      $0.qform[4] = .infinity
    },
    .init("an sform of zeros", "The sform is degenerate: its three axes do not span space.") {
      $0.sform = [Double](repeating: 0, count: 12)
    },
    .init(
      "an sform with two equal axes", "The sform is degenerate: its three axes do not span space."
    ) { $0.sform = [2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0] },
    .init(
      "voxels within the header",
      "The header is damaged: vox_offset should be at least 352 and lie within the file, but is 100.0."
    ) { $0.voxOffset = 100 },
    .init(
      "voxels beyond the end",
      "The header is damaged: vox_offset should be at least 352 and lie within the file, but is 1000000000.0."
    ) { $0.voxOffset = 1e9 },
    .init(
      "a negative place of voxels",
      "The header is damaged: vox_offset should be at least 352 and lie within the file, but is -352.0."
    ) { $0.voxOffset = -352 },
    .init(
      "no place of voxels",
      "The header is damaged: vox_offset should be at least 352 and lie within the file, but is nan."
    ) { $0.voxOffset = .nan },
    .init(
      "a place between bytes",
      "The header is damaged: vox_offset should be at least 352 and lie within the file, but is 352.5."
    ) { $0.voxOffset = 352.5 },
    .init(
      "voxels of no size",
      "The sform makes voxels of 1e-10 mm along axis 3; between 1e-09 and 1e+09 mm was expected."
    ) {
      $0.format = .nifti2
      $0.sform[10] = 1e-10
    },
    .init(
      "a wrong NIfTI-2 magic word",
      "This is not a NIfTI-2 file: the magic word n+2 or ni2 was expected, but the bytes are "
        + "78 2b 32 00 0d 0a 1a 0a."
    ) {
      $0.format = .nifti2
      $0.texts[4] = "x"
    },
  ]

  static let bytes: [HostileFile] = [
    .init("an empty file", "The file is empty.", []),
    .init(
      "three bytes", "The header is cut off: 348 bytes were expected, but the file has 3.",
      [92, 1, 0]),
    .init(
      "half a header", "The header is cut off: 348 bytes were expected, but the file has 200.",
      Array(good[..<200])),
    .init(
      "half a NIfTI-2 header",
      "The header is cut off: 540 bytes were expected, but the file has 300.",
      Array(NiftiFixture { $0.format = .nifti2 }.file[..<300])),
    .init(
      "voxels cut off",
      "The file is cut off: the header promises 400 bytes, but there are only 390.",
      Array(good[..<390])),
    .init(
      "text named .nii",
      "This is not a NIfTI file: it should begin with its header size, 348 or 540, "
        + "but its first bytes are 48 65 6c 6c.", Array("Hello, world".utf8)),
    .init(
      "zstd", "A NIfTI file was expected, but this is zstd-compressed data.", code: .unsupported,
      name: "a.nii.zst", [0x28, 0xb5, 0x2f, 0xfd] + [UInt8](repeating: 7, count: 400)),
    .init(
      "bzip2", "A NIfTI file was expected, but this is bzip2-compressed data.", code: .unsupported,
      Array("BZh91AY".utf8)),
    .init(
      "NRRD", "A NIfTI file was expected, but this is an NRRD file.", code: .unsupported,
      Array("NRRD0004\n".utf8)),
    .init(
      "DICOM", "A NIfTI file was expected, but this is a DICOM file.", code: .unsupported,
      [UInt8](repeating: 0, count: 128) + Array("DICM....".utf8)),
    .init(
      "an MGH file of an unknown type",
      "The MGH header names voxel type 6; 0, 1, 3, 4 or 10 was expected.",
      code: .unsupported, name: "a.mgh",
      [0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 6]
        + [UInt8](repeating: 0, count: 300)),
  ]

  static let gzip: [HostileFile] = [
    .init(
      "gzip cut in the voxels", "The compressed data are cut off: they end after N unpacked bytes.",
      name: "a.nii.gz", Array(packed.dropLast(30))),
    .init(
      "gzip without its last byte",
      "The compressed data are cut off: they end after 400 unpacked bytes.",
      name: "a.nii.gz", Array(packed.dropLast(1))),
    .init(
      "gzip cut in its first bytes", "The file is empty.", name: "a.nii.gz",
      Array(packed.prefix(8))),
    .init(
      "a wrong checksum",
      "The compressed data are damaged after 400 unpacked bytes: incorrect data check.",
      name: "a.nii.gz", changed(packed, at: packed.count - 6) { $0 ^ 1 }),
    .init(
      "a wrong length",
      "The compressed data are damaged after 400 unpacked bytes: incorrect length check.",
      name: "a.nii.gz", changed(packed, at: packed.count - 1) { $0 ^ 1 }),
    .init(
      "gzip with an unknown method",
      "The compressed data are damaged after 0 unpacked bytes: unknown compression method.",
      name: "a.nii.gz", changed(packed, at: 2) { _ in 7 }),
    .init(
      "fewer voxels than promised, packed soundly",
      "The file is cut off: the header promises 400 bytes, but there are only 380.",
      name: "a.nii.gz", (try? Deflate.gzip([Array(good[..<380])])) ?? []),
    .init(
      "a small file that promises much",
      "The file is cut off or its header is damaged: the header promises 54000000352 bytes, which "
        + "N compressed bytes cannot hold.",
      name: "a.nii.gz",
      (try? Deflate.gzip([NiftiFixture { $0.dim = [3, 30000, 30000, 30, 1, 1, 1, 1] }.file])) ?? []),
  ]
}

@Suite struct HostileFileTests {
  @Test(arguments: HostileFile.headers + HostileFile.bytes + HostileFile.gzip)
  func everyBrokenFileGetsItsSentence(file: HostileFile) throws {
    let folder = try ScratchFolder()
    let path = try folder.write(file.bytes, as: file.name)
    let error = try #require(throws: VolumeError.self) { try VolumeFile.read(path) }
    #expect(withoutCounts(error.message, like: file.message) == file.message)
    #expect(error.code == file.code)
    #expect(error.path == path)
    #expect(error.remedy?.isEmpty == false)
  }

  /// The message with numbers replaced by N where the pattern has N: counts that depend on how
  /// well the packer packs.
  private func withoutCounts(_ message: String, like pattern: String) -> String {
    let (words, wanted) = (message.split(separator: " "), pattern.split(separator: " "))
    guard words.count == wanted.count else { return message }
    return zip(words, wanted).map { word, want in
      want == "N" && word.allSatisfy(\.isNumber) ? "N" : String(word)
    }.joined(separator: " ")
  }

  @Test func aMissingFileAndAFolderAreSaidToBeSo() throws {
    let folder = try ScratchFolder()
    let missing = try #require(throws: VolumeError.self) {
      try VolumeFile.read(folder.file("none.nii"))
    }
    #expect(missing.code == .inputMissing)
    #expect(missing.message == "The file does not exist.")
    let directory = try #require(throws: VolumeError.self) { try VolumeFile.read(folder.path) }
    #expect(
      directory.message == "An image file was expected, but this is a folder or a device.")
  }

  @Test func aPairWithoutItsOtherHalfIsSaidToBeSo() throws {
    let folder = try ScratchFolder()
    let fixture = NiftiFixture { $0.isPair = true }
    let path = try folder.write(fixture.header, as: "a.hdr")
    let error = try #require(throws: VolumeError.self) { try VolumeFile.read(path) }
    #expect(error.code == .inputMissing)
    #expect(
      error.message
        == "The header and the voxels are in two files, and the one that ends in .img is missing.")
  }

  /// A bomb: four gigabytes of zeros behind a header that promises 48 bytes. Were they unpacked,
  /// the test would take seconds and the memory of the machine.
  @Test func aBombIsUnpackedOnlyAsFarAsItsHeaderPromises() throws {
    let folder = try ScratchFolder()
    let member = try Deflate.gzip([[UInt8](repeating: 0, count: 1 << 24)])
    let bomb = try Deflate.gzip([NiftiFixture().file]) + (0..<256).flatMap { _ in member }
    let volume = try VolumeFile.read(try folder.write(bomb, as: "a.nii.gz"))
    #expect(volume.bytes.count == 48)
    #expect(
      volume.warnings == [
        "the file holds more bytes than its header promises; the rest was ignored"
      ])
  }

  /// Found by fuzzing: such sizes were believed, and the image could not be read again once written.
  @Test func sizesThatNoVoxelHasAreRepairedWithAWarning() throws {
    let folder = try ScratchFolder()
    for (format, isPair) in [(NiftiHeader.Format.analyze, true), (.nifti1, false)] {
      let fixture = NiftiFixture {
        ($0.format, $0.isPair, $0.sformCode) = (format, isPair, 0)
        $0.pixdim = [1, 1e31, 1.4e-44, -2, 1, 1, 1, 1]
      }
      let path = try folder.write(
        isPair ? fixture.header : fixture.file, as: isPair ? "a.hdr" : "a.nii")
      if isPair { _ = try folder.write(fixture.voxels, as: "a.img") }
      let volume = try VolumeFile.read(path)
      #expect(volume.grid.voxelSizeMM == Vector3(1, 1, 2))
      #expect(
        volume.warnings.filter { $0.contains("is no voxel size; 1.0 mm was taken") }.count == 2)
      try VolumeFile.write(volume, to: folder.file("b.nii"), overwrite: true)
      #expect(try VolumeFile.read(folder.file("b.nii")).grid.dims == volume.grid.dims)
    }
  }

  @Test func everySpoiltByteOfAHeaderIsReadOrRefused() throws {
    let folder = try ScratchFolder()
    let good = NiftiFixture { $0.qformCode = 1 }.file
    for place in 0..<352 {
      for value in [0, 0x7f, 0x80, 0xff] as [UInt8] {
        let path = try folder.write(
          HostileFile.changed(good, at: place) { _ in value }, as: "a.nii")
        do throws(VolumeError) {
          let volume = try VolumeFile.read(path)
          #expect(volume.grid.toWorld.inverse != nil)
          _ = volume.info
        } catch {
          #expect(!error.message.isEmpty)
        }
      }
    }
  }

  @Test func aHeaderIsReadFromABigFileWithoutItsVoxels() throws {
    let folder = try ScratchFolder()
    let fixture = NiftiFixture { $0.dim = [3, 300, 300, 300, 1, 1, 1, 1] }
    let path = try folder.write(fixture.file, as: "a.nii")
    #expect(try VolumeFile.readHeader(path).grid.dims == [300, 300, 300])
  }
}
