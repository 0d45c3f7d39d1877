import Foundation
import Kernels
import Testing
import Volumes

@testable import Phantoms

@Suite("White-matter lesions of digital heads")
struct LesionTests {
  /// All of the cerebrum and the hindbrain without the face.
  static func brain(voxelMM: Double) -> Grid {
    let sizeMM = Vector3(160, 192, 134) / voxelMM
    return Grid(
      nx: Int(sizeMM.x), ny: Int(sizeMM.y), nz: Int(sizeMM.z),
      toWorld: .scaling(Vector3(repeating: voxelMM), translation: Vector3(-79, -112, -66)))
  }

  static func recipe(_ seed: UInt64, lesions: Int, tumour: Bool = false) -> HeadRecipe {
    var recipe = HeadRecipe(seed: seed)
    recipe.lesions = lesions
    recipe.tumour = tumour
    return recipe
  }

  private static let thirty = DigitalHead(
    recipe: recipe(21, lesions: 30), grid: brain(voxelMM: 2.5), parallel: Parallel(threads: 2))

  private static func shapes(_ seed: UInt64, _ count: Int) -> [LesionShape] {
    HeadAnatomy(recipe(seed, lesions: count)).lesions?.shapes ?? []
  }

  @Test(
    "what is left of every small lesion is as large as documented, and solid",
    arguments: [(UInt64(0), true), (3, false)])
  func remains(seed: UInt64, tumour: Bool) throws {
    let anatomy = HeadAnatomy(Self.recipe(seed, lesions: 100, tumour: tumour))
    let field = try #require(anatomy.lesions)
    #expect((95...100).contains(field.shapes.count))
    for (index, shape) in field.shapes.enumerated() where shape.reachMM < 4 {
      let corner = anatomy.worldPlace(ofTissue: shape.centre) - Vector3(repeating: 7)
      let grid = Grid(
        nx: 15, ny: 15, nz: 15, toWorld: .translation(corner.rounded(.toNearestOrEven)))
      let composition = Composition(of: anatomy, on: grid, parallel: .serial)
      var census = LesionCensus(field: field, anatomy: anatomy, grid: grid)
      census.count(composition)
      let tally = census.tallies[index]
      #expect(Double(tally.samples) * 0.000_125 >= 0.012, "\(shape.location) \(shape.reachMM)")
      let middle = (tally.sum / Double(max(1, tally.samples)) - grid.toWorld.translation)
        .rounded(.toNearestOrEven)
      let place = grid.offset(Int(middle.x), Int(middle.y), Int(middle.z))
      #expect(composition.labels[place] == Tissue.lesion.rawValue)
    }
  }

  @Test("lesions that a coarse grid misses are not in its truth")
  func missed() throws {
    let coarse = Grid(
      nx: 20, ny: 24, nz: 16,
      toWorld: .scaling(Vector3(repeating: 8), translation: Vector3(-76, -108, -62)))
    let head = DigitalHead(recipe: Self.recipe(3, lesions: 60), grid: coarse)
    let truth = try #require(head.truth.lesions)
    #expect(truth.count == truth.each.count && truth.count < 60)
    #expect(truth.each.allSatisfy { $0.volumeML > 0 })
  }

  @Test(
    "classes are those of multiple sclerosis",
    arguments: [
      (1, [1, 0, 0, 0]), (2, [2, 0, 0, 0]), (10, [6, 2, 1, 1]), (100, [50, 25, 15, 10]),
    ])
  func classes(count: Int, wanted: [Int]) {
    let locations = LesionPlan.locations(count)
    #expect(locations.count == count)
    #expect(LesionLocation.allCases.map { at in locations.count { $0 == at } } == wanted)
  }

  @Test("every lesion finds a place", arguments: [(UInt64(31), 100), (32, 40), (33, 1), (34, 0)])
  func counts(seed: UInt64, count: Int) {
    let shapes = Self.shapes(seed, count)
    #expect(shapes.count == count)
    let planned = LesionPlan.plans(count: count, seed: seed)
    #expect(shapes.map(\.location) == planned.map(\.location))
  }

  @Test("volumes are log-normal over many heads")
  func spread() {
    let plans = (0..<60).flatMap { LesionPlan.plans(count: 20, seed: $0) }
    let logs = plans.map { log($0.volumeML) }.sorted()
    let mean = logs.reduce(0, +) / Double(logs.count)
    let deviations = logs.map { $0 - mean }
    let sd = (deviations.reduce(0) { $0 + $1 * $1 } / Double(logs.count)).squareRoot()
    let skew = deviations.reduce(0) { $0 + $1 * $1 * $1 } / Double(logs.count) / (sd * sd * sd)
    #expect((0.08...0.13).contains(exp(logs[logs.count / 2])))
    #expect((0.95...1.4).contains(sd))
    #expect(abs(skew) < 0.4, "\(skew)")
    #expect(plans.allSatisfy { (0.012...6).contains($0.volumeML) })
    #expect((plans.map(\.volumeML).max() ?? 0) > 2)
  }

