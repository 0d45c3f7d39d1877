import Anatomy
import Defacing
import Kernels
import Testing
import Volumes

@Suite struct MaskWarpTests {
  static let grid = BlockHead.lattice(Vector3(repeating: 3))
  static let frame = BlockHead().frame(on: grid)

  @Test func bothPolaritiesTakeTheSame() throws {
    let remove = try MaskWarp(drawn: BlockHead.drawnMask(polarity: .remove))
    let keep = try MaskWarp(drawn: BlockHead.drawnMask(polarity: .keep))
    let (a, b) = (try remove.removal(for: Self.frame), try keep.removal(for: Self.frame))
    #expect(a.removed.count > 1000 && a.removed.voxels == b.removed.voxels)
  }

  /// All that the mask covers goes, but for the brain and what lies near it.
  @Test(arguments: [0.0, 4, 12])
  func theMaskGoesAndTheBrainStays(_ protectMM: Double) throws {
    let drawn = try BlockHead.drawnMask()
    let removed = try MaskWarp(drawn: drawn, protectMM: protectMM).removal(for: Self.frame).removed
    let covered = drawn.face.resampled(onto: Self.grid)
    let distance = Self.frame.brain.distanceMM()
    for place in removed.voxels.indices {
      let isNear = Double(distance.voxels[place]) <= protectMM
      if isNear { #expect(removed.voxels[place] == 0) }
      if covered.voxels[place] == 1, !isNear { #expect(removed.voxels[place] == 1) }
    }
  }

  @Test func theAlignmentsAreChained() throws {
    var frame = Self.frame
    frame.registration.templateToSubject = .translation(Vector3(0, 0, 6))
    var drawn = try BlockHead.drawnMask()
    drawn.templateToMask = .translation(Vector3(0, 0, 6))
    let chained = try MaskWarp(drawn: drawn).removal(for: frame).removed
    let straight = try MaskWarp(drawn: BlockHead.drawnMask()).removal(for: Self.frame).removed
    #expect(chained.voxels == straight.voxels)
  }

  @Test func aMaskOfTheWrongPolarityIsRefused() throws {
    let keep = try BlockHead.drawnMask(polarity: .keep)
    let wrong = try DrawnFaceMask(
      values: Image(keep.face), polarity: .keep, templateToMask: .identity)
    let error = #expect(throws: DefacingError.self) {
      try MaskWarp(drawn: wrong).removal(for: Self.frame)
    }
    #expect(error?.code == .inputUnsuitable)
    #expect(error?.message.contains("% of the brain; at most 5 % may be covered.") == true)
    #expect(error?.remedy?.hasPrefix("Check the polarity") == true)
  }

  @Test func whatIsMissingIsNamed() {
    let error = #expect(throws: DefacingError.self) { try MaskWarp().removal(for: Self.frame) }
    #expect(
      error?.message
        == "Mask-warp: a template, a face mask on it and the mask's polarity are needed; not all were "
        + "given.")
    var elsewhere = Self.frame
    elsewhere.registration.templateToSubject = .translation(Vector3(0, 900, 0))
    #expect(throws: DefacingError.self) {
      try MaskWarp(drawn: BlockHead.drawnMask(), protectMM: -1).removal(for: Self.frame)
    }
  }

  @Test(arguments: [(Float(0), "nothing"), (1, "everything")])
  func anEmptyOrFullMaskIsRefused(_ value: Float, _ what: String) {
    let values = Image(grid: Self.grid, filledWith: value == 0 ? 5 : 0)
    let error = #expect(throws: DefacingError.self) {
      try DrawnFaceMask(
        values: values, polarity: .keep, templateToMask: .identity)
    }
    #expect(error?.message.hasSuffix("takes \(what).") == true)
  }

  @Test func valuesThatAreNotNumbersCountAsZero() throws {
    var values = Image(grid: Self.grid)
    values.voxels[0] = .nan
    values.voxels[1] = .infinity
    values.voxels[2] = 0.4
    values.voxels[3] = 1
    let mask = try DrawnFaceMask(values: values, polarity: .remove, templateToMask: .identity)
    #expect(mask.face.count == 1 && mask.face.voxels[3] == 1)
  }
}
