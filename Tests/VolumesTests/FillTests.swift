import Support
import Testing

@testable import Volumes

@Suite struct FillTests {
  let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  /// Every fifth voxel.
  static func mask(on grid: Grid) -> Mask {
    Mask(grid: grid, voxels: (0..<grid.voxelCount).map { $0 % 5 == 0 ? 1 : 0 })
  }

  @Test(arguments: Storage.all)
  func keptVoxelsKeepEveryBitInEveryFrame(storage: Storage) throws {
    let fixture = storage.fixture(slope: 0.5, intercept: -3)
    var volume = try VolumeFile.read(try storage.write(fixture, in: folder, packed: false))
    let before = volume
    let removed = Self.mask(on: volume.grid)
    let report = volume.fill(removed, with: 0)
    let size = storage.type.byteCount
    var removedBytes: Set<[UInt8]> = []
    for voxel in 0..<48 {
      let place = voxel * size..<(voxel + 1) * size
      if removed.voxels[voxel % 24] == 0 {
        #expect(volume.bytes[place] == before.bytes[place])
      } else {
        removedBytes.insert(Array(volume.bytes[place]))
      }
    }
    #expect(removedBytes.count == 1)
    #expect(volume.header.raw == before.header.raw)
    #expect(volume.grid == before.grid)
    #expect((report.removedVoxels, report.frames) == (5, 2))
    guard storage.type.isScalar else { return }
    for frame in 0..<2 {
      let values = try volume.image(frame: frame).voxels
      for voxel in 0..<24 where removed.voxels[voxel] != 0 {
        #expect(values[voxel] == Float(report.value))
        #expect(abs(values[voxel]) <= 0.25, "half a step of the scaling")
      }
    }
  }

  /// Type, slope, intercept, fill, then the stored number, its value and whether it was clamped.
  @Test(arguments: [
    (VoxelType.int16, 1.0, 0.0, 0.0, 0.0, 0.0, false),
    (.int16, 1, 0, -7.4, -7, -7, false),
    (.int16, 1, 0, 40000, 32767, 32767, true),
    (.int16, 0.5, 100, 0, -200, 0, false),
    (.uint8, 2, 10, 0, 0, 10, true),
    (.uint8, -1, 100, 0, 100, 0, false),
    (.uint8, 1, 0, .nan, 0, 0, true),
    (.uint8, 3, 1, 6, 2, 7, false),
    (.uint16, 1, -1000, -1000, 0, -1000, false),
    (.int64, 1, 0, -5, -5, -5, false),
    (.uint64, 1, 0, -5, 0, 0, true),
    (.float32, 2, 1, 0, -0.5, 0, false),
    (.float64, 4, 0, 1, 0.25, 1, false),
  ])
  func theStoredNumberIsTheNearest(
    type: VoxelType, slope: Double, intercept: Double, fill: Double, stored: Double,
    value: Double, isClamped: Bool
  ) {
    let grid = Grid(nx: 1, ny: 1, nz: 1, toWorld: .identity)
    let scaling = Scaling(slope: slope, intercept: intercept)
    for order in [ByteOrder.little, .big] {
      var volume = Volume(
        header: NiftiHeader(grid: grid, frames: 1, type: type, scaling: scaling, byteOrder: order),
        grid: grid, frames: 1, bytes: [UInt8](repeating: 1, count: type.byteCount))
      let report = volume.fill(Mask(grid: grid, filled: true), with: fill)
      #expect(report.stored == stored)
      #expect(report.value == value)
      #expect(report.isClamped == isClamped)
      #expect((try? volume.image().voxels) == [Float(value)])
    }
  }

  @Test func colourAndComplexVoxelsAreBlackOrZero() {
    let grid = Grid(nx: 1, ny: 1, nz: 1, toWorld: .identity)
    for type in VoxelType.allCases where !type.isScalar {
      var volume = Volume(
        header: NiftiHeader(grid: grid, frames: 1, type: type), grid: grid, frames: 1,
        bytes: [UInt8](repeating: 9, count: type.byteCount))
      volume.fill(Mask(grid: grid, filled: true), with: 0)
      #expect(volume.bytes.allSatisfy { $0 == 0 })
    }
  }

  @Test func anEmptyMaskChangesNothing() throws {
    var volume = try VolumeFile.read(try folder.write(HostileFile.good, as: "a.nii"))
    volume.fill(Mask(grid: volume.grid), with: 3)
    try VolumeFile.write(volume, to: folder.file("b.nii"))
    #expect(try folder.bytes(of: "b.nii") == HostileFile.good)
  }
}
