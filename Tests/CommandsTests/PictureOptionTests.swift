import Canvas
import Foundation
import Kernels
import Pictures
import Support
import Testing
import Volumes

@testable import Commands

@Suite struct PictureOptionTests {
  private static let phantom = BrainPhantom(neck: false)

  /// A folder with a head, its brain and an empty image.
  private static func place() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    try VolumeFile.write(
      Volume(image: phantom.image, type: .float32), to: folder.file("head.nii.gz"))
    try VolumeFile.write(Volume(mask: phantom.brain), to: folder.file("brain.nii.gz"))
    try VolumeFile.write(
      Volume(image: Image(grid: phantom.image.grid), type: .float32),
      to: folder.file("empty.nii.gz"))
    return folder
  }

  private static func run(_ words: String, in folder: ScratchFolder) async -> Run {
    let arguments = words.split(separator: " ").map { word in
      word.hasPrefix("@") ? folder.file(String(word.dropFirst())) : String(word)
    }
    return await Run(list: arguments)
  }

  private static func picture(_ folder: ScratchFolder) -> Picture? {
    FileManager.default.contents(atPath: folder.file("p.png")).flatMap { Picture(png: Array($0)) }
  }

  private static let steps = [
    "bias @head.nii.gz --mask @brain.nii.gz -o @out.nii.gz",
    "brain @head.nii.gz -f 0.5 -o @out.nii.gz",
    "segment @head.nii.gz --brain @brain.nii.gz -o @out",
    "register @head.nii.gz @head.nii.gz --dof 6 --matrix @out.txt",
  ]

  @Test("a step leaves its picture beside its outputs", arguments: steps)
  func leavesItsPicture(step: String) async throws {
    let folder = try Self.place()
    let run = await Self.run(step + " --picture @p.png", in: folder)
    #expect(run.code == 0, "\(run.message)")
    let picture = try #require(Self.picture(folder))
    #expect(picture.width > 300 && picture.height > 300)
    #expect(try folder.names.contains { $0.hasPrefix("out") })
  }

  @Test("a picture that is there already stops the step before it starts", arguments: steps)
  func overwritesNothing(step: String) async throws {
    let folder = try Self.place()
    _ = try folder.write([1], as: "p.png")
    let run = await Self.run(step + " --picture @p.png", in: folder)
    #expect(run.code == 73 && run.message.contains("--force"))
    #expect(try !folder.names.contains { $0.hasPrefix("out") })
  }

  @Test(
    "what is no name of a PNG is a mistake of usage",
    arguments: steps + ["measure nbv @head.nii.gz"])
  func wantsPNG(step: String) async throws {
    let folder = try Self.place()
    let run = await Self.run(step + " --picture @p.jpg", in: folder)
    #expect(run.code == 64 && run.message.contains("should end in .png"))
  }

  @Test("a failed step leaves a picture of what was known and nothing else")
  func leavesThePictureOfAFailure() async throws {
    let folder = try Self.place()
    let before = try folder.names
    let run = await Self.run(
      "segment @empty.nii.gz --brain @brain.nii.gz -o @out --picture @p.png",
      in: folder)
    #expect(run.code == 1, "\(run.message)")
    #expect(try Set(folder.names) == Set(before + ["p.png"]))
    #expect(Self.picture(folder)?.overlay.contains { $0 != 0 } == true)
  }
}