  @Test("truth, labels and fractions tell the same volume, and lesions can be counted")
  func volumes() throws {
    let head = Self.thirty
    let truth = try #require(head.truth.lesions)
    #expect(truth.count == 30 && truth.each.count == 30)
    #expect(abs(truth.each.reduce(0) { $0 + $1.volumeML } - truth.totalML) < 1e-9)
    let voxelML = head.grid.voxelVolumeMM3 / 1000
    let share = head.fraction(of: [.lesion]).voxels.reduce(0.0) { $0 + Double($1) }
    #expect(abs(share * voxelML - truth.totalML) < 1e-9)
    // Labels are whole voxels: they may differ by the partial volume at the edges, 10 % at 2.5 mm.
    let labelled = Double(head.labels.count { $0 == Tissue.lesion.rawValue }) * voxelML
    #expect(abs(labelled / truth.totalML - 1) < 0.1)
    #expect(truth.each.allSatisfy { $0.volumeML > 0 })
  }

  @Test("what was planned is what lies there, whatever the voxels")
  func planned() throws {
    let recipe = Self.recipe(22, lesions: 8)
    let fine = try #require(
      DigitalHead(recipe: recipe, grid: Self.brain(voxelMM: 3)).truth.lesions)
    let planned = LesionPlan.plans(count: 8, seed: 22).reduce(0) { $0 + $1.volumeML }
    #expect(abs(fine.totalML / planned - 1) < 0.25, "\(fine.totalML) \(planned)")
    let thick = Grid(
      nx: 80, ny: 96, nz: 44,
      toWorld: .scaling(Vector3(2, 2, 3), translation: Vector3(-79, -112, -66)))
    let other = try #require(DigitalHead(recipe: recipe, grid: thick).truth.lesions)
    #expect(abs(other.totalML / fine.totalML - 1) < 0.05)
    for (one, two) in zip(fine.each, other.each) {
      #expect(length(one.centre - two.centre) < 1.2)
      #expect(one.location == two.location)
    }
  }

  @Test("lesions replace white matter and nothing else")
  func ground() {
    let ill = Self.thirty
    var recipe = ill.recipe
    recipe.lesions = nil
    let healthy = DigitalHead(recipe: recipe, grid: ill.grid)
    let (lesion, white) = (ill.fraction(of: [.lesion]), healthy.fraction(of: [.whiteMatter]))
    // Where a lesion makes a voxel be looked at more closely, more of its neighbours is seen, too.
    let beyond = zip(lesion.voxels, white.voxels).reduce(0.0) { $0 + Double(max(0, $1.0 - $1.1)) }
    let voxelML = ill.grid.voxelVolumeMM3 / 1000
    let total = ill.truth.lesions?.totalML ?? 0
    #expect(beyond * voxelML < 0.002 * total)
    #expect(abs(ill.truth.brainML - healthy.truth.brainML) < 0.01 * total)
    #expect(abs(ill.truth.whiteML - healthy.truth.whiteML) < 0.01 * total)
  }

  @Test("each lesion lies where its class says", arguments: [UInt64(23), 24])
  func surroundings(seed: UInt64) throws {
    var healthy = Self.recipe(seed, lesions: 0)
    let field = Self.shapes(seed, 20)
    healthy.lesions = nil
    let survey = HeadSurvey(HeadAnatomy(healthy))
    for shape in field {
      let place = survey.place(shape.centre)
      #expect(place.tissue == Tissue.whiteMatter.rawValue)
      let room = LesionRoom(shape, survey: survey)
      #expect(room.suits(shape.location), "\(shape.location)")
      #expect(place.isInfratentorial == (shape.location == .infratentorial))
      if shape.location == .periventricular { #expect(place.ventricleMM < shape.reachMM) }
    }
  }

  @Test("lesions on the ventricles stand out from them")
  func elongated() {
    let standing = Self.shapes(25, 40).filter { $0.location == .periventricular }
    let survey = HeadSurvey(HeadAnatomy(HeadRecipe(seed: 25)))
    for shape in standing {
      let out = survey.fromVentricle(shape.centre).direction
      #expect((out * shape.along).sum() > 0.8)
      #expect(shape.semiMM.x > 1.2 * max(shape.semiMM.y, shape.semiMM.z))
    }
    #expect(standing.count == 20)
  }

  @Test("lesions are bright in FLAIR, T2 and PD and dark in T1")
  func contrast() {
    func ratio(_ contrast: Contrast, _ tissue: Tissue = .lesion) -> Float {
      let signals = DigitalHead.signals(contrast)
      return signals[Int(tissue.rawValue)] / signals[Int(Tissue.whiteMatter.rawValue)]
    }
    #expect((1.28...4).contains(ratio(.flair)))
    #expect(ratio(.flair) > ratio(.flair, .greyMatter))
    #expect((1.5...2.5).contains(ratio(.t2w)))
    #expect((1.05...1.4).contains(ratio(.pdw)))
    #expect((0.5...0.9).contains(ratio(.t1w)))
  }

  @Test("the number of threads changes nothing")
  func threads() {
    let recipe = Self.recipe(26, lesions: 10, tumour: true)
    let grid = DigitalHead.grid(voxelMM: Vector3(repeating: 4))
    let one = DigitalHead(recipe: recipe, grid: grid)
    let three = DigitalHead(recipe: recipe, grid: grid, parallel: Parallel(threads: 3))
    #expect(one.labels == three.labels && one.truth == three.truth)
    let image = one.image(contrast: .t1c)
    #expect(image.voxels == three.image(contrast: .t1c, parallel: Parallel(threads: 3)).voxels)
  }
}
