import Anatomy
import Kernels
import Phantoms
import Support
import Testing
import Volumes

@testable import Outcomes
@testable import Study

/// Scans of small heads with lesions, made once for all tests.
private enum SmallScans {
  static let parallel = Parallel(threads: 2)

  static let template: Template = {
    let head = DigitalHead(
      recipe: .mean, grid: DigitalHead.grid(voxelMM: Vector3(repeating: 3)), parallel: parallel)
    let brain = head.mask(of: Tissue.intracranial).largestComponent(.faces).closed(byMM: 6)
      .holesFilled()
    return Template(
      name: "digital-head", head: head.image(noise: 0, bias: 0, parallel: parallel), brain: brain)
  }()

  static func settings(_ seed: UInt64, voxelMM: Double) -> FLAIRProtocol {
    var settings = FLAIRProtocol(seed: seed)
    (settings.voxelMM, settings.slabs) = (Vector3(repeating: voxelMM), 1)
    settings.t1VoxelMM = settings.voxelMM
    (settings.noise, settings.bias) = (0.02, 0.1)
    settings.lesionContrast = 0.8...1.1
    return settings
  }

  static func scan(_ seed: UInt64, lesions: Int?, voxelMM: Double) -> LesionScan {
    var recipe = HeadRecipe(seed: seed)
    recipe.lesions = lesions
    return LesionScan(recipe: recipe, settings: settings(3, voxelMM: voxelMM), parallel: parallel)
  }

  static let ill = scan(11, lesions: 30, voxelMM: 2.8)
  /// With finer voxels, since cortex mixed with white matter is easily taken for lesion.
  static let healthy = scan(12, lesions: nil, voxelMM: 2)
  /// What is known of the head with lesions, found once.
  static let frame = try? Frame.make(image: ill.flair, template: template, parallel: parallel)
  /// What is measured in its image alone, once.
  static let alone = try? WMLV().measure(
    ["FLAIR": ill.flair], template: template, parallel: parallel)

  /// Its FLAIR image made ready beside another image that is said to be its T1-weighted one, by what is
  /// known of it.
  static func scene(t1: Image) throws -> LesionScene {
    let subject = try LesionSubjectImages(["FLAIR": ill.flair, "T1w": t1], measure: WMLV.name)
    let known = frame?.findings ?? Findings()
    return try subject.scene(known, template, parallel)
  }
}

@Suite("Lesions of digital heads")
struct LesionTests {
  private func measure(
    _ measure: some OutcomeMeasure, _ images: [String: Image]
  ) throws(OutcomeError) -> Measurement {
    try measure.measure(images, template: SmallScans.template, parallel: SmallScans.parallel)
  }

  @Test("are found by both measures, with their volume, table and maps")
  func found() throws {
    let scan = SmallScans.ill
    let frame = try #require(SmallScans.frame)
    for measure in [WMLV(), WMLVLGA()] as [any OutcomeMeasure] {
      let found = try measure.measure(
        frame, template: SmallScans.template, parallel: SmallScans.parallel)
      let value = try #require(found.values["\(type(of: measure).name)_ml"])
      let mask = try #require(found.maps["lesions"])
      #expect(LesionOverlap(found: mask, truth: scan.lesions).dice > 0.5)
      #expect(found.values["lesion_count"] == Double(found.lesions.count))
      #expect(abs(found.lesions.reduce(0) { $0 + $1.volumeML } - value) < 1e-9)
      let places = LesionPlace.allCases.compactMap { found.values["\($0.rawValue)_ml"] }
      #expect(abs(places.reduce(0, +) - value) < 1e-9)
      #expect(found.maps["probability"]?.voxels.allSatisfy { (0...1).contains($0) } == true)
    }
  }

  @Test("lesions hardly brighter than grey matter are not halved")
  func faint() throws {
    var settings = SmallScans.settings(3, voxelMM: 2.8)
    settings.lesionContrast = 0.5...0.7
    let scan = LesionScan(
      recipe: SmallScans.ill.recipe, settings: settings, parallel: SmallScans.parallel)
    let found = try measure(WMLV(), ["FLAIR": scan.flair])
    #expect((found.values["wmlv_ml"] ?? 0) > 0.5 * scan.volumeML)
  }

