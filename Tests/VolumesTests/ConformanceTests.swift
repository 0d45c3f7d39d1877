import Support
import Testing

@testable import Volumes

/// One way of storing an image.
struct Storage: CustomTestStringConvertible, Sendable {
  var type: VoxelType
  var order: ByteOrder
  var format: NiftiHeader.Format
  var isPair: Bool

  var testDescription: String {
    "\(type) \(order) \(format)\(isPair ? " pair" : "")"
  }

  static let all: [Storage] = VoxelType.allCases.flatMap { type in
    [ByteOrder.little, .big].flatMap { order in
      [
        Storage(type: type, order: order, format: .nifti1, isPair: false),
        Storage(type: type, order: order, format: .nifti1, isPair: true),
        Storage(type: type, order: order, format: .nifti2, isPair: false),
        Storage(type: type, order: order, format: .nifti2, isPair: true),
        Storage(type: type, order: order, format: .analyze, isPair: true),
      ]
    }
  }

  static let scalar = all.filter(\.type.isScalar)
  static let other = all.filter { !$0.type.isScalar }

  /// Two frames of 2 × 3 × 4 voxels.
  func fixture(slope: Double = 0, intercept: Double = 0) -> NiftiFixture {
    NiftiFixture {
      ($0.format, $0.order, $0.isPair) = (format, order, isPair)
      ($0.datatype, $0.bitpix) = (type.rawValue, Int16(type.byteCount * 8))
      ($0.slope, $0.intercept) = (slope, intercept)
      $0.dim = [4, 2, 3, 4, 2, 1, 1, 1]
      let pattern = (0..<48 * type.byteCount).map { UInt8(truncatingIfNeeded: $0 * 37 + 5) }
      $0.voxels = StoredSamples(of: type, order: order, count: 48)?.bytes ?? pattern
    }
  }

  /// Writes the fixture and says which path to read.
  func write(_ fixture: NiftiFixture, in folder: ScratchFolder, packed: Bool) throws -> String {
    let ending = packed ? ".gz" : ""
    func pack(_ bytes: [UInt8]) throws -> [UInt8] { packed ? try Deflate.gzip([bytes]) : bytes }
    guard isPair else { return try folder.write(pack(fixture.file), as: "a.nii" + ending) }
    let path = try folder.write(pack(fixture.header), as: "a.hdr" + ending)
    _ = try folder.write(pack(fixture.voxels), as: "a.img" + ending)
    return path
  }
}

@Suite struct ConformanceTests {
  let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  @Test(arguments: Storage.scalar)
  func everyTypeGivesItsNumbers(storage: Storage) throws {
    let samples = try #require(StoredSamples(of: storage.type, order: storage.order, count: 48))
    for packed in [false, true] {
      for (slope, intercept) in [(0.0, 0.0), (1.0, 0.0), (0.5, -3.0), (-2.0, 7.0)] {
        let fixture = storage.fixture(slope: slope, intercept: intercept)
        let path = try storage.write(fixture, in: folder, packed: packed)
        let volume = try VolumeFile.read(path)
        #expect(volume.header.format == storage.format)
        #expect(volume.header.byteOrder == storage.order)
        #expect(volume.frames == 2)
        let values = try volume.image(frame: 0).voxels + volume.image(frame: 1).voxels
        let factor = slope == 0 ? 1 : slope
        let expected = samples.numbers.map { Float($0 * factor + (slope == 0 ? 0 : intercept)) }
        #expect(zip(values, expected).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
        #expect(values.count == expected.count)
      }
    }
  }

