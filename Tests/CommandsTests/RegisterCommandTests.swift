import Foundation
import Kernels
import Support
import Testing
import Volumes

@testable import Commands

/// `bauta register` from file to file, on small analytic heads.
@Suite struct RegisterCommandTests {
  private static let grid = RegistrationPhantom.box(voxelMM: 4)
  private static let shift = Vector3(6, -4, 3)
  private static let head = RegistrationPhantom(noise: 10).image(on: grid)
  private static let moved = RegistrationPhantom(
    contrast: .t2, toWorld: .scaling(Vector3(repeating: 1), translation: shift), noise: 10
  ).image(on: grid)

  /// Blobs that look like nothing of a head.
  private static let fruit: Image = {
    var image = Image(grid: grid)
    for i in image.voxels.indices {
      let (x, y, z) = (i % grid.nx, i / grid.nx % grid.ny, i / (grid.nx * grid.ny))
      let inside = [(12, 20, 12), (30, 40, 30), (32, 14, 38)].contains { centre in
        let d = (x - centre.0, y - centre.1, z - centre.2)
        return d.0 * d.0 + d.1 * d.1 + d.2 * d.2 < 90
      }
      image.voxels[i] = inside ? Float(400 + 20 * ((x + y) % 7)) : Float((x * 7 + y * 5 + z) % 9)
    }
    return image
  }()

