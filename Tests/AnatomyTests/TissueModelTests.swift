import Kernels
import Support
import Testing
import Volumes

@testable import Anatomy

@Suite struct TissueModelTests {
  /// A contrast and what air, scalp, skull, fluid, grey and white matter look like in it.
  struct Scan: CustomTestStringConvertible, Sendable {
    var contrast: TissueContrast
    var values: [Float]
    /// How far grey and white matter may be from the truth.
    var tolerance = 0.05
    var testDescription: String { "\(contrast.rawValue) \(values)" }

    static let all = [
      Scan(contrast: .t1, values: BrainPhantom.values),
      Scan(contrast: .t2, values: [0, 500, 60, 1500, 800, 600], tolerance: 0.1),
      Scan(contrast: .pd, values: [0, 700, 60, 920, 800, 640]),
    ]
  }

  @Test(arguments: Scan.all) func findsThreeTissuesInTheOrderOfTheContrast(scan: Scan) throws {
    let phantom = BrainPhantom(
      voxelMM: Vector3(repeating: 2), noise: 12, bias: 0.1, values: scan.values)
    let found = try segmentTissue(
      of: phantom.image, brain: phantom.brain, model: TissueModel(scan.contrast))
    #expect(found.classLabels == ["CSF", "GM", "WM"])
    for tissue in [BrainTissue.grey, .white] {
      let truth = phantom.volumesML[tissue.rawValue]
      #expect(abs(found.volumeML(of: tissue) - truth) < scan.tolerance * truth, "\(tissue)")
    }
    for k in 0..<3 {
      let truth = Double(scan.values[3 + k])
      #expect(abs(found.means[k] - truth) < 0.06 * truth, "\(found.means)")
    }
  }

  /// Two classes suit images whose grey and white matter look nearly alike.
  @Test(arguments: [
    Scan(contrast: .t1, values: [0, 900, 60, 150, 570, 610]),
    Scan(contrast: .t2, values: [0, 500, 60, 1500, 640, 600]),
  ])
  func twoClassesAreFluidAndBrain(scan: Scan) throws {
    let phantom = BrainPhantom(values: scan.values)
    let model = try #require(TissueModel(classes: 2, contrast: scan.contrast))
    let found = try segmentTissue(of: phantom.image, brain: phantom.brain, model: model)
    let truth = phantom.volumesML[1] + phantom.volumesML[2]
    #expect(found.classLabels == ["CSF", "brain"] && found.fractions.count == 2)
    #expect(abs(found.volumesML[1] - truth) < 0.05 * truth, "\(found.volumesML) \(truth)")
  }

  /// Whether a voxel of white matter lies within a ball about the middle.
  private static func ball(_ phantom: BrainPhantom, radiusMM: Double) -> Mask {
    var mask = Mask(grid: phantom.image.grid)
    let grid = mask.grid
    for z in 0..<grid.nz {
      for y in 0..<grid.ny {
        for x in 0..<grid.nx {
          let p = grid.toWorld(Vector3(Double(x), Double(y), Double(z)))
          mask[x, y, z] = length(p) < radiusMM
        }
      }
    }
    return mask
  }

  /// The phantom with a ball of another value in its middle.
  private static func painted(_ value: Double, radiusMM: Double) -> (BrainPhantom, Mask) {
    var phantom = BrainPhantom(noise: 12)
    let ball = ball(phantom, radiusMM: radiusMM)
    for i in ball.voxels.indices where ball.voxels[i] != 0 {
      phantom.image.voxels[i] = Float(value + 12 * BrainPhantom.normal(UInt64(i)))
    }
    return (phantom, ball)
  }

  @Test func fourClassesFindWhatIsBrighterThanWhiteMatter() throws {
    let (phantom, ball) = Self.painted(900, radiusMM: 28)
    let model = try #require(TissueModel(classes: 4))
    let found = try segmentTissue(of: phantom.image, brain: phantom.brain, model: model)
    #expect(found.classLabels == ["class1", "class2", "class3", "class4"])
    #expect(abs(found.volumesML[3] - ball.volumeML) < 0.05 * ball.volumeML)
    #expect(abs(found.means[3] - 900) < 20, "\(found.means)")
    let total = found.volumesML.reduce(0, +)
    #expect(abs(total - phantom.brain.volumeML) < 1e-3 * total)
  }

  @Test func whatIsExcludedDoesNotMoveTheClasses() throws {
    let clean = BrainPhantom(noise: 12)
    let (ill, lesion) = Self.painted(330, radiusMM: 38)
    let truth = try segmentTissue(of: clean.image, brain: clean.brain)
    let misled = try segmentTissue(of: ill.image, brain: ill.brain)
    let found = try segmentTissue(of: ill.image, brain: ill.brain, excluding: lesion)
    func worst(_ a: TissueSegmentation) -> Double {
      zip(a.means, truth.means).map { abs($0 - $1) / $1 }.max() ?? 0
    }
    #expect(worst(found) < 0.02, "\(found.means) \(truth.means)")
    #expect(worst(misled) > 2 * worst(found), "\(misled.means)")
    let inside = lesion.voxels.indices.filter { lesion.voxels[$0] != 0 }
    let unlabelled = inside.filter { i in
      abs(found.fractions.reduce(0) { $0 + $1.voxels[i] } - 1) > 1e-5
    }
    #expect(unlabelled.isEmpty && !inside.isEmpty)
  }

  @Test func nothingExcludedIsNothingChanged() throws {
    let phantom = BrainPhantom(noise: 12, bias: 0.1)
    let (a, b) = (
      try segmentTissue(of: phantom.image, brain: phantom.brain),
      try segmentTissue(
        of: phantom.image, brain: phantom.brain, excluding: Mask(grid: phantom.image.grid))
    )
    for k in 0..<3 { #expect(a.fractions[k].voxels == b.fractions[k].voxels) }
  }

  @Test func refusesToExcludeAllAndMasksOfAnotherGrid() throws {
    let phantom = BrainPhantom()
    let all = #expect(throws: AnatomyError.self) {
      try segmentTissue(of: phantom.image, brain: phantom.brain, excluding: phantom.brain)
    }
    #expect(all?.message.contains("without those to leave out it has 0") == true)
    let other = #expect(throws: AnatomyError.self) {
      try segmentTissue(
        of: phantom.image, brain: phantom.brain,
        excluding: BrainPhantom(voxelMM: Vector3(repeating: 4)).brain)
    }
    #expect(other?.code == .inputUnsuitable)
  }

  @Test(arguments: [-1, 0, 1, 5, Int.max]) func thereAreTwoToFourClasses(count: Int) {
    #expect(TissueModel(classes: count) == nil)
  }

  @Test(arguments: [2, 3, 4]) func noValueIsRuledOutOfEveryClass(count: Int) {
    var classes = TissueClasses(means: SIMD3(1, 2, 3), variances: SIMD3(0.1, 0.01, 0.1))
    classes.count = count
    if count == 4 { (classes.means[3], classes.variances[3]) = (4, 0.1) }
    for value in stride(from: 0.0, through: 5, by: 0.25) {
      let p = classes.posterior(value)
      #expect(abs(p.sum() - 1) < 1e-12)
      for k in count..<4 { #expect(p[k] == 0) }
    }
  }
}
