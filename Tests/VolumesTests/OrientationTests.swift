import Support
import Testing

@testable import Volumes

/// The 48 axis codes.
let axisCodes: [String] = {
  let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
  let letters = [["R", "L"], ["A", "P"], ["S", "I"]]
  return orders.flatMap { order in
    (0..<8).map { bits in
      order.enumerated().map { letters[$1][bits >> $0 & 1] }.joined()
    }
  }
}()

@Suite struct OrientationTests {
  /// A lattice turned by a few degrees, with a number of its own in every voxel.
  static let image: Image = {
    let toWorld = Affine(
      row0: Vector3(1.9, 0.2, -0.3), row1: Vector3(-0.2, 2.8, 0.4), row2: Vector3(0.3, -0.3, 4),
      translation: Vector3(-20, 31, 7))
    let grid = Grid(nx: 3, ny: 4, nz: 5, toWorld: toWorld)
    return Image(grid: grid, voxels: (0..<60).map { Float($0) })
  }()

  @Test func thereAre48Codes() {
    #expect(Set(axisCodes).count == 48)
    #expect(axisCodes.allSatisfy(Grid.isAxisCode))
    #expect(!["RRS", "RA", "RASL", "ras", "RAX", ""].contains(where: Grid.isAxisCode))
  }

  @Test(arguments: axisCodes)
  func reorientingMovesNoVoxelInTheWorld(code: String) throws {
    let image = Self.image
    let turned = image.reoriented(to: code)
    #expect(turned.grid.axisCodes == code)
    let back = try #require(image.grid.fromWorld)
    for z in 0..<turned.grid.nz {
      for y in 0..<turned.grid.ny {
        for x in 0..<turned.grid.nx {
          let place = back(turned.grid.toWorld(Vector3(Double(x), Double(y), Double(z))))
          let near = (0..<3).map { Int((place[$0] + 0.5).rounded(.down)) }
          #expect(length(place - Vector3(Double(near[0]), Double(near[1]), Double(near[2]))) < 1e-9)
          #expect(turned[x, y, z] == image[near[0], near[1], near[2]])
        }
      }
    }
    let returned = turned.reoriented(back: image.grid)
    #expect(returned.grid == image.grid)
    #expect(returned.voxels == image.voxels)
  }

  @Test(arguments: axisCodes)
  func aMaskMovesLikeItsImage(code: String) {
    let image = Self.image
    let mask = Mask(grid: image.grid, voxels: image.voxels.map { Int($0) % 7 == 0 ? 1 : 0 })
    let turned = mask.reoriented(to: code)
    let expected: [UInt8] = image.reoriented(to: code).voxels.map { Int($0) % 7 == 0 ? 1 : 0 }
    #expect(turned.voxels == expected)
    #expect(turned.reoriented(back: image.grid) == mask)
  }

  @Test(arguments: axisCodes)
  func aWholeFileMovesWithAllItsForms(code: String) throws {
    let folder = try ScratchFolder()
    for type in [VoxelType.uint8, .int16, .rgb24, .float32, .float64, .complex128] {
      let fixture = NiftiFixture {
        $0.datatype = type.rawValue
        $0.bitpix = Int16(type.byteCount * 8)
        $0.dim = [4, 2, 3, 4, 2, 1, 1, 1]
        $0.qformCode = 1
        $0.qform = [0, 0, 0, -10, -20, -30]
        $0.voxels = (0..<48 * type.byteCount).map { UInt8(truncatingIfNeeded: $0 * 7) }
      }
      let volume = try VolumeFile.read(try folder.write(fixture.file, as: "a.nii"))
      let turned = volume.reoriented(to: code)
      let path = folder.file("\(type).nii")
      try VolumeFile.write(turned, to: path)
      let again = try VolumeFile.read(path)
      #expect(again.grid.axisCodes == code)
      #expect(again.grid.matches(turned.grid, toleranceMM: 1e-5))
      #expect(again.warnings.isEmpty, "the forms agree")
      #expect(again.header.voxelSizesMM == again.grid.voxelSizeMM)
      let returned = again.reoriented(to: "RAS")
      #expect(returned.bytes == volume.bytes)
      #expect(returned.grid.matches(volume.grid, toleranceMM: 1e-5))
    }
  }

  @Test func slicesKeepTheirOrderWhenTheirAxisIsTurned() throws {
    var header = NiftiFixture().header
    header[39] = 0b11_10_01
    header[122] = 3
    header[120] = 3
    let reading = try HeaderReading(head: header)
    let volume = Volume(
      header: reading.header, grid: reading.grid, frames: 1, bytes: NiftiFixture().voxels)
    let turned = volume.reoriented(to: "IAR").header
    #expect(turned.dimInfo == 0b01_10_11)
    #expect(turned.sliceCode == 4)
    #expect((turned.sliceStart, turned.sliceEnd) == (0, 3))
  }

  @Test func obliquityIsTheLargestAngle() {
    let grid = Grid(nx: 9, ny: 9, nz: 9, toWorld: .scaling(Vector3(-1, 2, 3)))
    #expect(grid.obliquityDegrees == 0)
    for degrees in [1.0, 12, 30, 44] {
      let (c, s) = (cosine(degrees), sine(degrees))
      let turned = Affine(columns: Vector3(c, s, 0), Vector3(-2 * s, 2 * c, 0), Vector3(0, 0, 3))
      let grid = Grid(nx: 9, ny: 9, nz: 9, toWorld: turned)
      #expect(abs(grid.obliquityDegrees - degrees) < 1e-9)
      #expect(grid.axisCodes == "RAS")
    }
  }

  /// Two axes lie closest to x; each world axis is still used once (values from nibabel 5).
  @Test func aShearedLatticeUsesEveryAxisOnce() {
    let sheared = Affine(columns: Vector3(1, 0, 0), Vector3(1, 0.9, 0), Vector3(0, 0.2, 1))
    #expect(Grid(nx: 2, ny: 2, nz: 2, toWorld: sheared).axisCodes == "RAS")
    let steep = Affine(columns: Vector3(0.9, 0.1, 0.5), Vector3(1, 0, 0.1), Vector3(0, -1, 0.2))
    #expect(Grid(nx: 2, ny: 2, nz: 2, toWorld: steep).axisCodes == "SRP")
  }

  @Test(
    .enabled(
      if: RealData.file("formats/nifti_space_48_orientations") != nil,
      "the 48 orientation images are not part of the repository"))
  func aHeadStoredIn48OrdersIsOneHead() throws {
    let folder = try #require(RealData.file("formats/nifti_space_48_orientations"))
    let first = try VolumeFile.read(folder + "/RAS.nii.gz").image()
    for code in axisCodes {
      let image = try VolumeFile.read(folder + "/\(code).nii.gz").image()
      #expect(image.grid.axisCodes == code)
      let turned = image.reoriented(to: "RAS")
      #expect(turned.grid.matches(first.grid, toleranceMM: 1e-4))
      #expect(turned.voxels == first.voxels)
    }
  }
}

private func cosine(_ degrees: Double) -> Double { sine(degrees + 90) }

/// By the series, so that the test needs no library: 24 terms are exact to the last bit below π.
private func sine(_ degrees: Double) -> Double {
  let x = degrees * .pi / 180
  var (term, sum) = (x, x)
  for k in 1..<24 {
    term *= -x * x / Double(2 * k * (2 * k + 1))
    sum += term
  }
  return sum
}
