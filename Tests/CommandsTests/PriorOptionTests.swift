import Foundation
import Kernels
import Support
import Testing
import Volumes

@testable import Commands

/// `bauta segment --priors` from file to file.
@Suite struct PriorOptionTests {
  private static let phantom = BrainPhantom(
    voxelMM: Vector3(repeating: 3.5), noise: 12, bias: 0.9)

  private static func place() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    func write(_ volume: Volume, _ name: String) throws {
      try VolumeFile.write(volume, to: folder.file(name))
    }
    try write(Volume(image: phantom.image, type: .float32), "head.nii")
    try write(Volume(mask: phantom.brain), "brain.nii")
    let inside = Image(phantom.brain).smoothed(sigmaMM: 5)
    for (k, name) in ["csf", "gm", "wm"].enumerated() {
      var map = Image(grid: phantom.image.grid, voxels: phantom.fractions[k]).smoothed(sigmaMM: 5)
      for i in map.voxels.indices {
        map.voxels[i] = min(1, map.voxels[i] / max(0.02, inside.voxels[i]))
      }
      // The maps lie 20 mm further to the right.
      map.grid.toWorld.translation.x += 20
      try write(Volume(image: map, type: .float32), "\(name).nii")
    }
    _ = try folder.text("m.txt", "1 0 0 -20\n0 1 0 0\n0 0 1 0\n0 0 0 1\n")
    return folder
  }

  private static func run(_ words: String, in folder: ScratchFolder) async -> Run {
    await Run(
      list: "segment @head.nii --brain @brain.nii \(words)".split(separator: " ").map { word in
        word.hasPrefix("@") ? folder.file(String(word.dropFirst())) : String(word)
      })
  }

  @Test func `maps lead through a strong field`() async throws {
    let folder = try Self.place()
    let maps = "--priors @csf.nii @gm.nii @wm.nii --priors-matrix @m.txt"
    let without = await Self.run("-o @a --json", in: folder)
    let with = await Self.run("-o @b --json \(maps)", in: folder)
    let throughout = await Self.run("-o @c --json \(maps) --priors-throughout", in: folder)
    #expect(with.code == 0 && throughout.code == 0, "\(with.message) \(throughout.message)")
    let truth = Self.phantom.volumesML[1]
    func error(_ run: Run) -> Double { abs((run.object["gm_ml"] as? Double ?? 0) - truth) }
    #expect(error(with) < error(without) && error(throughout) < error(without))
    #expect(try folder.names.contains("b_label-GM_probseg.nii.gz"))
  }

  @Test(arguments: [
    ("--priors @csf.nii @gm.nii", 64, "takes three maps"),
    ("--priors @csf.nii @gm.nii @wm.nii --classes 2", 64, "must be 3"),
    ("--priors-matrix @m.txt", 64, "need '--priors'"),
    ("--priors template --priors-matrix @m.txt", 64, "leave '--priors-matrix' out"),
    ("--priors @csf.nii @gm.nii @nowhere.nii", 66, "the prior map of WM"),
    ("--priors @csf.nii @gm.nii @wm.nii --priors-matrix @nowhere.txt", 66, "matrix of the priors"),
    ("--priors @csf.nii @gm.nii @wm.nii --priors-matrix @brain.nii", 65, "four rows of four"),
    ("--priors @wm.nii @wm.nii @wm.nii --priors-matrix @m.txt", 65, "add up to 1 at most"),
  ])
  func `what cannot be priors is told, and nothing is written`(
    _ words: String, _ code: Int, _ says: String
  ) async throws {
    let folder = try Self.place()
    let before = try folder.names
    let run = await Self.run("-o @a \(words)", in: folder)
    #expect(run.code == Int32(code) && run.message.contains(says), "\(run.message)")
    #expect(try folder.names == before)
  }

  @Test(arguments: [
    ("1 0 0 0\n0 1 0 0\n0 0 1 0\n0 0 0 1", true), ("1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1", false),
    ("1 0 0 0\n0 1 0 0\n0 0 0 0\n0 0 0 1\n", false), ("1 0 0 x\n0 1 0 0\n0 0 1 0\n0 0 0 1", false),
    ("1 0 0 inf\n0 1 0 0\n0 0 1 0\n0 0 0 1", false), ("1 0 0 0\n0 1 0 0\n0 0 1 0\n0 0 0 2", false),
    ("\n 1 0\t0 -2.5e1\r\n0 1 0 0\n\n0 0 1 0\n0 0 0 1\n", true), ("", false),
  ])
  func `a matrix is read or refused`(_ text: String, _ isMap: Bool) {
    #expect((MatrixText.affine(of: text) != nil) == isMap)
  }
}
