import Anatomy
import Defacing
import Kernels
import Testing
import Volumes

@Suite struct ExtraRegionsTests {
  static let grid = BlockHead.lattice(Vector3(repeating: 3))
  static let frame = BlockHead().frame(on: grid)

  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var regions: ExtraRegions
    /// A place that only this switch takes, or gives back.
    var place: Vector3
    var goes: Bool
  }

  static let cases = [
    Case(
      testDescription: "ears", regions: ExtraRegions(ears: true), place: Vector3(80, -10, -50),
      goes: true),
    Case(
      testDescription: "forehead", regions: ExtraRegions(forehead: true),
      place: Vector3(2, 80, 20), goes: true),
    Case(
      testDescription: "back", regions: ExtraRegions(back: true), place: Vector3(2, -120, 14),
      goes: true),
    Case(
      testDescription: "the nose stays", regions: ExtraRegions(keepsNose: true),
      place: Vector3(2, 90, -60), goes: false),
  ]

  static let makers: [(String, @Sendable (ExtraRegions) throws -> any Defacer)] = [
    ("defacing", { AtlasDefacing(regions: $0) }), ("reface", { Reface(regions: $0) }),
    ("mask-warp", { MaskWarp(drawn: try BlockHead.drawnMask(), regions: $0) }),
  ]

  @Test(arguments: cases, makers.map(\.0))
  func eachSwitchTakesItsPart(_ wanted: Case, _ method: String) throws {
    let make = try #require(Self.makers.first { $0.0 == method }).1
    let usual = try make(ExtraRegions()).removal(for: Self.frame).removed
    let asked = try make(wanted.regions).removal(for: Self.frame).removed
    let toVoxel = try #require(Self.grid.fromWorld)
    let p = toVoxel(wanted.place) + 0.5
    #expect(usual[Int(p.x), Int(p.y), Int(p.z)] != wanted.goes)
    #expect(asked[Int(p.x), Int(p.y), Int(p.z)] == wanted.goes)
    #expect(asked.intersection(Self.frame.brain).count == 0)
    let lost = wanted.goes ? usual.subtracting(asked) : asked.subtracting(usual)
    #expect(lost.count == 0)
  }

  @Test func faceMaskingMasksTheForeheadAndLeavesTheNose() throws {
    let usual = try FaceMasking().removal(for: Self.frame).removed
    let high = try FaceMasking(extra: ExtraRegions(forehead: true)).removal(for: Self.frame)
    let nose = try FaceMasking(extra: ExtraRegions(keepsNose: true)).removal(for: Self.frame)
    let toVoxel = try #require(Self.grid.fromWorld)
    func isIn(_ mask: Mask, _ place: Vector3) -> Bool {
      let p = toVoxel(place) + 0.5
      return mask[Int(p.x), Int(p.y), Int(p.z)]
    }
    #expect(!isIn(usual, Vector3(2, 80, 34)) && isIn(high.removed, Vector3(2, 80, 34)))
    #expect(isIn(usual, Vector3(2, 92, -60)) && !isIn(nose.removed, Vector3(2, 92, -60)))
    let carried = nose.region.carried(
      onto: Self.grid, through: .identity, sparing: Self.frame.brain)
    #expect(!isIn(carried, Vector3(2, 92, -60)))
  }

  /// Beside ears that stick out, all of their skin goes or none.
  @Test func theGateSeesEars() throws {
    var frame = Self.frame
    for place in frame.head.voxels.indices {
      let row = place / Self.grid.nx
      let p = Self.grid.toWorld(
        Vector3(
          Double(place % Self.grid.nx), Double(row % Self.grid.ny), Double(row / Self.grid.ny)))
      if abs(p.x) < 88, abs(p.x) > 50, (-55 ... -8).contains(p.y), (-75 ... -8).contains(p.z) {
        frame.head.voxels[place] = 1
      }
    }
    func gate(_ removed: Mask) -> Gate {
      .earsLeft(removed, head: frame.head, registration: frame.registration, isAltered: false)
    }
    let with = try AtlasDefacing(regions: ExtraRegions(ears: true)).removal(for: frame).removed
    let without = try AtlasDefacing().removal(for: frame).removed
    #expect(gate(without).value == 100 && gate(without).verdict == .fail)
    #expect(gate(with).value < 30)
    let nowhere = Mask(grid: Self.grid)
    let unseen = Gate.earsLeft(
      nowhere, head: nowhere, registration: frame.registration, isAltered: true)
    #expect(unseen.name == "unaltered-ears" && unseen.verdict == .fail)
    #expect(unseen.sentence.contains("the ears cannot be seen"))
  }
}
