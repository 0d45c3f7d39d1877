import Foundation
import Support
import Testing

@testable import Commands

@Suite struct StagedFolderTests {
  @Test("a folder gets its name when all is done") func commit() throws {
    let place = try ScratchFolder()
    let staged = try StagedFolder(place.file("out"))
    try staged.add([1, 2], as: "a")
    #expect(try place.names.count == 1 && place.names[0].hasPrefix(".bauta-"))
    try staged.commit {
      let bytes = try place.bytes(of: "out/a")
      #expect(bytes == [1, 2])
    }
    #expect(try place.names == ["out"])
  }

  @Test("where the last step fails, what was there is there again, and nothing else")
  func undone() throws {
    let place = try ScratchFolder()
    let out = place.file("out")
    try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: false)
    _ = try place.write([7], as: "out/old")
    do {
      let staged = try StagedFolder(out)
      try staged.add([1], as: "new")
      #expect(throws: CommandFailure.self) {
        try staged.commit { throw CommandFailure(.cannotCreate, "no room") }
      }
    }
    #expect(try place.names == ["out"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: out) == ["old"])
  }

  @Test("a folder that is let go of leaves nothing") func dropped() throws {
    let place = try ScratchFolder()
    do { try StagedFolder(place.file("out")).add([1], as: "a") }
    #expect(try place.names.isEmpty)
  }
}