  @Test("a brain without lesions has next to nothing, and that is no failure")
  func none() throws {
    let found = try measure(WMLV(), ["FLAIR": SmallScans.healthy.flair])
    #expect((0..<0.5).contains(found.values["wmlv_ml"] ?? -1))
  }

  @Test("a frame gives what its image alone gives, with any number of threads")
  func frame() throws {
    let alone = try #require(SmallScans.alone)
    let frame = try #require(SmallScans.frame)
    let framed = try WMLV().measure(frame, template: SmallScans.template, parallel: .serial)
    #expect(framed.values == alone.values)
    #expect(framed.maps["probability"]?.voxels == alone.maps["probability"]?.voxels)
  }

  private static let plain = DigitalHead(
    recipe: SmallScans.ill.recipe, grid: SmallScans.ill.flair.grid, parallel: SmallScans.parallel)

  /// Wrong images, and words of the sentence they get.
  private static let wrong: [(images: [String: Image], says: String)] = {
    let t1 = plain.image(parallel: SmallScans.parallel)
    let t2 = plain.image(contrast: .t2w, parallel: SmallScans.parallel)
    let flair = SmallScans.ill.flair
    return [
      (["T1w": t1], "needs a FLAIR image; the images given are T1w"),
      (["FLAIR": t2], "as in T2-weighted images"),
      (["FLAIR": t1, "T1w": flair], "as in T1-weighted images"),
      (["FLAIR": Image(grid: flair.grid)], ""),
      (["FLAIR": Image(grid: flair.grid, filledWith: .nan)], ""),
    ]
  }()

  @Test("images of another contrast, exchanged or empty are a sentence", arguments: 0..<5)
  func unsuitable(index: Int) throws {
    let (images, says) = Self.wrong[index]
    let error = #expect(throws: OutcomeError.self) { try measure(WMLV(), images) }
    #expect(says.isEmpty || error?.message.contains(says) == true)
    #expect(error?.message.hasSuffix(".") == true)
  }

  @Test("a second image that is not T1-weighted is a sentence")
  func noT1() throws {
    let t2 = Self.plain.image(contrast: .t2w, parallel: SmallScans.parallel)
    let error = #expect(throws: OutcomeError.self) { try SmallScans.scene(t1: t2) }
    #expect(error?.message.contains("A T1-weighted image was expected") == true)
  }

  @Test("a T1-weighted image of another person is told by how it fits")
  func otherPerson() throws {
    let t1 = SmallScans.healthy.t1(parallel: SmallScans.parallel)
    let error = #expect(throws: OutcomeError.self) { try SmallScans.scene(t1: t1) }
    #expect(error?.code == .registrationFailed)
    #expect(error?.message.contains("do not seem to be of one head") == true)
  }

  @Test("a T1-weighted image of the same head, moved, helps")
  func withT1() throws {
    let scan = SmallScans.ill
    let scene = try SmallScans.scene(t1: scan.t1(parallel: SmallScans.parallel))
    let stages = LPAModel.shipped.stages(withT1: true)
    let raw = try stages.probability(
      LesionCovariates(scene, parallel: SmallScans.parallel), SmallScans.parallel)
    let map = LesionCleanUp().cleaned(
      raw, brain: scene.voxels.mask, outerMM: scene.outerMM, excess: scene.growable(),
      parallel: SmallScans.parallel)
    let found = LesionTable(map, threshold: stages.threshold, in: scene)
    let mask = scene.voxels.whole(Image(found.mask), on: scan.flair.grid)
    #expect(LesionOverlap(found: mask, truth: scan.lesions).dice > 0.5)
  }
}

@Suite("Lesions in a study")
struct StudyLesionsTests {
  @Test("the table of lesions lies beside the values, and says the same")
  func table() throws {
    let bench = try Bench()
    let image = bench.folder.file("flair.nii.gz")
    try VolumeFile.write(Volume(image: SmallScans.ill.flair, type: .int16), to: image)
    let work = MeasureWork(
      outcome: WMLV.name, variant: "full", images: ["FLAIR": image], brainML: [800, 2000],
      valuesFile: "out/a_wmlv.json", labelsFile: "out/a_dseg.nii.gz")
    let result = try bench.perform(.measure(work)).get()
    #expect(Set(result.artefacts).isSuperset(of: ["out/a_lesions.tsv", "out/a_lesions.json"]))
    let text = String(decoding: try bench.folder.bytes(of: "out/a_lesions.tsv"), as: UTF8.self)
    let rows = text.split(separator: "\n").dropFirst().map { $0.split(separator: "\t") }
    let values = StudyValues.decode(result.values)
    #expect(Double(rows.count) == values["lesion_count"] && rows.count > 3)
    let sum = rows.reduce(0.0) { $0 + (Double($1[4]) ?? .nan) }
    #expect(abs(sum - (values["wmlv_ml"] ?? 0)) < 0.0001 * Double(rows.count))
  }
}

