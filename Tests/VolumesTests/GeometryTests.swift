import Support
import Testing

@testable import Volumes

/// A header with some of its forms, and the affine that should come of it.
struct FormCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var expected: Affine
  var warnings: [String] = []
  var change: @Sendable (inout NiftiFixture) -> Void

  static let unknown =
    "orientation unknown: neither qform nor sform has a code; "
    + "axes were taken as left, front, top from the middle of the image"
  static let plain = Affine.scaling(Vector3(2, 3, 4), translation: Vector3(-10, -20, -30))
  /// 2 × 3 × 4 voxels about the origin, x to the left.
  static let centred = Affine.scaling(Vector3(-2, 3, 4), translation: Vector3(1, -3, -6))

  static let all = [
    FormCase(testDescription: "sform alone", expected: plain) { _ in },
    FormCase(testDescription: "neither form", expected: centred, warnings: [unknown]) {
      $0.sformCode = 0
    },
    FormCase(
      testDescription: "qform alone, a quarter turn about z",
      expected: Affine(
        columns: Vector3(0, 2, 0), Vector3(-3, 0, 0), Vector3(0, 0, 4),
        translation: Vector3(5, 6, 7))
    ) {
      ($0.sformCode, $0.qformCode) = (0, 1)
      $0.qform = [0, 0, 0.5.squareRoot(), 5, 6, 7]
    },
    FormCase(
      testDescription: "qform alone, the third axis turned by pixdim[0]",
      expected: .scaling(Vector3(2, 3, -4), translation: Vector3(5, 6, 7))
    ) {
      ($0.sformCode, $0.qformCode) = (0, 1)
      $0.pixdim[0] = -1
      $0.qform = [0, 0, 0, 5, 6, 7]
    },
    FormCase(
      testDescription: "a pixdim[0] that is neither 1 nor -1 counts as 1",
      expected: .scaling(Vector3(2, 3, 4), translation: Vector3(5, 6, 7))
    ) {
      ($0.sformCode, $0.qformCode) = (0, 1)
      $0.pixdim[0] = 0
      $0.qform = [0, 0, 0, 5, 6, 7]
    },
    FormCase(testDescription: "both forms agree", expected: plain) {
      $0.qformCode = 1
      $0.qform = [0, 0, 0, -10, -20, -30]
    },
    FormCase(
      testDescription: "the forms disagree", expected: plain,
      warnings: ["qform and sform disagree by up to 12.0 mm at the corners; the sform was taken"]
    ) {
      $0.qformCode = 1
      $0.qform = [0, 0, 0, 2, -20, -30]
    },
    FormCase(
      testDescription: "voxel sizes that are none",
      expected: .scaling(Vector3(-1, 3, 1), translation: Vector3(0.5, -3, -1.5)),
      warnings: [
        "pixdim[1] is 0.0, which is no voxel size; 1.0 mm was taken",
        "pixdim[2] is -3.0, which is no voxel size; 3.0 mm was taken",
        "pixdim[3] is nan, which is no voxel size; 1.0 mm was taken", unknown,
      ]
    ) {
      $0.sformCode = 0
      $0.pixdim = [1, 0, -3, .nan, 1, 1, 1, 1]
    },
    FormCase(
      testDescription: "a quaternion that is too long",
      expected: .scaling(Vector3(2, -3, -4), translation: Vector3(5, 6, 7)),
      warnings: ["the quaternion of the qform is longer than 1; it was scaled to length 1"]
    ) {
      ($0.sformCode, $0.qformCode) = (0, 1)
      $0.qform = [1.5, 0, 0, 5, 6, 7]
    },
    FormCase(testDescription: "Analyze without an origin", expected: centred) {
      ($0.format, $0.isPair) = (.analyze, true)
    },
  ]
}

@Suite struct GeometryTests {
  let folder: ScratchFolder
  init() throws { folder = try ScratchFolder() }

  @Test(arguments: FormCase.all)
  func theAffineIsTheOneThatTheCodesPrefer(form: FormCase) throws {
    for format in [NiftiHeader.Format.nifti1, .nifti2] {
      for order in [ByteOrder.little, .big] {
        var fixture = NiftiFixture {
          $0.format = format
          $0.order = order
        }
        form.change(&fixture)
        let reading = try HeaderReading(head: fixture.header)
        for corner in reading.grid.corners {
          #expect(length(reading.grid.toWorld(corner) - form.expected(corner)) < 1e-5)
        }
        #expect(reading.warnings == form.warnings)
      }
    }
  }

  @Test func analyzeTakesASensibleOrigin() throws {
    var fixture = NiftiFixture { $0.format = .analyze }
    fixture.order = .big
    var header = fixture.header
    header.replaceSubrange(253..<259, with: [0, 2, 0, 1, 0, 3])
    let toWorld = try HeaderReading(head: header).grid.toWorld
    #expect(toWorld == .scaling(Vector3(-2, 3, 4), translation: Vector3(2, 0, -8)))
  }

  @Test func wrongBitsAVoxelAreWarnedOf() throws {
    let reading = try HeaderReading(head: NiftiFixture { $0.bitpix = 8 }.header)
    #expect(
      reading.warnings == [
        "bitpix says 8 bits a voxel, but int16 has 16; the datatype was believed"
      ])
  }

  @Test(arguments: [0, Double.nan, .infinity, -.infinity])
  func aSlopeThatIsNoneChangesNothing(slope: Double) throws {
    let fixture = NiftiFixture {
      $0.slope = slope
      $0.intercept = 5
    }
    #expect(try HeaderReading(head: fixture.header).header.scaling == .identity)
  }

  @Test func anInterceptThatIsNoneIsZero() throws {
    let fixture = NiftiFixture {
      $0.slope = 2
      $0.intercept = .nan
    }
    let reading = try HeaderReading(head: fixture.header)
    #expect(reading.header.scaling == Scaling(slope: 2))
    #expect(reading.warnings == ["scl_inter is not a finite number; zero was taken"])
  }

  @Test(arguments: [NiftiHeader.Format.nifti1, .nifti2])
  func everyFieldIsReadWhereItLies(format: NiftiHeader.Format) throws {
    let places: [(String, Int, Int)] = [
      ("descrip", 148, 240), ("aux", 228, 320), ("int", 328, 508),
    ]
    let fixture = NiftiFixture {
      $0.format = format
      for (text, first, second) in places { $0.texts[format == .nifti1 ? first : second] = text }
      $0.qformCode = 3
      $0.qform = [0, 0, 0, -10, -20, -30]
      ($0.slope, $0.intercept) = (2, -1)
    }
    let header = try HeaderReading(head: fixture.header).header
    #expect(header.dims == [3, 2, 3, 4, 1, 1, 1, 1])
    #expect(header.pixdim == [1, 2, 3, 4, 1, 1, 1, 1])
    #expect((header.qformCode, header.sformCode) == (3, 1))
    #expect(header.qform == header.sform)
    #expect((header.storedSlope, header.storedIntercept) == (2, -1))
    #expect([header.descrip, header.auxFile, header.intentName] == places.map(\.0))
    #expect(header.voxOffset == (format == .nifti1 ? 352 : 544))
    #expect((header.datatypeCode, header.bitpix) == (4, 16))
  }
}