  @Test(arguments: Storage.other)
  func coloursAndComplexNumbersAreReadButNotComputedWith(storage: Storage) throws {
    let fixture = storage.fixture()
    let volume = try VolumeFile.read(try storage.write(fixture, in: folder, packed: true))
    #expect(volume.bytes == fixture.voxels)
    let error = try #require(throws: VolumeError.self) { try volume.image() }
    #expect(error.code == .unsupported)
    #expect(
      error.message
        == "The voxels are \(storage.type), and only images with one real number a voxel can be "
        + "processed.")
  }

  @Test(arguments: Storage.all)
  func writingAnUnchangedVolumeGivesTheSameBytes(storage: Storage) throws {
    let fixture = storage.fixture(slope: 0.25, intercept: 9)
    let volume = try VolumeFile.read(try storage.write(fixture, in: folder, packed: false))
    let ending = storage.isPair ? ".hdr" : ".nii"
    try VolumeFile.write(volume, to: folder.file("b" + ending))
    try VolumeFile.write(volume, to: folder.file("c" + ending + ".gz"))
    if storage.isPair {
      #expect(try folder.bytes(of: "b.hdr") == fixture.header)
      #expect(try folder.bytes(of: "b.img") == fixture.voxels)
    } else {
      #expect(try folder.bytes(of: "b.nii") == fixture.file)
    }
    let again = try VolumeFile.read(folder.file("c" + ending + ".gz"))
    #expect(again.header.raw == fixture.header)
    #expect(again.bytes == fixture.voxels)
  }

  @Test func theFrameIsChecked() throws {
    let volume = try VolumeFile.read(
      try folder.write(NiftiFixture().file, as: "a.nii"))
    for frame in [-1, 1] {
      let error = try #require(throws: VolumeError.self) { try volume.image(frame: frame) }
      #expect(
        error.message == "Frame \(frame) was asked for, but the image has frames 0 to 0.")
    }
  }

  @Test(arguments: [
    ([2, 6, 4, 0, 0, 0, 0, 0], [6, 4, 1], 1), ([1, 24, 0, 0, 0, 0, 0, 0], [24, 1, 1], 1),
    ([4, 2, 3, 4, 1, 1, 1, 1], [2, 3, 4], 1), ([5, 2, 3, 1, 2, 2, 1, 1], [2, 3, 1], 4),
    ([7, 2, 1, 1, 2, 3, 1, 2], [2, 1, 1], 12),
  ])
  func axesBeyondTheThirdAreFrames(dim: [Int], size: [Int], frames: Int) throws {
    let fixture = NiftiFixture { $0.dim = dim }
    let volume = try VolumeFile.read(try folder.write(fixture.file, as: "a.nii"))
    #expect(volume.grid.dims == size)
    #expect(volume.frames == frames)
  }

  @Test func nameAndPackingNeedNotAgree() throws {
    let fixture = NiftiFixture { $0.voxels[7] = 9 }
    let plain = try VolumeFile.read(try folder.write(fixture.file, as: "a.nii.gz"))
    let packed = try VolumeFile.read(
      try folder.write(Deflate.gzip([fixture.file]), as: "b.nii"))
    #expect(plain.bytes == fixture.voxels)
    #expect(packed.bytes == fixture.voxels)
  }

  @Test func severalGzipMembersAreOneFile() throws {
    let file = NiftiFixture { $0.voxels[7] = 9 }.file
    let pieces = [Array(file[..<10]), Array(file[10..<360]), Array(file[360...])]
    let packed = try pieces.flatMap { try Deflate.gzip([$0]) }
    let volume = try VolumeFile.read(try folder.write(packed, as: "a.nii.gz"))
    #expect(volume.header.raw + volume.header.extensionBytes + volume.bytes == file)
    #expect(volume.warnings.isEmpty)
  }

  @Test func aPairIsFoundFromEitherNameAndInAnyPacking() throws {
    let fixture = NiftiFixture {
      $0.isPair = true
      $0.voxels[7] = 9
    }
    let header = try folder.write(fixture.header, as: "a.hdr")
    let voxels = try folder.write(Deflate.gzip([fixture.voxels]), as: "a.img.gz")
    for path in [header, voxels] {
      #expect(try VolumeFile.read(path).bytes == fixture.voxels)
    }
  }
}
