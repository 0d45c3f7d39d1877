import Support
import Testing

@testable import Volumes

@Suite struct MGHTests {
  let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  /// 2 × 3 × 4 voxels of 1 × 2 × 3 mm in coronal order about (5, 6, 7), with a footer.
  static func file(type: Int32, voxels: [UInt8], frames: Int32 = 1, isPlaced: Bool = true)
    -> [UInt8]
  {
    var out = ByteWriter(count: 284, order: .big)
    for (index, number) in [1, 2, 3, 4, frames, type].enumerated() {
      out.put(number, at: 4 * index)
    }
    out.put(Int16(isPlaced ? 1 : 0), at: 28)
    let numbers: [Double] = [1, 2, 3, -1, 0, 0, 0, 0, -1, 0, 1, 0, 5, 6, 7]
    for (index, number) in numbers.enumerated() { out.put(float: number, at: 30 + 4 * index) }
    return out.bytes + voxels + [UInt8](repeating: 3, count: 20)
  }

  @Test(arguments: [
    (Int32(0), VoxelType.uint8), (1, .int32), (3, .float32), (4, .int16), (10, .uint16),
  ])
  func everyTypeGivesItsNumbers(code: Int32, type: VoxelType) throws {
    let samples = try #require(StoredSamples(of: type, order: .big, count: 48))
    let file = Self.file(type: code, voxels: samples.bytes, frames: 2)
    for bytes in [file, try Deflate.gzip([file])] {
      let volume = try VolumeFile.read(try folder.write(bytes, as: "a.mgz"))
      #expect(volume.header.voxelType == type)
      #expect(volume.frames == 2)
      let values = try volume.image(frame: 0).voxels + volume.image(frame: 1).voxels
      let expected = samples.numbers.map { Float($0) }
      #expect(zip(values, expected).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
      #expect(volume.warnings.isEmpty)
    }
  }

  /// The repetition time, in milliseconds at the beginning of the footer, goes with a series into other
  /// containers and back; without several frames, or where it is nonsense, nothing is said.
  @Test(arguments: [
    (2500.0, Int32(2), 2.5, 8), (0, 2, 1, 0), (-3, 2, 1, 0), (Double.nan, 2, 1, 0),
    (2500, 1, 1, 0),
  ])
  func theRepetitionTimeGoesAlong(
    milliseconds: Double, frames: Int32, seconds: Double, unit: Int
  ) throws {
    var footer = ByteWriter(count: 20, order: .big)
    footer.put(float: milliseconds, at: 0)
    let voxels = [UInt8](repeating: 7, count: 24 * Int(frames))
    let file = Self.file(type: 0, voxels: voxels, frames: frames).dropLast(20) + footer.bytes
    let volume = try VolumeFile.read(try folder.write(Array(file), as: "a.mgh"))
    for name in ["b.nii", "c.nii.gz"] {
      try VolumeFile.write(volume, to: folder.file(name))
      let written = try VolumeFile.read(folder.file(name))
      #expect(written.header.pixdim[4] == seconds && written.header.unitsCode & 0x38 == unit)
      #expect(written.header.unitsCode & 7 == 2)
    }
    try VolumeFile.write(volume, to: folder.file("d.mgh"))
    #expect(try folder.bytes(of: "d.mgh") == Array(file))
  }

  @Test func theMiddleVoxelLiesAtTheStatedPoint() throws {
    let file = Self.file(type: 0, voxels: [UInt8](repeating: 0, count: 24))
    let grid = try VolumeFile.read(try folder.write(file, as: "a.mgh")).grid
    #expect(grid.axisCodes == "LIA")
    #expect(grid.voxelSizeMM == Vector3(1, 2, 3))
    #expect(grid.toWorld(Vector3(1, 1.5, 2)) == Vector3(5, 6, 7))
    #expect(try VolumeFile.readHeader(folder.file("a.mgh")).grid == grid)
  }

