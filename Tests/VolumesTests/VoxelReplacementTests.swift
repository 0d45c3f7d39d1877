import Testing

@testable import Volumes

@Suite struct VoxelReplacementTests {
  private static let grid = Grid(nx: 4, ny: 3, nz: 2, toWorld: .identity)

  /// A volume of two frames of tens, in a type, an order of bytes and a scaling.
  private func volume(
    _ type: VoxelType, _ order: ByteOrder = .little, _ scaling: Scaling = .identity
  ) -> Volume {
    let image = Image(grid: Self.grid, filledWith: 10)
    var one = Volume(image: image, type: type)
    if order == .big {
      let size = type.byteCount
      one.bytes = one.bytes.indices.map { one.bytes[$0 - $0 % size + size - 1 - $0 % size] }
      one.header.byteOrder = .big
    }
    one.header.scaling = scaling
    return Volume(
      header: one.header, grid: Self.grid, frames: 2, bytes: one.bytes + one.bytes)
  }

  @Test(
    arguments: [VoxelType.uint8, .int16, .uint16, .int32, .int64, .float32, .float64],
    [ByteOrder.little, .big])
  func onlyTheVoxelsOfOneFrameChange(_ type: VoxelType, _ order: ByteOrder) throws {
    let before = volume(type, order)
    var after = before
    after.replace([5, 0, 23], with: [7, 8, 9], frame: 1)
    #expect(try after.image(frame: 0).voxels == before.image(frame: 0).voxels)
    var expected = try before.image(frame: 1).voxels
    (expected[5], expected[0], expected[23]) = (7, 8, 9)
    #expect(try after.image(frame: 1).voxels == expected)
    #expect(after.header.raw == before.header.raw)
  }

  @Test(arguments: [
    (VoxelType.uint8, Float(2.5), Float(3)), (.uint8, -4, 0), (.uint8, 300, 255),
    (.int16, -2.5, -3), (.int16, 1e9, 32767), (.int16, .nan, 0), (.float32, 2.5, 2.5),
  ])
  func valuesAreRoundedIntoTheStoredRange(_ type: VoxelType, _ value: Float, _ stored: Float) throws
  {
    var made = volume(type)
    made.replace([3], with: [value], frame: 0)
    #expect(try made.image(frame: 0).voxels[3] == stored)
  }

  @Test(arguments: [VoxelType.int16, .float32, .float64])
  func scalingIsUndone(_ type: VoxelType) throws {
    var made = volume(type, .little, Scaling(slope: 0.5, intercept: 3))
    made.replace([3], with: [20.5], frame: 1)
    #expect(try made.image(frame: 1).voxels[3] == 20.5)
  }

  @Test func placesThatAreNotThereArePassedOver() {
    let before = volume(.int16)
    var after = before
    after.replace([-1, 24, .max], with: [1, 2, 3], frame: 0)
    after.replace([0], with: [1], frame: 2)
    #expect(after.bytes == before.bytes)
  }
}
