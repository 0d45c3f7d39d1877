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

  @Test func aCutFileIsSaidToBeSo() throws {
    let file = Self.file(type: 0, voxels: []).dropLast(20)
    let path = try folder.write(Array(file), as: "a.mgh")
    let error = try #require(throws: VolumeError.self) { try VolumeFile.read(path) }
    #expect(
      error.message
        == "The file is cut off: the header promises 308 bytes, but there are only 284.")
  }
}
