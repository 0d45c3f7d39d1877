import Kernels
import Support
import Testing
import Volumes

@testable import Anatomy

@Suite("Priors of the tissues")
struct TissuePriorsTests {
  private static let size = Vector3(repeating: 3.5)

  /// A field so strong that grey matter on one side is as bright as white matter on the other.
  private static let strong = BrainPhantom(voxelMM: size, noise: 12, bias: 0.9)
  private static let plain = BrainPhantom(voxelMM: size, noise: 12)

  /// The true shares, blurred by 5 mm, on a grid and in a world of their own.
  private static let there = Affine.scaling(
    Vector3(repeating: 1.1), translation: Vector3(12, -7, 30))
  private static let maps: [Image] = {
    let inside = Image(plain.brain).smoothed(sigmaMM: 5)
    return plain.fractions.map { share in
      var map = Image(grid: plain.image.grid, voxels: share).smoothed(sigmaMM: 5)
      for i in map.voxels.indices { map.voxels[i] /= max(0.02, inside.voxels[i]) }
      for i in map.voxels.indices { map.voxels[i] = min(1, map.voxels[i]) }
      map.grid.toWorld = (there.inverse ?? .identity) * map.grid.toWorld
      return map
    }
  }()

  /// The Dice overlaps of the classes without any priors.
  private static let without: [[Double]] = [strong, plain].map { phantom in
    (try? segmentTissue(of: phantom.image, brain: phantom.brain)).map { dices($0, phantom) } ?? []
  }

  private static func priors(_ enters: Bool = false) throws -> TissuePriors {
    try TissuePriors(maps: maps, mapsToImage: there, entersPosterior: enters)
  }

  private static func dices(_ found: TissueSegmentation, _ phantom: BrainPhantom) -> [Double] {
    (0..<3).map { k in
      let truth = Image(grid: phantom.image.grid, voxels: phantom.fractions[k])
      return dice(found.fractions[k].mask(atLeast: 0.5), truth.mask(atLeast: 0.5))
    }
  }

  @Test("lead through a field that misleads the values", arguments: [false, true])
  func strongField(enters: Bool) throws {
    let with = try segmentTissue(
      of: Self.strong.image, brain: Self.strong.brain, priors: Self.priors(enters))
    let (before, after) = (Self.without[0], Self.dices(with, Self.strong))
    #expect(after[1] > before[1] + 0.02 && after[2] > before[2] + 0.02, "\(before) \(after)")
  }

  @Test("do no harm where there is no field", arguments: [false, true])
  func noField(enters: Bool) throws {
    let with = try segmentTissue(
      of: Self.plain.image, brain: Self.plain.brain, priors: Self.priors(enters))
    for (a, b) in zip(Self.without[1], Self.dices(with, Self.plain)) {
      #expect(b > a - 0.01, "\(a) \(b)")
    }
  }

  @Test("count in the end only where that was asked for, for any number of threads")
  func ends() throws {
    let scan = BrainPhantom(voxelMM: Self.size, noise: 60)
    let found = try [false, true].map { enters in
      try segmentTissue(of: scan.image, brain: scan.brain, priors: Self.priors(enters))
    }
    #expect(found[0].fractions[1].voxels != found[1].fractions[1].voxels)
    #expect(Self.dices(found[1], scan)[1] > Self.dices(found[0], scan)[1])
    let again = try segmentTissue(
      of: scan.image, brain: scan.brain, priors: Self.priors(true),
      parallel: Parallel(threads: 3))
    for k in 0..<3 { #expect(again.fractions[k].voxels == found[1].fractions[k].voxels) }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var code: AnatomyError.Code
    var words: String
    var run: @Sendable () throws -> Void
    var testDescription: String { name }
  }

  private static func segment(_ maps: [Image], _ map: Affine = there) throws {
    _ = try segmentTissue(
      of: plain.image, brain: plain.brain, priors: TissuePriors(maps: maps, mapsToImage: map))
  }

  private static func times(_ factor: Float) -> [Image] {
    maps.map { Image(grid: $0.grid, voxels: $0.voxels.map { $0 * factor }) }
  }

  private static let cases = [
    Case(
      name: "two maps", code: .inputUnsuitable, words: "Three prior maps were expected",
      run: { try segment(Array(maps.prefix(2))) }),
    Case(
      name: "per cent", code: .inputUnsuitable,
      words: "Probabilities lie between 0 and 1; the prior map of CSF reaches from 0 to ",
      run: { try segment(times(100)) }),
    Case(
      name: "empty", code: .inputUnsuitable, words: "The prior map of GM is empty.",
      run: { try segment([maps[0], Image(grid: maps[1].grid), maps[2]]) }),
    Case(
      name: "elsewhere", code: .inputUnsuitable,
      words: "The prior maps should cover at least 90 % of the brain; they cover ",
      run: {
        try segment(maps, .scaling(Vector3(repeating: 1), translation: Vector3(90, 0, 0)) * there)
      }),
    Case(
      name: "faint", code: .inputUnsuitable, words: "they cover 0 %.",
      run: { try segment(times(0.05)) }),
    Case(
      name: "one map thrice", code: .inputUnsuitable,
      words: "Probabilities add up to 1 at most; those of the prior maps add up to more than 1.10",
      run: { try segment([maps[2], maps[2], maps[2]]) }),
    Case(
      name: "the wrong order", code: .segmentationFailed,
      words: "Check the order", run: { try segment([maps[2], maps[1], maps[0]]) }),
    Case(
      name: "a flat map", code: .inputUnsuitable, words: "cannot be inverted",
      run: { try segment(maps, .scaling(Vector3(1, 0, 1))) }),
    Case(
      name: "four classes", code: .inputUnsuitable, words: "Ask for three classes.",
      run: {
        _ = try segmentTissue(
          of: plain.image, brain: plain.brain, model: TissueModel(classes: 4) ?? .t1,
          priors: priors())
      }),
  ]

  @Test("that cannot be are refused with a sentence", arguments: cases)
  func refused(_ input: Case) {
    let error = #expect(throws: AnatomyError.self) { try input.run() }
    #expect(error?.code == input.code)
    let text = "\(error?.message ?? "") \(error?.remedy ?? "")"
    #expect(text.contains(input.words), "\(text)")
  }

  @Test("of the template are aligned with the image by a known map")
  func template() throws {
    let template = Template(
      name: "phantom", head: Self.plain.image, brain: Self.plain.brain)
    let priors = try template.tissuePriors(templateToImage: .identity)
    let found = try segmentTissue(
      of: Self.strong.image, brain: Self.strong.brain, priors: priors)
    let (before, after) = (Self.without[0], Self.dices(found, Self.strong))
    #expect(after[1] > before[1] && after[2] > before[2], "\(before) \(after)")
  }
}
