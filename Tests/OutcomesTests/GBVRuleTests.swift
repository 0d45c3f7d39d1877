import Anatomy
import Kernels
import Support
import Testing
import Volumes

@testable import Outcomes

@Suite("Rules of the glioblastoma volumes")
struct GBVRuleTests {
  private static let grid = Grid(nx: 40, ny: 10, nz: 10, toWorld: .scaling(Vector3(repeating: 2)))

  /// Labels with cubes of `side` voxels from x = start on.
  private static func labels(_ cubes: [(start: Int, side: Int, label: TumourClass)]) -> Image {
    var image = Image(grid: grid, filledWith: Float(TumourClass.white.rawValue))
    for cube in cubes {
      for z in 1...cube.side {
        for y in 1...cube.side {
          for x in cube.start..<cube.start + cube.side {
            image[x, y, z] = Float(cube.label.rawValue)
          }
        }
      }
    }
    return image
  }

  @Test(
    "parts of what is abnormal are kept by size and by what is in them",
    arguments: [
      // cubes of 8 × 8 × 8 voxels of 8 mm³ are 4.1 ml, of 4 voxels 0.51 ml, of 3 voxels 0.22 ml
      ("alone", [(2, 8, TumourClass.oedema)], 512), ("too small", [(2, 3, .enhancing)], 0),
      ("a small one with enhancement", [(2, 8, .oedema), (20, 4, .enhancing)], 576),
      ("a small one without, a tenth of the largest", [(2, 8, .oedema), (20, 4, .oedema)], 576),
      ("a speck beside", [(2, 8, .oedema), (20, 3, .enhancing)], 512),
      ("nothing", [], 0),
    ])
  func cleaning(name: String, cubes: [(Int, Int, TumourClass)], expected: Int) {
    let kept = TumourCleaning(.standard).kept(of: Self.labels(cubes.map { ($0.0, $0.1, $0.2) }))
    #expect(kept.count == expected, "\(name)")
  }

  @Test func aSmallPartWithoutEnhancementBesideALargeOneGoes() {
    var parameters = TumourParameters.standard
    parameters.leastShare = 0.2
    let labels = Self.labels([(2, 8, .oedema), (20, 4, .oedema)])
    #expect(TumourCleaning(parameters).kept(of: labels).count == 512)
  }

  @Test(
    "a channel of another contrast is told by the level of fluid",
    arguments: [
      (TumourChannel.t1w, 0.3, nil),
      (
        .t1w, 2.4,
        "In the T1w image fluid was expected to be darker than white matter: fluid has 240.0 %"
      ),
      (.t1c, 1.0, "In the T1c image fluid was expected to be darker"), (.t2w, 2.0, nil),
      (.t2w, 0.4, "In the T2w image fluid was expected to be far brighter than white matter"),
      (.flair, 0.5, nil), (.flair, 1.1, nil),
      (
        .flair, 2.8,
        "In the FLAIR image fluid was expected to be dark, not bright as in a T2w image"
      ),
    ] as [(TumourChannel, Double, String?)])
  func contrast(channel: TumourChannel, fluid: Double, expected: String?) {
    let check = ChannelCheck(levels: [channel: .init(fluid: fluid, grey: 1.1)])
    guard let expected else {
      #expect(throws: Never.self) { try check.refuse() }
      return
    }
    let error = #expect(throws: OutcomeError.self) { try check.refuse() }
    #expect(error?.code == .inputUnsuitable)
    #expect(error?.message.hasPrefix(expected) == true, "\(error?.message ?? "")")
  }