  private static func place() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    for (name, image) in [("head", head), ("moved", moved), ("fruit", fruit)] {
      try VolumeFile.write(Volume(image: image, type: .float32), to: folder.file("\(name).nii"))
    }
    return folder
  }

  @Test func `the verdict and the parts of the map are told, in text and as JSON`() async throws {
    let folder = try Self.place()
    let (moving, fixed) = (folder.file("moved.nii"), folder.file("head.nii"))
    let json = await Run("register", moving, fixed, "--dof", "6", "--json")
    #expect(json.code == 0, "\(json.message)")
    #expect(json.object["verdict"] as? String == "good", "\(json.object)")
    #expect(json.object["reasons"] as? [String] == [] && json.object["failure"] is NSNull)
    let rows = try #require(json.object["matrix"] as? [[Double]])
    for axis in 0..<3 { #expect(abs(rows[axis][3] - Self.shift[axis]) < 0.7) }
    #expect((json.object["specificity"] as? Double ?? 0) > 0.5)
    #expect((json.object["disagreement_mm"] as? Double ?? 99) < 3)
    #expect((json.object["scales"] as? [Double])?.allSatisfy { abs($0 - 1) < 1e-9 } == true)
    let text = await Run(
      "register", moving, fixed, "--dof", "6", "--matrix", folder.file("m.txt"))
    for word in ["rotation ", "scales ", "parts in place ", "verdict good"] {
      #expect(text.result.contains(word), "\(text.result)")
    }
    #expect(try folder.names.contains("m.txt"))
  }

  @Test(arguments: [["fruit", "head"], ["head", "fruit"]])
  func `what is no head is no answer, and nothing but the picture is written`(
    _ names: [String]
  ) async throws {
    let folder = try Self.place()
    let run = await Run(
      "register", folder.file("\(names[0]).nii"), folder.file("\(names[1]).nii"), "--json",
      "--matrix", folder.file("m.txt"), "-o", folder.file("out.nii"), "--picture",
      folder.file("p.png"))
    #expect(run.code == 1, "\(run.result)")
    #expect(run.object["verdict"] as? String == "implausible")
    let failure = run.object["failure"] as? [String: Any]
    #expect(failure?["kind"] as? String == "registration-failed")
    #expect(run.message.contains("not believably") && run.message.contains("help:"))
    #expect(try folder.names.filter { !$0.hasSuffix(".nii") } == ["p.png"])
  }

  @Test func `a group comes into one frame, with a number before the ending of each output`()
    async throws
  {
    let folder = try Self.place()
    let run = await Run(
      "register", "--group", folder.file("head.nii"), folder.file("moved.nii"), "--json",
      "--matrix", folder.file("m.txt"), "-o", folder.file("out.nii.gz"))
    #expect(run.code == 0, "\(run.message)")
    let written = try folder.names.filter { !$0.hasSuffix(".nii") }.sorted()
    #expect(written == ["m_1.txt", "m_2.txt", "out_1.nii.gz", "out_2.nii.gz"])
    #expect(run.object["verdict"] as? String == "good")
    #expect((run.object["loop_error_mm"] as? Double ?? 9) < 0.5)
    let members = try #require(run.object["images"] as? [[String: Any]])
    let rows = try #require(members.last?["matrix"] as? [[Double]])
    for axis in 0..<3 { #expect(abs(rows[axis][3] - Self.shift[axis]) < 0.7) }
    #expect((run.object["pairs"] as? [Any])?.count == 2)
    let stranger = await Run(
      "register", "--group", folder.file("head.nii"), folder.file("moved.nii"),
      folder.file("fruit.nii"), "--matrix", folder.file("n.txt"))
    #expect(stranger.code == 1 && stranger.message.contains("the third fits none of the others"))
    #expect(try !folder.names.contains { $0.hasPrefix("n_") })
  }

  @Test(arguments: [
    (["a"], "two images were expected"), (["a", "b", "c"], "'--group' takes more"),
    (["--group", "a"], "two or more"), (["--group", "a", "b", "--dof", "9"], "--dof 6"),
    (["--group", "a", "b", "--frame", "0"], "neither"), (["a", "b", "--common", "x"], "common"),
  ])
  func `what does not go together is told`(_ words: [String], _ says: String) async {
    let run = await Run(list: ["register"] + words)
    #expect(run.code == 64 && run.message.contains(says), "\(run.message)")
  }

  @Test(arguments: [
    ("a.txt", "a_1.txt"), ("d/a.nii.gz", "d/a_1.nii.gz"), ("a", "a_1"),
    ("x.y/a.mgz", "x.y/a_1.mgz"),
  ])
  func `a number stands before the ending`(_ name: String, _ first: String) {
    #expect(NumberedName.all(of: name, count: 2).first == first)
  }

  @Test func `of a series the mean or one frame is aligned, and all frames are resampled`()
    async throws
  {
    let folder = try Self.place()
    let series = try Self.series(in: folder)
    let (fixed, out) = (folder.file("head.nii"), folder.file("out.nii"))
    let mean = await Run("register", series, fixed, "--dof", "6", "-o", out, "--json")
    #expect(mean.code == 0, "\(mean.message)")
    #expect(
      mean.object["notes"] as? [String]
        == ["the moving image has 2 frames; their mean was taken"])
    let written = try VolumeFile.read(out)
    #expect(written.frames == 2 && written.header.pixdim[4] == 2.5)
    #expect(written.grid.matches(Self.grid))
    let one = await Run("register", series, fixed, "--dof", "6", "--frame", "1", "--json")
    #expect(one.code == 0, "\(one.message)")
    #expect(
      (one.object["notes"] as? [String])?.first?.contains("frame 1, counted from 0") == true)
    let none = await Run("register", series, fixed, "--frame", "2")
    #expect(none.code == 65 && none.message.contains("there is no frame 2"))
    #expect(await Run("register", series, fixed, "--frame", "-1").code == 64)
  }

  /// The moved head twice, the second time brighter, 2.5 s apart.
  private static func series(in folder: ScratchFolder) throws -> String {
    let fixture = NiftiFixture {
      $0.dim = [4, grid.nx, grid.ny, grid.nz, 2, 1, 1, 1]
      ($0.datatype, $0.bitpix) = (2, 8)
      $0.pixdim[4] = 2.5
      $0.texts = [123: "\n"]  // millimetres and seconds
      $0.sform = grid.toWorld.rows.enumerated().flatMap { row, linear in
        [linear.x, linear.y, linear.z, grid.toWorld.translation[row]]
      }
      $0.voxels = [0.15, 0.2].flatMap { gain in
        moved.voxels.map { UInt8(min(255, max(0, $0 * gain))) }
      }
    }
    return try folder.write(fixture.file, as: "series.nii")
  }
}
