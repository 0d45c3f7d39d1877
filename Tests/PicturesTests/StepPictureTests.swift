import Canvas
import Kernels
import Support
import Testing
import Volumes

@testable import Anatomy
@testable import Pictures

@Suite struct StepPictureTests {
  private static let phantom = BrainPhantom()
  private static let template = Template(
    name: "phantom", head: phantom.image, brain: phantom.brain)

  private static let labels: Image = {
    var labels = Image(grid: phantom.image.grid)
    for i in labels.voxels.indices where phantom.brain.voxels[i] != 0 {
      let shares = phantom.fractions.map { $0[i] }
      labels.voxels[i] = Float((shares.firstIndex(of: shares.max() ?? 0) ?? 0) + 1)
    }
    return labels
  }()

  /// How many pixels each overlay has.
  private static func counts(_ picture: Picture?) -> [UInt8: Int] {
    (picture?.overlay ?? []).reduce(into: [:]) { if $1 > 0 { $0[$1, default: 0] += 1 } }
  }

  private static func registration(_ map: Affine, _ verdict: Registration.Verdict) -> Registration {
    Registration(templateToSubject: map, similarity: 0.5, verdict: verdict)
  }

  @Test("there is a row for each step that is known")
  func rows() throws {
    var findings = Findings()
    func height() throws -> Int {
      let picture = FindingsPicture(findings, of: Self.phantom.image, template: Self.template)
        .drawn()
      return try #require(picture).height
    }
    let image = try height()
    findings.registration = Self.registration(.identity, .plausible)
    #expect(try height() == image)
    findings.registration?.verdict = .implausible("Why.")
    #expect(try height() > 3 * image / 2)
    findings.registration?.verdict = .plausible
    findings.brain = Self.phantom.brain
    let two = try height()
    findings.labels = Self.labels
    #expect(try height() > two)
  }

  @Test("the template's brain lies where the alignment puts it, the brain where it is")
  func outlines() throws {
    var findings = Findings(
      registration: Self.registration(.identity, .plausible), brain: Self.phantom.brain)
    func picture() -> Picture? {
      FindingsPicture(findings, of: Self.phantom.image, template: Self.template).drawn()
    }
    let inPlace = Self.counts(picture())
    let (template, brain) = (inPlace[StepTints.template] ?? 0, inPlace[StepTints.brain] ?? 0)
    #expect(template > 500 && template == brain)
    findings.registration?.templateToSubject = .scaling(Vector3(repeating: 0.5))
    let small = Self.counts(picture())
    #expect((small[StepTints.template] ?? 0) < 6 * template / 10)
    #expect(small[StepTints.brain] == brain)
  }

  @Test("a tumour is shown where most of it is, its four parts in colours of their own")
  func tumour() throws {
    let grid = Self.phantom.image.grid
    var labels = Image(grid: grid, filledWith: 3)
    let middle = grid.toWorld(Vector3(Double(grid.nx), Double(grid.ny), Double(grid.nz)) / 2)
    for i in labels.voxels.indices {
      let voxel = Vector3(
        Double(i % grid.nx), Double(i / grid.nx % grid.ny), Double(i / (grid.nx * grid.ny)))
      let way = grid.toWorld(voxel) - middle - Vector3(20, -30, 25)
      let mm = length(way)
      if mm < 14 { labels.voxels[i] = mm < 5 ? 4 : mm < 8 ? 7 : mm < 11 ? 6 : 5 }
    }
    func parts(_ labels: Image) throws -> [UInt8: Int] {
      let findings = Findings(brain: Self.phantom.brain, tumour: labels)
      return Self.counts(
        try #require(
          FindingsPicture(findings, of: Self.phantom.image, template: nil).drawn()))
    }
    let found = try parts(labels)
    let discs = (0..<4).map { found[StepTints.firstPart + UInt8($0)] ?? 0 }
    // each plane cuts near the middle of the ball, which lies in none of the usual slices
    #expect(discs.allSatisfy { $0 > 100 } && discs.reduce(0, +) > 1200, "\(discs)")
    #expect(try parts(Image(grid: grid, filledWith: 3))[StepTints.firstPart] == nil)
  }

  @Test("where the face is hidden everything but the brain's surroundings is black")
  func hiddenFace() throws {
    var made = FindingsPicture(
      Findings(brain: Self.phantom.brain), of: Self.phantom.image, template: Self.template)
    let open = try #require(made.drawn())
    made.hidesFace = true
    let hidden = try #require(made.drawn())
    // Scalp is the brightest part of the phantom and lies from 6 mm on outside of the brain.
    let words = UInt8(210)
    #expect(open.samples.count { $0 > 230 } > 1000)
    #expect(hidden.samples.count { $0 > 230 && $0 != words } == 0)
    #expect(hidden.samples.count { $0 > 80 } > 10_000)
    made.findings.brain = nil
    #expect(made.drawn() == nil)
  }

  @Test("nine slices with the outline of the brain, and with its tissues")
  func nine() throws {
    let brain = try extractBrain(from: BrainPhantom(neck: false).image)
    let outline = StepPicture.brain(brain, in: Self.phantom.image)
    #expect((Self.counts(outline)[StepTints.brain] ?? 0) > 1500)
    let tissue = Self.counts(StepPicture.tissue(Self.labels, in: Self.phantom.image))
    #expect(Set(tissue.keys) == [4, 5, 6])
    #expect((tissue[6] ?? 0) > (tissue[4] ?? 0))
    #expect(try outline.png().count < 200_000)
  }

  @Test("before, field and after; two images and their chequerboard")
  func others() throws {
    let image = BrainPhantom(bias: 0.3).image
    let found = BiasCorrection(corrected: image, field: image, rounds: [1])
    let bias = StepPicture.bias(found, of: image)
    let pair = StepPicture.alignment(of: image, with: Self.phantom.image, .identity)
    #expect(bias.height == pair.height && bias.width == pair.width && bias.width > 400)
    #expect((Self.counts(pair)[StepTints.template] ?? 0) > 1000)
    #expect(Self.counts(bias).isEmpty)
    for picture in [bias, pair] { #expect(try picture.png().count < 200_000) }
  }

  @Test("words are drawn as dots")
  func words() {
    var picture = Picture(width: 24, height: 10, grey: [])
    Lettering.draw("I-é", column: 0, row: 0, in: &picture)
    let rows = stride(from: 0, to: 10, by: 2).map { row in
      stride(from: 0, to: 24, by: 2).map { picture.samples[row * 24 + $0] > 0 ? "#" : "." }
        .joined()
    }
    #expect(
      rows == ["###.........", ".#..........", ".#..###.....", ".#..........", "###........."])
  }
}
