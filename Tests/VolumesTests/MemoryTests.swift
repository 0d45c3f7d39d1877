import Foundation
import Support
import Testing

@testable import Volumes

/// How much memory this process held at most since it was last asked to forget it.
private enum PeakMemory {
  static func forget() {
    try? Data("5".utf8).write(to: URL(fileURLWithPath: "/proc/self/clear_refs"))
  }

  static func bytes(_ field: String) -> Int {
    let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix(field) }
    return (line?.split(whereSeparator: { !$0.isNumber }).first).flatMap { Int($0) }.map {
      $0 * 1024
    }
      ?? 0
  }

  /// Bytes by which the peak rises above what is held before.
  static func rise(_ body: () throws -> Void) rethrows -> Int {
    forget()
    let before = bytes("VmRSS:")
    try body()
    return bytes("VmHWM:") - before
  }
}

/// Each in a process of its own, where nobody else takes memory.
@Suite struct MemoryTests {
  @Test func loadingForProcessingTakesLittleMoreThanTwiceTheFloats() async {
    await #expect(processExitsWith: .success) {
      let folder = try ScratchFolder()
      let path = folder.file("a.nii.gz")
      try {
        let grid = Grid(nx: 160, ny: 160, nz: 160, toWorld: .identity)
        let bytes = Array(repeating: DeflateSample.head.bytes(), count: 41).joined()
        let header = NiftiHeader(grid: grid, frames: 1, type: .int16)
        let count = 2 * grid.voxelCount
        let volume = Volume(
          header: header, grid: grid, frames: 1, bytes: Array(bytes.prefix(count)))
        try VolumeFile.write(volume, to: path)
      }()
      var image: Image?
      let rise = try PeakMemory.rise { image = try VolumeFile.read(path).image() }
      let floats = 4 * 160 * 160 * 160
      guard image?.voxels.count == 160 * 160 * 160, rise > floats,
        Double(rise) <= 2.2 * Double(floats)
      else { fatalError("\(rise) bytes for \(floats) bytes of floats") }
    }
  }

  @Test func filesThatPromiseLittleTakeLittle() async {
    await #expect(processExitsWith: .success) {
      let folder = try ScratchFolder()
      let zeros = try Deflate.gzip([[UInt8](repeating: 0, count: 1 << 24)])
      let bomb = try Deflate.gzip([NiftiFixture().file]) + (0..<64).flatMap { _ in zeros }
      let far = try Deflate.gzip([NiftiFixture { $0.voxOffset = 900_000_000 }.file])
      let promises = NiftiFixture { $0.dim = [3, 3000, 3000, 30, 1, 1, 1, 1] }.file
      var pair = NiftiFixture { $0.isPair = true }
      pair.extensions = []
      let files: [(String, [UInt8])] = [
        ("bomb.nii.gz", bomb), ("far.nii.gz", far + (0..<64).flatMap { _ in zeros }),
        ("cut.nii", promises), ("cut.nii.gz", try Deflate.gzip([promises])),
        (
          "trailing.nii.gz",
          try Deflate.gzip([NiftiFixture().file]) + [UInt8](repeating: 1, count: 40_000_000)
        ),
      ]
      let paths = try files.map { try folder.write($0.1, as: $0.0) }
      for path in paths {
        let rise = PeakMemory.rise { _ = try? VolumeFile.read(path) }
        guard rise < 4_000_000 else { fatalError("\(rise) bytes for \(path)") }
      }
    }
  }
}