  @Test func whereThereIsT1wItSaysWhereFluidIs() {
    let check = ChannelCheck(
      levels: [.t1w: .init(fluid: 0.4, grey: 0.7), .t1c: .init(fluid: 1.3, grey: 1.2)])
    let error = #expect(throws: OutcomeError.self) { try check.refuse() }
    #expect(
      error?.message.hasPrefix("T1w and T1c should be dark in the same places") == true)
  }

  @Test(
    "T1w and T1c exchanged are told by gadolinium",
    arguments: [
      (0.02, 0.001, true), (0.001, 0.02, false), (0.0, 0.0, true), (0.01, 0.02, true),
      (0.0, 0.001, true),
    ])
  func gadolinium(gained: Double, lost: Double, isFine: Bool) {
    let check = ChannelCheck(levels: [:], uptake: (gained, lost))
    if isFine {
      #expect(throws: Never.self) { try check.refuse() }
    } else {
      let error = #expect(throws: OutcomeError.self) { try check.refuse() }
      #expect(error?.message.contains("gadolinium does the opposite") == true)
    }
  }

  @Test(
    "missing channels are named",
    arguments: [
      (["T1c", "T2w", "FLAIR"], false, "T1w is missing (given: FLAIR, T1c, T2w)"),
      (["T1c"], false, "T1w, T2w and FLAIR are missing (given: T1c)"),
      ([], false, "T1w, T1c, T2w and FLAIR are missing (given: none)"),
      (["T1w", "T2w", "FLAIR"], true, "T1c is missing (given: FLAIR, T1w, T2w)"),
    ])
  func missing(names: [String], isReduced: Bool, expected: String) {
    var measure = GBV()
    measure.isReduced = isReduced
    let phantom = BrainPhantom()
    let template = Template(name: "phantom", head: phantom.image, brain: phantom.brain)
    let images = Dictionary(uniqueKeysWithValues: names.map { ($0, phantom.image) })
    let error = #expect(throws: OutcomeError.self) {
      try measure.measure(images, template: template, parallel: .serial)
    }
    #expect(error?.code == .inputUnsuitable)
    #expect(error?.message.contains(expected) == true, "\(error?.message ?? "")")
    let asks = error?.remedy?.contains("reduced model") == true
    #expect(asks == names.contains("T1c"))
  }

  @Test(arguments: [(GBV.Headline.tumour, 10.0), (.tumourPlus, 14), (.enhancing, 7)])
  func theHeadlineIsWhatWasAskedFor(headline: GBV.Headline, expected: Double) {
    let volumes = TumourVolumes(
      classML: [.necrosis: 1, .oedema: 4, .nonEnhancing: 2, .enhancing: 7, .white: 500])
    let values = volumes.values(headline: headline)
    #expect(values["gbv_ml"] == expected)
    #expect(values["tv_ml"] == 10 && values["tv_plus_ml"] == 14 && values["cetv_ml"] == 7)
    #expect(values["necrosis_ml"] == 1 && values["oedema_ml"] == 4)
    #expect(values["enhancing_ml"] == 7 && values["nonenhancing_ml"] == 2)
  }

  @Test func parametersOfAStudyAreRead() {
    let measure =
      OutcomeMeasures.named("gbv", parameters: ["headline": "tv-plus", "reduced": "true"]) as? GBV
    #expect(measure?.headline == .tumourPlus && measure?.isReduced == true)
    let other = OutcomeMeasures.named("gbv", parameters: ["headline": "x", "reduced": "?"]) as? GBV
    #expect(other?.headline == .tumour && other?.isReduced == false)
  }

  @Test(arguments: [(0.5, true), (0.64, true), (0.65, false), (0.9, false)])
  func aPoorFitIsToldAsAWarning(fit: Double, isTold: Bool) {
    let alignment = SubjectAlignment(
      headToImage: .identity, source: .header, movedMM: 0, disagreementMM: 0, similarity: 1,
      specificity: fit, overlap: 1)
    let warnings = GBV.fitWarnings([.flair: alignment])
    #expect(warnings.count == (isTold ? 1 : 0))
    if isTold { #expect(warnings[0].contains("FLAIR image was laid on T1c")) }
  }

  @Test func theShippedModelIsReadAndSmall() throws {
    let model = try #require(TumourModel.shipped)
    #expect(model.bytes.count < 5_000_000)
    #expect(TumourModel(bytes: model.bytes) == model)
    #expect(TumourModel(bytes: Array(model.bytes.dropLast())) == nil)
    #expect(model.forests(for: Set(TumourChannel.allCases))?.channels.count == 4)
    #expect(model.forests(for: [.t1c])?.channels == [.t1c])
    #expect(model.forests(for: [.t1w, .t2w, .flair]) == nil)
  }
}
