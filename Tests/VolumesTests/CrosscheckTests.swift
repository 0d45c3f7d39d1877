import CZlib
import Foundation
import Testing

@testable import Volumes

/// What another program reads from one file, as `scripts/crosscheck` writes it.
struct CrosscheckRow: Decodable, Sendable, CustomTestStringConvertible {
  var path: String
  var dims: [Int]
  var frames: Int
  var axes: String
  /// Three rows of four.
  var affine: [Double]
  /// CRC-32 of all values as little-endian floats; absent for colours and complex numbers.
  var checksum: UInt32?

  var testDescription: String { (path as NSString).lastPathComponent }

  static let all: [CrosscheckRow] = {
    guard let table = ProcessInfo.processInfo.environment["BAUTA_CROSSCHECK"],
      let data = FileManager.default.contents(atPath: table)
    else { return [] }
    return (try? JSONDecoder().decode([CrosscheckRow].self, from: data)) ?? []
  }()
}

@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["BAUTA_CROSSCHECK"] != nil,
    "run by scripts/crosscheck, which needs nibabel"))
struct CrosscheckTests {
  @Test func thereIsATable() { #expect(!CrosscheckRow.all.isEmpty) }

  @Test(arguments: CrosscheckRow.all)
  func everyFileIsReadAlike(row: CrosscheckRow) throws {
    let volume = try VolumeFile.read(row.path)
    #expect(volume.grid.dims == row.dims)
    #expect(volume.frames == row.frames)
    #expect(volume.grid.axisCodes == row.axes)
    let (rows, shift) = (volume.grid.toWorld.rows, volume.grid.toWorld.translation)
    let numbers = (0..<3).flatMap { [rows[$0].x, rows[$0].y, rows[$0].z, shift[$0]] }
    #expect(zip(numbers, row.affine).allSatisfy { abs($0 - $1) <= 1e-5 })
    guard let expected = row.checksum else { return }
    var found = crc32(0, nil, 0)
    for frame in 0..<volume.frames {
      let bits = try volume.image(frame: frame).voxels.map {
        $0.isNaN ? UInt32(0x7fc0_0000) : $0.bitPattern.littleEndian
      }
      bits.withUnsafeBytes { buffer in
        let bytes = buffer.bindMemory(to: UInt8.self)
        found = crc32(found, bytes.baseAddress, UInt32(bytes.count))
      }
    }
    #expect(UInt32(found) == expected)
  }
}