  @Test func withoutAPlaceCoronalSlicesAreAssumed() throws {
    let file = Self.file(type: 0, voxels: [UInt8](repeating: 0, count: 24), isPlaced: false)
    let volume = try VolumeFile.read(try folder.write(file, as: "a.mgh"))
    #expect(volume.grid.axisCodes == "LIA")
    #expect(volume.grid.voxelSizeMM == Vector3(1, 1, 1))
    #expect(
      volume.warnings == [
        "orientation unknown: the MGH header states none; coronal slices were assumed"
      ])
  }

  @Test func writtenAsNiftiItIsTheSameImage() throws {
    let samples = try #require(StoredSamples(of: .int16, order: .big, count: 24))
    let volume = try VolumeFile.read(
      try folder.write(Self.file(type: 4, voxels: samples.bytes), as: "a.mgh"))
    try VolumeFile.write(volume, to: folder.file("b.nii.gz"))
    let again = try VolumeFile.read(folder.file("b.nii.gz"))
    #expect(try again.image().voxels == volume.image().voxels)
    #expect(again.grid.matches(volume.grid, toleranceMM: 1e-5))
  }

  @Test(arguments: ["b.mgh", "b.mgz", "b.mgh.gz"])
  func aCopyHasTheSameBytes(name: String) throws {
    let samples = try #require(StoredSamples(of: .float32, order: .big, count: 48))
    var file = Self.file(type: 3, voxels: samples.bytes, frames: 2)
    file[200] = 77
    let volume = try VolumeFile.read(try folder.write(file, as: "a.mgh"))
    #expect(volume.info.format == "mgh")
    try VolumeFile.write(volume, to: folder.file(name))
    let bytes = try folder.bytes(of: name)
    #expect(Inflate.isGzip(bytes) == (name != "b.mgh"))
    if name == "b.mgh" { #expect(bytes == file, "unused bytes and the footer stay") }
    let again = try VolumeFile.read(folder.file(name))
    #expect(again.mgh?.header == Array(file.prefix(284)))
    #expect(again.mgh?.footer == Array(file.suffix(20)))
    #expect(again.bytes == volume.bytes)
  }

  @Test(arguments: [
    (VoxelType.uint8, ByteOrder.little), (.int16, .little), (.int16, .big), (.uint16, .little),
    (.int32, .little), (.float32, .little), (.float32, .big),
  ])
  func niftiBecomesMGHAndComesBack(type: VoxelType, order: ByteOrder) throws {
    let samples = try #require(StoredSamples(of: type, order: order, count: 48))
    let fixture = NiftiFixture {
      ($0.datatype, $0.bitpix, $0.order) = (type.rawValue, Int16(type.byteCount * 8), order)
      $0.dim = [4, 2, 3, 4, 2, 1, 1, 1]
      $0.sform = [0, 0.5, 3, -10, 1.5, 0.1, 0, -20, 0, -2, 0.3, -30]
      $0.voxels = samples.bytes
    }
    let volume = try VolumeFile.read(try folder.write(fixture.file, as: "a.nii"))
    try VolumeFile.write(volume, to: folder.file("b.mgz"))
    let there = try VolumeFile.read(folder.file("b.mgz"))
    #expect(there.header.byteOrder == .big)
    #expect(there.grid.matches(volume.grid, toleranceMM: 1e-5))
    #expect((there.frames, there.header.voxelType) == (2, type))
    #expect(there.warnings.isEmpty)
    try VolumeFile.write(there, to: folder.file("c.nii"))
    let back = try VolumeFile.read(folder.file("c.nii"))
    for frame in [0, 1] {
      let (was, now) = (try volume.image(frame: frame), try back.image(frame: frame))
      #expect(zip(was.voxels, now.voxels).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
    }
  }

  @Test(arguments: [
    (
      VoxelType.float64, 0.0,
      "The voxels are float64, but MGH holds only uint8, int16, uint16, int32 and float32."
    ),
    (
      .rgb24, 0.0,
      "The voxels are rgb24, but MGH holds only uint8, int16, uint16, int32 and float32."
    ),
    (
      .int16, 0.5, "The voxels are scaled (slope 0.5, intercept 0.0), but MGH has no scaling."
    ),
  ])
  func whatMGHCannotHoldIsRefusedAndNothingIsLeft(type: VoxelType, slope: Double, message: String)
    throws
  {
    let fixture = NiftiFixture {
      ($0.datatype, $0.bitpix) = (type.rawValue, Int16(type.byteCount * 8))
      $0.slope = slope
      $0.voxels = [UInt8](repeating: 0, count: 24 * type.byteCount)
    }
    let volume = try VolumeFile.read(try folder.write(fixture.file, as: "a.nii"))
    let error = try #require(throws: VolumeError.self) {
      try VolumeFile.write(volume, to: folder.file("b.mgz"))
    }
    #expect((error.code, error.message) == (.unsupported, message))
    #expect(try folder.names == ["a.nii"])
  }

  @Test func changedAxesGetANewHeaderAndKeepTheFooter() throws {
    let file = Self.file(type: 0, voxels: (0..<24).map { UInt8($0) })
    let volume = try VolumeFile.read(try folder.write(file, as: "a.mgh"))
    try VolumeFile.write(volume.reoriented(to: "RAS"), to: folder.file("b.mgh"))
    let again = try VolumeFile.read(folder.file("b.mgh"))
    #expect(again.grid.axisCodes == "RAS")
    #expect(again.reoriented(to: "LIA").bytes == volume.bytes)
    #expect(again.mgh?.footer == Array(file.suffix(20)))
  }

  @Test func aSeriesTellsItsRepetitionTime() throws {
    let fixture = NiftiFixture {
      $0.dim = [4, 2, 3, 4, 2, 1, 1, 1]
      $0.pixdim[4] = 2.5
      $0.voxels = [UInt8](repeating: 0, count: 96)
    }
    var volume = try VolumeFile.read(try folder.write(fixture.file, as: "a.nii"))
    #expect(volume.header.frameStepMS == nil, "no unit of time is stated")
    volume.header.raw[123] = 2 + 8
    try VolumeFile.write(volume, to: folder.file("b.mgh"))
    let footer = try #require(try VolumeFile.read(folder.file("b.mgh")).mgh?.footer)
    #expect(HeaderBytes(bytes: footer, order: .big).float(at: 0) == 2500)
  }

  @Test func scrubbingTakesTheTagsAndLeavesTheNumbers() throws {
    let file = Self.file(type: 0, voxels: [UInt8](repeating: 0, count: 24))
    let tagged = file + Array("mri_convert /home/jane/brain".utf8)
    let volume = try VolumeFile.read(try folder.write(tagged, as: "a.mgh"))
    let (clean, report) = volume.scrubbed()
    #expect(report.fields == ["tags"])
    try VolumeFile.write(clean, to: folder.file("b.mgh"))
    #expect(try folder.bytes(of: "b.mgh") == file)
  }

  /// Found by fuzzing: sizes that no header can hold in 32 bits were read, and lost in writing.
  @Test func voxelsOfNoSizeAreRefused() throws {
    var file = Self.file(type: 0, voxels: [UInt8](repeating: 0, count: 24))
    file.replaceSubrange(38..<42, with: [0, 0, 0x80, 0])
    let path = try folder.write(file, as: "a.mgh")
    let error = try #require(throws: VolumeError.self) { try VolumeFile.read(path) }
    #expect(error.code == .badData)
    #expect(
      error.message.hasPrefix("The geometry of the MGH header makes voxels of 4.59"),
      "\(error.message)")
  }

  @Test func sizesBelowOneAreNamed() throws {
    var file = Self.file(type: 0, voxels: [UInt8](repeating: 0, count: 24))
    file[11] = 0
    let path = try folder.write(file, as: "a.mgh")
    let error = try #require(throws: VolumeError.self) { try VolumeFile.read(path) }
    #expect(error.message == "The MGH header is damaged: height should be at least 1 but is 0.")
  }

  @Test func aCutFileIsSaidToBeSo() throws {
    let file = Self.file(type: 0, voxels: []).dropLast(20)
    let path = try folder.write(Array(file), as: "a.mgh")
    let error = try #require(throws: VolumeError.self) { try VolumeFile.read(path) }
    #expect(
      error.message
        == "The file is cut off: the header promises 308 bytes, but there are only 284.")
  }
}
