import Foundation
import Support
import Testing

@testable import Volumes

@Suite struct MakingTests {
  let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  static let grid = Grid(
    nx: 4, ny: 3, nz: 2,
    toWorld: Affine(
      columns: Vector3(0, 1.5, 0), Vector3(0, 0, -2), Vector3(3, 0, 0),
      translation: Vector3(-7, 8, 9)))

  @Test(arguments: VoxelType.allCases.filter(\.isScalar))
  func wholeNumbersSurviveEveryType(type: VoxelType) throws {
    let image = Image(grid: Self.grid, voxels: (0..<24).map { Float($0 * 5) })
    let path = folder.file("a.nii.gz")
    try VolumeFile.write(Volume(image: image, type: type, description: "made"), to: path)
    let again = try VolumeFile.read(path)
    #expect(try again.image().voxels == image.voxels)
    #expect(again.header.voxelType == type)
    #expect(again.header.scaling == .identity)
    #expect(again.header.descrip == "made")
    #expect((again.header.qformCode, again.header.sformCode) == (1, 1))
    #expect(again.warnings.isEmpty, "both forms agree")
    #expect(again.grid.matches(Self.grid, toleranceMM: 1e-5))
  }

  @Test(arguments: VoxelType.allCases.filter(\.isInteger))
  func fractionsAreSpreadOverAnIntegerType(type: VoxelType) throws {
    let voxels = (0..<24).map { Float($0) * 0.37 - 4 }
    let volume = Volume(image: Image(grid: Self.grid, voxels: voxels), type: type)
    let step = volume.header.scaling.slope
    let half = Float(step / 2) + 2e-6
    let values = try volume.image().voxels
    #expect(zip(values, voxels).allSatisfy { abs($0 - $1) <= half })
    #expect(volume.header.storedSlope == step)
  }

  @Test func nanBecomesZeroInIntegersAndStaysInFloats() throws {
    let voxels = [Float.nan] + [Float](repeating: 3, count: 23)
    let image = Image(grid: Self.grid, voxels: voxels)
    #expect(try Volume(image: image, type: .int16).image().voxels[0] == 0)
    #expect(try Volume(image: image, type: .float32).image().voxels[0].isNaN)
  }

  @Test func aMaskIsStoredAsBytes() throws {
    let mask = Mask(grid: Self.grid, voxels: (0..<24).map { UInt8($0 % 2) })
    let volume = Volume(mask: mask)
    #expect(volume.bytes == mask.voxels)
    #expect(volume.header.voxelType == .uint8)
  }

  @Test func anAxisTooLongForNifti1MakesNifti2() throws {
    let grid = Grid(nx: 40000, ny: 1, nz: 1, toWorld: .identity)
    let path = folder.file("a.nii")
    try VolumeFile.write(Volume(mask: Mask(grid: grid)), to: path)
    let again = try VolumeFile.read(path)
    #expect(again.header.format == .nifti2)
    #expect(again.grid.nx == 40000)
  }

  @Test func aShearedLatticeHasNoQform() throws {
    var grid = Self.grid
    grid.toWorld.row0.y = 1
    let header = Volume(mask: Mask(grid: grid)).header
    #expect((header.qformCode, header.sformCode) == (0, 1))
  }

  @Test(arguments: axisCodes)
  func theQuaternionMakesTheSameRotation(code: String) {
    for angle in [0.0, 0.1, 1.2, 3.0] {
      let turn = Affine(quaternion: 1, angle, 0.3 * angle, -0.7 * angle)
      let oblique = turn * Self.grid.reoriented(to: code).toWorld
      let grid = Grid(nx: 4, ny: 4, nz: 4, toWorld: oblique)
      let header = Volume(mask: Mask(grid: grid)).header
      let qform = Grid(nx: 4, ny: 4, nz: 4, toWorld: header.qform)
      #expect(qform.matches(grid, toleranceMM: 1e-4))
    }
  }

  @Test func theSummaryIsWhatTheHeaderSays() throws {
    let fixture = NiftiFixture {
      $0.texts[148] = "head"
      ($0.slope, $0.intercept) = (2, 1)
    }
    let info = try VolumeFile.read(try folder.write(fixture.file, as: "a.nii")).info
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let text = String(decoding: try encoder.encode(info), as: UTF8.self)
    #expect(
      text == """
        {"axes":"RAS","byte_order":"little","datatype":"int16","dims":[2,3,4],"format":"nifti1",\
        "frames":1,"free_text":{"descrip":"head"},"intercept":1,"oblique_degrees":0,\
        "qform_code":0,"sform":[[2,0,0,-10],[0,3,0,-20],[0,0,4,-30],[0,0,0,1]],"sform_code":1,\
        "slope":2,"voxel_size_mm":[2,3,4],"warnings":[]}
        """)
    #expect(try JSONDecoder().decode(VolumeInfo.self, from: encoder.encode(info)) == info)
  }
}

@Suite struct SeriesTests {
  /// Three frames of 2 × 3 × 4 voxels, 1.5 s apart; the second holds a value that is not finite.
  private static func series() throws -> Volume {
    let folder = try ScratchFolder()
    let fixture = NiftiFixture {
      $0.dim = [4, 2, 3, 4, 3, 1, 1, 1]
      $0.pixdim[4] = 1.5
      $0.texts = [123: "\n"]  // millimetres and seconds
      ($0.datatype, $0.bitpix) = (16, 32)
      var out = ByteWriter(count: 4 * 72, order: .little)
      for i in 0..<72 { out.put(float: i == 25 ? .nan : Double(i), at: 4 * i) }
      $0.voxels = out.bytes
    }
    return try VolumeFile.read(try folder.write(fixture.file, as: "a.nii"))
  }

  @Test func theMeanLeavesOutWhatIsNotFinite() throws {
    let mean = try Self.series().meanImage().voxels
    var expected = (24..<48).map { Float($0) }
    expected[1] = 25  // of 1 and 49
    #expect(mean == expected)
  }

  @Test(arguments: [VoxelType.float32, .int16])
  func aSeriesKeepsItsFramesAndItsTime(_ type: VoxelType) throws {
    let series = try Self.series()
    let made = try Volume(series: series, type: type) { image in
      Image(grid: image.grid, voxels: image.voxels.map { $0.isNaN ? 0 : 2 * $0 })
    }
    #expect(made.frames == 3 && made.header.voxelType == type)
    #expect(made.header.pixdim[4] == 1.5 && made.header.unitsCode == 10)
    let last = (48..<72).map { Float(2 * $0) }
    #expect(try made.image(frame: 2).voxels == last)
  }
}
