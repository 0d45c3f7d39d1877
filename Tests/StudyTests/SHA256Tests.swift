import Foundation
import Support
import Testing

@testable import Study

/// Vectors of FIPS 180-4 and of NIST's CAVP.
struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func `known messages`(_ text: String, _ hex: String) {
    #expect(SHA256.hex(of: text.utf8) == hex)
  }

  @Test func `a million letters, in pieces of any size`() {
    let expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    for size in [1, 63, 64, 65, 1000] {
      var hash = SHA256()
      var left = 1_000_000
      while left > 0 {
        let count = min(size, left)
        hash.update([UInt8](repeating: 0x61, count: count))
        left -= count
      }
      #expect(hash.hex() == expected, "pieces of \(size)")
    }
  }

  @Test func `a file has the hash of its bytes, and a remembered one is told by its change`() throws
  {
    let folder = try ScratchFolder()
    let path = folder.file("a.bin")
    try Data("abc".utf8).write(to: URL(fileURLWithPath: path))
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(try FileHash.sha256(ofFile: path) == abc)
    let cache = folder.file("inputs.json")
    let first = InputIdentity(cachePath: cache)
    #expect(first.hash(of: path) == abc)
    #expect(first.hash(of: folder.file("missing")) == "absent")
    first.save()
    let again = InputIdentity(cachePath: cache)
    #expect(again.hash(of: path) == abc)
    try Data("abcd".utf8).write(to: URL(fileURLWithPath: path))
    #expect(again.hash(of: path) == SHA256.hex(of: "abcd".utf8))
    try Data("no json".utf8).write(to: URL(fileURLWithPath: cache))
    #expect(InputIdentity(cachePath: cache).hash(of: path) == SHA256.hex(of: "abcd".utf8))
    #expect(throws: StudyError.self) { try FileHash.sha256(ofFile: folder.file("missing")) }
  }
}
