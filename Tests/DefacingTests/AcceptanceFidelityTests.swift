import Anatomy
import Defacing
import Foundation
import Kernels
import Support
import Testing

@testable import Volumes

/// Acceptance 5 and 6 over every registered method: what is stored, and the header.
///
/// `FillTests` asks the same of every type, byte order and scaling of a small volume, and what is
/// stored in removed voxels; `ConformanceTests` covers a slope of zero.
@Suite struct AcceptanceFidelityTests {
  static let frame = AcceptanceGeometryTests.coarse
  static let removals = DefacerConformanceTests.ready.compactMap {
    try? $0.method.removal(for: frame)
  }

  struct Stored: CustomTestStringConvertible {
    var code: Int16
    var type: VoxelType
    var slope = 1.0
    var intercept = 0.0
    var testDescription: String { "\(type) \(slope) \(intercept)" }
  }

  static let stored = [
    Stored(code: 2, type: .uint8, slope: 1.5), Stored(code: 4, type: .int16),
    Stored(code: 4, type: .int16, slope: -0.5, intercept: 40),
    Stored(code: 512, type: .uint16, slope: 2.5, intercept: -100), Stored(code: 8, type: .int32),
    Stored(code: 16, type: .float32), Stored(code: 64, type: .float64, slope: 3, intercept: 1),
  ]

  /// The head as a file with every field of the header that can be kept.
  private func file(_ stored: Stored) -> [UInt8] {
    let (grid, image) = (Self.frame.image.grid, Self.frame.image)
    var values = image.voxels.map { Double($0) }
    let scaling = Scaling(slope: stored.slope, intercept: stored.intercept)
    if stored.type == .float32 || stored.type == .float64 {
      for (place, value) in [(0, Double.nan), (7, .infinity), (11, -.infinity)] {
        values[values.count - 1 - place] = value
      }
    }
    let bytes = encode(values.map { Float($0) }, as: stored.type, scaling: scaling)
    return NiftiFixture {
      $0.datatype = stored.code
      $0.bitpix = Int16(8 * stored.type.byteCount)
      $0.dim = [3, grid.nx, grid.ny, grid.nz, 1, 1, 1, 1]
      let size = grid.voxelSizeMM
      $0.pixdim = [-1, size.x, size.y, size.z, 2.5, 0, 0, 0]
      ($0.qformCode, $0.qform) = (1, [0.1, 0.2, 0.3, -5, -6, -7])
      $0.sformCode = 3
      $0.sform = (0..<3).flatMap { row in
        let linear = grid.toWorld.rows[row]
        return [linear.x, linear.y, linear.z, grid.toWorld.translation[row]]
      }
      ($0.slope, $0.intercept) = (stored.slope, stored.intercept)
      $0.texts = [148: "a description", 228: "an aux file", 328: "a name"]
      $0.voxels = bytes
    }.file
  }

  @Test("5, 6: header and kept voxels stay byte by byte", arguments: stored)
  func fidelity(_ stored: Stored) throws {
    let folder = try ScratchFolder()
    let before = file(stored)
    let volume = try VolumeFile.read(try folder.write(before, as: "a.nii"))
    #expect(Self.removals.count == Defacers.all.count)
    for (place, removal) in Self.removals.enumerated() {
      let made = try removal.applied(to: volume, head: Self.frame.head)
      let path = folder.file("\(place).nii")
      try VolumeFile.write(made.volume, to: path)
      let after = try folder.bytes(of: "\(place).nii")
      #expect(after.count == before.count && after.prefix(352) == before.prefix(352))
      let size = stored.type.byteCount
      let changed = removal.removed.voxels.indices.filter { index in
        removal.removed.voxels[index] == 0
          && before[352 + index * size..<352 + (index + 1) * size]
            != after[352 + index * size..<352 + (index + 1) * size]
      }
      #expect(changed.isEmpty, "\(removal.method): \(changed.count) kept voxels")
    }
  }

  @Test("5: colours are refused") func colours() throws {
    let grid = Self.frame.image.grid
    let fixture = NiftiFixture {
      ($0.datatype, $0.bitpix) = (128, 24)
      $0.dim = [3, grid.nx, grid.ny, grid.nz, 1, 1, 1, 1]
      $0.sform = (0..<3).flatMap { row in
        let linear = grid.toWorld.rows[row]
        return [linear.x, linear.y, linear.z, grid.toWorld.translation[row]]
      }
      $0.voxels = [UInt8](repeating: 9, count: 3 * grid.voxelCount)
    }
    let folder = try ScratchFolder()
    let volume = try VolumeFile.read(try folder.write(fixture.file, as: "rgb.nii"))
    for removal in Self.removals {
      let error = #expect(throws: DefacingError.self) { try removal.applied(to: volume) }
      #expect(error?.code == .inputUnsuitable && error?.message.isEmpty == false)
    }
  }
}
