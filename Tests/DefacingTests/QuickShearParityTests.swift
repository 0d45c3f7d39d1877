import Anatomy
import Defacing
import Foundation
import Kernels
import Testing
import Volumes

/// What the published program, version 1.2.0, made of a mask; written by Fixtures/quickshear_reference.py.
struct ParityCase: Decodable, CustomTestStringConvertible {
  struct Ellipsoid: Decodable {
    var centre: [Double]
    var radii: [Double]
  }

  var name: String
  var dims: [Int]
  var buffer: Double
  var ellipsoids: [Ellipsoid]
  var affine: [[Double]]
  /// Number of voxels removed; −1 where the program stopped with an error.
  var removed: Int
  /// FNV-1a of one byte a voxel, 1 = kept.
  var keptHash: String
  var maskVoxels: Int

  var testDescription: String { name }

  static let all: [ParityCase] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appending(path: "Fixtures/quickshear.json")
    guard let data = try? Data(contentsOf: file) else { return [] }
    return (try? JSONDecoder().decode([ParityCase].self, from: data)) ?? []
  }()

  var mask: Mask {
    func row(_ r: Int) -> Vector3 { Vector3(affine[r][0], affine[r][1], affine[r][2]) }
    let grid = Grid(
      nx: dims[0], ny: dims[1], nz: dims[2],
      toWorld: Affine(
        row0: row(0), row1: row(1), row2: row(2),
        translation: Vector3(affine[0][3], affine[1][3], affine[2][3])))
    var mask = Mask(grid: grid)
    for ellipsoid in ellipsoids { add(ellipsoid, to: &mask) }
    return mask
  }

  /// Marks the voxels with ((x² + y²) + z²) of at most 1, in units of the radii.
  private func add(_ ellipsoid: Ellipsoid, to mask: inout Mask) {
    let squares = (0..<3).map { axis in
      (0..<dims[axis]).map { index in
        let d = (Double(index) - ellipsoid.centre[axis]) / ellipsoid.radii[axis]
        return d * d
      }
    }
    let xs = squares[0].indices.filter { squares[0][$0] <= 1 }
    for z in 0..<dims[2] where squares[2][z] <= 1 {
      for y in 0..<dims[1] where squares[1][y] <= 1 {
        for x in xs where (squares[0][x] + squares[1][y]) + squares[2][z] <= 1 {
          mask[x, y, z] = true
        }
      }
    }
  }
}

@Suite struct QuickShearParityTests {
  @Test func thereAreCases() { #expect(ParityCase.all.count > 60) }

  @Test(arguments: ParityCase.all)
  func equalsThePublishedProgram(_ parity: ParityCase) throws {
    let mask = parity.mask
    #expect(mask.count == parity.maskVoxels)
    let method = QuickShear(mode: .parity, buffer: parity.buffer)
    guard parity.removed >= 0 else {
      #expect(throws: DefacingError.self) { try method.removal(for: .around(mask)) }
      return
    }
    let removed = try method.removal(for: .around(mask)).removed
    #expect(removed.count == parity.removed)
    #expect(fnv(removed.voxels.map { $0 == 0 ? 1 : 0 }) == parity.keptHash)
  }

  @Test func refusesAnotherLattice() throws {
    let mask = try #require(ParityCase.all.first).mask
    var moved = mask
    moved.grid.toWorld.translation.x += 0.01
    var frame = Frame.around(mask)
    frame.brain = moved
    for mode in QuickShear.Mode.allCases {
      #expect(throws: DefacingError.self) { try QuickShear(mode: mode).removal(for: frame) }
    }
  }

  private func fnv(_ bytes: [UInt8]) -> String {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Frame {
  /// A frame that knows nothing but a brain.
  static func around(_ brain: Mask) -> Frame {
    Frame(
      image: Image(brain),
      registration: Registration(
        templateToSubject: .identity, similarity: 1, verdict: .plausible),
      head: Mask(grid: brain.grid, filled: true), brain: brain)
  }
}
