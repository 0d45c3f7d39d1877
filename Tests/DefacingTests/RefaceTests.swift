import Anatomy
import Defacing
import Kernels
import Testing
import Volumes

@Suite struct RefaceTests {
  static let grid = BlockHead.lattice(Vector3(repeating: 3))
  static let frame = BlockHead().frame(on: grid)

  private func values(_ removal: Removal, _ image: Image) throws -> Image {
    let filter = try #require(removal.filter)
    var result = image
    for (place, value) in zip(filter.altered, filter.values(of: image)) {
      result.voxels[Int(place)] = value
    }
    return result
  }

  @Test func aSurfaceIsKeptAndItIsNotTheOwnOne() throws {
    let removal = try Reface().removal(for: Self.frame)
    #expect(removal.keepsSurface && removal.method == "reface")
    let after = try values(removal, Self.frame.image)
    let toVoxel = try #require(Self.grid.fromWorld)
    func value(_ place: Vector3) -> Float {
      let p = toVoxel(place) + 0.5
      return after[Int(p.x), Int(p.y), Int(p.z)]
    }
    // The nose of the crude head sticks out to y = 94; the average face is flat and ends at 68.
    #expect(value(Vector3(2, 88, -50)) == 0)
    #expect(value(Vector3(2, 62, -50)) > 50)
  }

  /// The old face has no influence but by the order of its values.
  @Test func anotherFaceOfTheSameBrightnessGivesTheSame() throws {
    let removal = try Reface().removal(for: Self.frame)
    let filter = try #require(removal.filter)
    let a = filter.values(of: Self.frame.image)
    let solid = a.indices.filter { a[$0] > 0 }.map { Int(filter.altered[$0]) }
    var other = Self.frame.image
    for (place, from) in zip(solid, solid.reversed()) {
      other.voxels[place] = Self.frame.image.voxels[from]
    }
    let b = filter.values(of: other)
    #expect(solid.count > 1000)
    #expect(zip(a, b).count { abs($0 - $1) > 10 } < solid.count / 20)
  }

  @Test(arguments: [Float(1), 40, 0.001])
  func brightnessFollowsTheImage(_ scale: Float) throws {
    let removal = try Reface().removal(for: Self.frame)
    let filter = try #require(removal.filter)
    var image = Self.frame.image
    for place in image.voxels.indices { image.voxels[place] *= scale }
    let (usual, scaled) = (filter.values(of: Self.frame.image), filter.values(of: image))
    for (a, b) in zip(usual, scaled) { #expect(abs(a * scale - b) <= 1e-4 * abs(b) + 1e-9) }
  }

  @Test func valuesThatAreNotNumbersAreNotSpread() throws {
    let removal = try Reface().removal(for: Self.frame)
    let filter = try #require(removal.filter)
    var image = Self.frame.image
    for place in filter.altered.prefix(filter.altered.count / 3) { image.voxels[Int(place)] = .nan }
    #expect(filter.values(of: image).filter { !$0.isFinite }.isEmpty)
    for place in filter.altered { image.voxels[Int(place)] = .infinity }
    #expect(filter.values(of: image).filter { !$0.isFinite }.isEmpty)
  }

  @Test func itIsCarriedToAnotherLattice() throws {
    let removal = try Reface().removal(for: Self.frame)
    let other = BlockHead.lattice(Vector3(2, 2, 5), turnedDegrees: Vector3(10, 5, 0))
    let carried = removal.region.carried(
      onto: other, through: .identity, sparing: Self.frame.brain)
    let filter = try #require(removal.region.filter(of: carried, through: .identity))
    #expect(filter.altered.count == carried.count && carried.count > 1000)
    let image = BlockHead().frame(on: other).image
    #expect((filter.values(of: image).max() ?? 0) > 50)
  }

  @Test func withoutAnAverageFaceItIsRefused() {
    var frame = Self.frame
    var prior = BlockHead.prior
    prior.average = nil
    frame.facePrior = DeferredFacePrior { [prior] in prior }
    let error = #expect(throws: DefacingError.self) { try Reface().removal(for: frame) }
    #expect(error?.message == "Reface: the template has no average face.")
  }
}
