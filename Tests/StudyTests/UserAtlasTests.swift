import Anatomy
import Defacing
import Foundation
import Support
import Testing

@testable import Study

@Suite struct UserAtlasTests {
  @Test func aPairIsReadFromFiles() throws {
    let folder = try ScratchFolder()
    let pair = AtlasFixture.pair()
    try Data(pair.brain).write(to: URL(fileURLWithPath: folder.file("brain.gca")))
    try Data(pair.face).write(to: URL(fileURLWithPath: folder.file("face.gca")))
    let atlas = try #require(
      try UserAtlas(parameters: [
        "brain-gca": folder.file("brain.gca"), "face-gca": folder.file("face.gca"),
      ]))
    let prior = try #require(try atlas.prior(earsOf: nil).value)
    #expect(prior.face.voxels.max() == 0.5 && prior.brain.voxels.max() == 1)
    #expect(try atlas.prior(earsOf: nil).value?.face.voxels == prior.face.voxels)
  }

  @Test(arguments: [
    (["brain-gca": "a"], "two atlases are needed"), (["face-gca": "a"], "two atlases are needed"),
    (
      ["brain-gca": "/nowhere/a.gca", "face-gca": "/nowhere/b.gca"],
      "the brain atlas cannot be read"
    ),
  ])
  func whatIsMissingIsNamed(_ parameters: [String: String], _ says: String) {
    let error = #expect(throws: DefacingError.self) {
      try UserAtlas(parameters: parameters)?.prior(earsOf: nil)
    }
    #expect(error?.message.contains(says) == true)
  }

  @Test func withoutAtlasesThereIsNone() throws {
    #expect(try UserAtlas(parameters: [:]) == nil)
    #expect(try UserAtlas(parameters: ["brain-gca": "", "face-gca": ""]) == nil)
  }
}
