import Foundation
import Support
import Testing
import Volumes

@testable import Commands

struct StagedFilesTests {
  private static let mask = Volume(
    mask: Mask(grid: Grid(nx: 2, ny: 2, nz: 2, toWorld: .scaling(Vector3(1, 1, 1))), filled: true))

  @Test func `files appear together and nothing else stays`() throws {
    let folder = try ScratchFolder()
    do {
      let files = StagedFiles(parallel: .serial)
      try files.add(Self.mask, as: folder.file("a.nii"))
      try files.add(Self.mask, as: folder.file("pair.hdr"))
      try files.add("text", as: folder.file("b.json"))
      #expect(try folder.names.allSatisfy { $0.hasPrefix(".bauta-") })
      try files.commit(force: false)
    }
    #expect(try folder.names == ["a.nii", "b.json", "pair.hdr", "pair.img"])
  }

  @Test func `a name that cannot be had leaves everything as it was`() throws {
    let folder = try ScratchFolder()
    let old = try folder.text("a.json", "old")
    try FileManager.default.createDirectory(
      atPath: folder.file("c.json"), withIntermediateDirectories: false)
    do {
      let files = StagedFiles(parallel: .serial)
      try files.add("new", as: old)
      try files.add("new", as: folder.file("b.json"))
      try files.add("new", as: folder.file("c.json"))
      let failure = #expect(throws: CommandFailure.self) { try files.commit(force: true) }
      #expect(failure?.code == .cannotCreate && failure?.kind == "output-failed")
    }
    #expect(try folder.names == ["a.json", "c.json"])
    #expect(try folder.bytes(of: "a.json") == Array("old".utf8))
  }

  @Test func `without force nothing gives way, not even what came late`() throws {
    let folder = try ScratchFolder()
    do {
      let files = StagedFiles(parallel: .serial)
      try files.add("new", as: folder.file("a.json"))
      try files.add("new", as: folder.file("b.json"))
      _ = try folder.text("b.json", "late")
      #expect(throws: CommandFailure.self) { try files.commit(force: false) }
    }
    #expect(try folder.names == ["b.json"])
    #expect(try folder.bytes(of: "b.json") == Array("late".utf8))
  }

  @Test func `force replaces what is there`() throws {
    let folder = try ScratchFolder()
    let old = try folder.text("a.json", "old")
    do {
      let files = StagedFiles(parallel: .serial)
      try files.add("new", as: old)
      try files.commit(force: true)
    }
    #expect(try folder.names == ["a.json"])
    #expect(try folder.bytes(of: "a.json") == Array("new".utf8))
  }

  @Test func `the name of a folder is refused before any work`() async throws {
    let folder = try ScratchFolder()
    let input = try folder.write(NiftiFixture().file, as: "a.nii")
    try FileManager.default.createDirectory(
      atPath: folder.file("b.nii"), withIntermediateDirectories: false)
    let run = await Run("bias", input, "-o", folder.file("b.nii"), "--force")
    #expect(run.code == 73 && run.message.contains("has the name of a folder"))
  }
}
