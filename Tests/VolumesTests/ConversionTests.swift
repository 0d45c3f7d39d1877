import Support
import Testing

@testable import Volumes

@Suite struct ConversionTests {
  let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  static let pairs = VoxelType.allCases.filter(\.isScalar).flatMap { from in
    VoxelType.allCases.filter(\.isScalar).map { (from, $0) }
  }

  @Test(arguments: pairs)
  func smallIntegersSurviveEveryChangeOfType(from: VoxelType, to: VoxelType) throws {
    let image = Image(
      grid: Grid(nx: 4, ny: 3, nz: 2, toWorld: .identity), voxels: (0..<24).map { Float($0 * 5) })
    let volume = try Volume(image: image, type: from).stored(as: to)
    #expect(volume.header.voxelType == to)
    #expect(volume.header.scaling == .identity)
    #expect(try volume.image().voxels == image.voxels)
    try VolumeFile.write(volume, to: folder.file("a.nii"), overwrite: true)
    let again = try VolumeFile.read(folder.file("a.nii"))
    #expect(again.header.bitpix == 8 * to.byteCount)
    #expect(again.warnings.isEmpty)
    #expect(try again.image().voxels == image.voxels)
  }

  @Test(arguments: [ByteOrder.little, .big])
  func theRestOfTheHeaderStays(order: ByteOrder) throws {
    let fixture = NiftiFixture {
      $0.order = order
      $0.dim = [4, 2, 3, 4, 2, 1, 1, 1]
      $0.pixdim[4] = 2.5
      ($0.slope, $0.intercept) = (0.5, 10)
      $0.texts = [148: "head", 328: "name"]
      $0.extensions = WritingTests.extensions
      $0.voxels = (0..<48).flatMap { ByteWriter.bytes(of: Int16($0 * 3 - 70), order: order) }
    }
    let volume = try VolumeFile.read(try folder.write(fixture.file, as: "a.nii"))
    let floats = try volume.stored(as: .float32)
    try VolumeFile.write(floats, to: folder.file("b.nii"))
    let again = try VolumeFile.read(folder.file("b.nii"))
    var raw = volume.header.raw
    for range in [70..<74, 112..<120] { raw.replaceSubrange(range, with: again.header.raw[range]) }
    #expect(again.header.raw == raw, "all but datatype, bitpix, slope and intercept")
    #expect(again.header.extensionBytes == WritingTests.extensions)
    for frame in [0, 1] {
      #expect(try again.image(frame: frame).voxels == volume.image(frame: frame).voxels)
    }
  }

  @Test func largeIntegersAreNotSqueezedThroughFloats() throws {
    let numbers: [Int32] = [16_777_217, -2_147_483_647, 2_147_483_647, 5]
    let fixture = NiftiFixture {
      ($0.datatype, $0.bitpix, $0.dim) = (8, 32, [3, 4, 1, 1, 1, 1, 1, 1])
      $0.voxels = numbers.flatMap { ByteWriter.bytes(of: $0, order: .little) }
    }
    let volume = try VolumeFile.read(try folder.write(fixture.file, as: "a.nii"))
    let there = try volume.stored(as: .float64)
    #expect(try there.stored(as: .int32).bytes == volume.bytes)
    #expect(try there.stored(as: .int64).stored(as: .int32).bytes == volume.bytes)
  }

  @Test func fractionsAreSpreadOverAnIntegerType() throws {
    let image = Image(
      grid: Grid(nx: 24, ny: 1, nz: 1, toWorld: .identity),
      voxels: (0..<24).map { Float($0) * 0.37 - 4 })
    let volume = try Volume(image: image, type: .float32).stored(as: .uint8)
    let half = Float(volume.header.scaling.slope / 2) + 2e-6
    #expect(try zip(volume.image().voxels, image.voxels).allSatisfy { abs($0 - $1) <= half })
  }

  @Test func whatCannotBeConvertedIsSaid() throws {
    let fixture = NiftiFixture {
      ($0.datatype, $0.bitpix, $0.dim) = (64, 64, [3, 2, 1, 1, 1, 1, 1, 1])
      $0.voxels = [1e300, -1e300].flatMap {
        ByteWriter.bytes(of: ($0 as Double).bitPattern, order: .little)
      }
    }
    let volume = try VolumeFile.read(try folder.write(fixture.file, as: "a.nii"))
    let error = try #require(throws: VolumeError.self) { try volume.stored(as: .int16) }
    #expect(
      error.message
        == "The values range too far to be stored as int16: no slope of 32 bits spans them.")
    #expect(throws: VolumeError.self) { try volume.stored(as: .rgb24) }
  }
}
