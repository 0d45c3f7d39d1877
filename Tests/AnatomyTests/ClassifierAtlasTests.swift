import Anatomy
import Support
import Testing
import Volumes

@Suite struct ClassifierAtlasTests {
  @Test(arguments: [(Float(5), Int32(0), Int32(1)), (5, 1, 1), (4, 0, 1), (4, 1, 2), (5, 0, 3)])
  func priorsAreRead(_ version: Float, _ flags: Int32, _ inputs: Int32) throws {
    let bytes = AtlasFixture.file(version: version, flags: flags, inputs: inputs) { x, y, z in
      [(0, 0.25), (17, Float(x) / 16), (3, Float(y + z) / 16)]
    }
    let any = try ClassifierAtlas(bytes, .anyLabel).priors
    #expect(any.grid.dims == [4, 5, 6])
    #expect(any.grid.toWorld(Vector3(1, 2, 3)) == Vector3(96, -32, 64))
    #expect(any[3, 0, 1] == 3.0 / 16 && any[1, 4, 5] == 9.0 / 16)
    let present = try ClassifierAtlas(bytes, .presence(of: [17])).priors
    #expect(present[0, 4, 4] == 0 && present[1, 0, 0] == 1)
  }

  /// Whatever the bytes, there is an answer or a sentence, never a trap.
  @Test func everyCutAndEveryByteIsSurvived() {
    let whole = AtlasFixture.file { x, _, z in x == 1 ? [(2, 0.5), (0, 0.5)] : [(z, Float(1))] }
    for count in stride(from: 0, to: whole.count, by: 7) {
      #expect(throws: AnatomyError.self) {
        try ClassifierAtlas(Array(whole[..<count]), .anyLabel)
      }
    }
    for place in stride(from: 0, to: whole.count, by: 3) {
      for value in [0, 127, 255] as [UInt8] {
        var broken = whole
        broken[place] = value
        _ = try? ClassifierAtlas(broken, .presence(of: [1, 2, 3]))
      }
    }
  }

  struct Odd: CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    var says: String
  }

  @Test(arguments: [
    Odd(testDescription: "nothing", bytes: [], says: "the first 44 bytes are not those"),
    Odd(
      testDescription: "another version", bytes: AtlasFixture.file(version: 6) { _, _, _ in [] },
      says: "the first 44 bytes are not those"),
    Odd(
      testDescription: "a size below zero",
      bytes: AtlasFixture.file(dims: [-4, 5, 6]) { _, _, _ in [] },
      says: "the sizes that it states cannot be"),
    Odd(
      testDescription: "sizes beyond the bytes",
      bytes: AtlasFixture.file(dims: [1, 1, 1]) { _, _, _ in [] }.enumerated().map {
        (12..<24).contains($0) ? ($0 % 4 == 2 ? 1 : 0) : $1
      }, says: "the sizes that it states cannot be"),
    Odd(
      testDescription: "a prior above one", bytes: AtlasFixture.file { _, _, _ in [(2, 3)] },
      says: "holds what cannot be, at place 1"),
    Odd(
      testDescription: "not a number", bytes: AtlasFixture.file { _, _, _ in [(2, .nan)] },
      says: "holds what cannot be, at place 1"),
    Odd(
      testDescription: "no inputs", bytes: AtlasFixture.file(inputs: 0) { _, _, _ in [] },
      says: "the sizes that it states cannot be"),
  ])
  func whatCannotBeIsASentence(_ odd: Odd) {
    let error = #expect(throws: AnatomyError.self) { try ClassifierAtlas(odd.bytes, .anyLabel) }
    #expect(error?.message.contains(odd.says) == true, "\(error?.message ?? "")")
    #expect(error?.remedy != nil)
  }

  @Test func aPairMakesAPrior() throws {
    let pair = AtlasFixture.pair()
    let prior = try FacePrior(brain: pair.brain, face: pair.face, earsOf: nil)
    let toVoxel = try #require(prior.face.grid.fromWorld)
    func share(_ image: Image, _ place: Vector3) -> Float {
      let p = toVoxel(place) + 0.5
      return image[Int(p.x), Int(p.y), Int(p.z)]
    }
    #expect(share(prior.brain, Vector3(0, -18, 12)) == 1)
    #expect(share(prior.brain, Vector3(0, 80, -60)) == 0)
    #expect(share(prior.face, Vector3(0, 80, -60)) == 0.5)
    #expect(share(prior.face, Vector3(0, -18, 12)) == 0)
    #expect(prior.ears.voxels.allSatisfy { $0 == 0 })
  }

  @Test func aPairTheWrongWayRoundIsRefused() {
    let pair = AtlasFixture.pair()
    let error = #expect(throws: AnatomyError.self) {
      try FacePrior(brain: pair.face, face: pair.brain, earsOf: nil)
    }
    #expect(error?.message.hasPrefix("The brain atlas has no place") == true)
  }
}
