import Foundation
import Kernels
import Support
import Testing
import Volumes

@testable import Commands

@Suite(.serialized) struct FaceCommandTests {
  /// Keys that others rely on.
  private static let keys: Set<String> = [
    "grade", "zones", "rfs1", "rfs2", "rfs4", "mean_mm", "p95_mm", "template_ncc", "fov", "reasons",
  ]

  @Test func `a removed face is told from its original, drawn and exported`() async throws {
    let place = try HeadPlace()
    let (out, png, mesh) = (
      place.folder.file("out.nii.gz"), place.folder.file("face.png"), place.folder.file("head.ply")
    )
    let made = await place.run("deface", place.head, "-o", out, "--buffer", "5mm")
    #expect(made.code == 0, "\(made.message)")
    let run = await place.run(
      "face", out, "--against", place.head, "--zones", "nose,mouth", "--png", png, "--mesh", mesh,
      "--json")
    #expect(run.code == 0, "\(run.message)")
    #expect(Self.keys.subtracting(run.object.keys).isEmpty)
    let zones = try #require(run.object["zones"] as? [String: [String: Any]])
    #expect(zones.count == 7 && zones["nose"]?["grade"] as? String == "A")
    #expect(run.object["judged"] as? [String] == ["nose", "mouth"])
    #expect((run.object["rfs2"] as? Double ?? 1) < 0.05)
    #expect(try Data(contentsOf: URL(fileURLWithPath: png)).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(try Data(contentsOf: URL(fileURLWithPath: mesh)).starts(with: Array("ply".utf8)))
    let again = await place.run("face", out, "--png", png)
    #expect(again.code == 73 && again.message.contains("--force"))
  }

  @Test func `a whole head is a whole face`() async throws {
    let place = try HeadPlace()
    let run = await place.run("face", place.head, "--zones", "eyes,nose")
    #expect(run.code == 0, "\(run.message)")
    #expect(run.result.hasPrefix("C  face still there, or to be found again\n"))
    #expect(run.result.contains("  zone        grade  in view"))
    #expect(!(run.result + run.message).contains("sub-07"))
  }

  @Test func `an image without a head is a sentence`() async throws {
    let place = try HeadPlace()
    let empty = place.folder.file("empty.nii.gz")
    let grid = Grid.box(from: .zero, to: Vector3(150, 180, 160), voxelMM: 5)
    try VolumeFile.write(Volume(image: Image(grid: grid), type: .int16), to: empty)
    let run = await place.run("face", empty)
    #expect(run.code == 65 && run.message.contains("help:"), "\(run.message)")
  }

  @Test(arguments: [
    (["face", "x.nii", "--zones", "nose,chn"], "there is no zone 'chn'"),
    (["face", "x.nii", "--zones", ","], "names no zone"),
    (["face", "x.nii", "--png", "x.jpg"], "should end in .png"),
    (["face", "x.nii", "--mesh", "x.stl"], "should end in .obj, .ply or .gii"),
    (["evaluate", "faces", "--people", "0"], "from 1 to 2000"),
    (["evaluate", "faces", "--only", "nothing"], "there is no removal 'nothing'"),
    (["reidentify", "--gallery", "a", "--probes", "b", "--permutations", "3"], "from 100"),
  ])
  func usageIsChecked(_ arguments: [String], _ sentence: String) async {
    let run = await Run(list: arguments)
    #expect(run.code == 64 && run.message.contains(sentence), "\(run.message)")
  }
}