@Suite("Training on digital heads")
struct LPATrainingTests {
  @Test("gives the same digits for any number of threads")
  func digits() throws {
    let models = try [1, 3].map { try Self.small(threads: $0) }
    #expect(models[0] == models[1])
    #expect(try models[0].text() == models[1].text())
  }

  private static func small(threads: Int) throws -> LPAModel {
    var training = LPATraining(seed: 7, heads: 1)
    training.voxelMM = Vector3(repeating: 3)
    return try training.run(
      template: SmallScans.template, parallel: Parallel(threads: threads))
  }

  @Test("a seed draws a head with lesions and a protocol within the stated ranges")
  func subjects() {
    for seed in UInt64(1)...40 {
      let subject = LesionSubject(seed: seed)
      #expect(subject == LesionSubject(seed: seed))
      #expect(subject.recipe.fault == nil && (0...60).contains(subject.recipe.lesions ?? 0))
      #expect((75...150).contains(subject.settings.flair.echoMS))
      #expect((0.8...5).contains(subject.settings.voxelMM.min()))
      #expect(subject.settings.voxelMM.max() <= 5)
    }
  }
}

@Suite("Thresholds of trained models")
struct LesionThresholdTests {
  @Test("as much lies above as there is, whatever the weights")
  func volume() {
    var head = LogisticRegression(order: 1)
    for step in 0..<1000 {
      var x = Float(step) / 100 - 5
      head.add(&x, truth: step % 4 == 0 ? 1 : 0, weight: 2)
    }
    let model = LogisticModel(names: ["x"], coefficients: [1])
    let threshold = VolumeThreshold.best(for: model, on: [head])
    let above = (0..<1000).count { logistic(Double($0) / 100 - 5) >= threshold }
    #expect((230...250).contains(above))
  }
}

@Suite("What is told about lesions found and true")
struct LesionOverlapTests {
  @Test("overlap and reliability count what voxels say")
  func overlap() {
    let grid = Grid(nx: 10, ny: 10, nz: 10, toWorld: .identity)
    let truth = Image(grid: grid, voxels: (0..<1000).map { $0 < 100 ? 1 : $0 < 110 ? 0.4 : 0 })
    let found = Image(grid: grid, voxels: (0..<1000).map { $0 >= 50 && $0 < 150 ? 1 : 0 })
    #expect(abs(LesionOverlap(found: found, truth: truth).dice - 0.5) < 1e-12)
    #expect(LesionOverlap(found: Image(grid: grid), truth: Image(grid: grid)).dice == 1)
    var reliability = Reliability()
    reliability.count(Image(grid: grid, filledWith: 0.25), truth: truth)
    #expect(reliability.points.count == 1)
    #expect(abs(reliability.expectedError - (0.25 - 0.104)) < 1e-6)
  }

  @Test("medians, bias and agreement of an evaluation; a chart is SVG with its words escaped")
  func evaluation() {
    let trials = [(1.0, 0.9, 0.6), (4, 4.4, 0.7), (10, 11, 0.8)].map { truth, found, dice in
      WMLVTrial(
        seed: 1, sliceMM: 3, lesionCount: 5, trueML: truth, foundML: found, againML: found,
        dice: dice)
    }
    let evaluation = WMLVEvaluation(trials: trials)
    #expect(evaluation.medianDice() == 0.7 && evaluation.medianDice(in: 5..<15) == 0.8)
    #expect(abs((evaluation.volumeBiasPercent ?? 0) - 100 * (16.3 / 15 - 1)) < 1e-9)
    #expect((0.98..<1).contains(evaluation.truthAgreement?.value ?? 0))
    var chart = evaluation.errorChart
    chart.title = "a < b & c"
    #expect(chart.svg.contains("a &lt; b &amp; c") && chart.svg.hasPrefix("<svg "))
    #expect(chart.svg.components(separatedBy: "<circle").count == 4)
  }
}
