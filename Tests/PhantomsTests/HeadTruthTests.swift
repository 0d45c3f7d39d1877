import Kernels
import Phantoms
import Testing
import Volumes

@Suite("Truth of digital heads")
struct HeadTruthTests {
  private static let grid = DigitalHead.grid(voxelMM: Vector3(repeating: 3))

  @Test("brains have the volumes of adults", arguments: [UInt64(11), 12, 13])
  func volumes(seed: UInt64) {
    let head = DigitalHead(recipe: HeadRecipe(seed: seed), grid: Self.grid)
    let truth = head.truth
    #expect((1150...1400).contains(truth.brainML))
    #expect((1400...1750).contains(truth.brainML + truth.csfML))
    #expect((0.9...1.5).contains(truth.greyML / truth.whiteML))
    #expect((8...60).contains(truth.ventriclesML))
    #expect(abs(truth.brainML - truth.greyML - truth.whiteML) < 1e-6)
  }

  @Test("a brain that shrinks leaves the skull as it is, and the skull gives the scaling")
  func cranium() {
    let tiny = Grid(nx: 1, ny: 1, nz: 1, toWorld: .identity)
    var recipe = HeadRecipe.mean
    func truth() -> HeadTruth { DigitalHead(recipe: recipe, grid: tiny).truth }
    #expect(truth().scaling == 1)
    recipe.atrophy = 0.7
    #expect(truth().scaling == 1)
    recipe.scale = Vector3(1.03, 0.97, 1.01)
    let expected = 1 / (1.03 * 0.97 * 1.01)
    #expect(abs(truth().scaling / expected - 1) < 0.001)
    (recipe.rotationDegrees, recipe.shiftMM) = (Vector3(20, -35, 10), Vector3(30, -20, 50))
    #expect(abs(truth().scaling / expected - 1) < 0.001)
  }

  @Test("labels, masks and fractions agree with the truth")
  func labels() {
    // One hemisphere from the middle to beyond the skin, at the resolution of a scan.
    let block = Grid(
      nx: 90, ny: 60, nz: 80, toWorld: .translation(Vector3(0.5, -40, 0)))
    let head = DigitalHead(recipe: HeadRecipe(seed: 4), grid: block)
    let voxelML = head.grid.voxelVolumeMM3 / 1000
    let brain = Set(Tissue.brain.map(\.rawValue))
    let labelled = Double(head.labels.count { brain.contains($0) }) * voxelML
    #expect(abs(labelled / head.truth.brainML - 1) < 0.01)
    #expect(abs(head.mask(of: Tissue.brain).volumeML / head.truth.brainML - 1) < 0.01)
    let shares = head.fraction(of: Tissue.brain).voxels.reduce(0.0) { $0 + Double($1) }
    #expect(abs(shares * voxelML - head.truth.brainML) < 1e-6)
  }

  @Test("voxel size and obliqueness hardly change the volumes")
  func grids() {
    let recipe = HeadRecipe(seed: 6)
    let fine = DigitalHead(recipe: recipe, grid: Self.grid).truth
    let thick = DigitalHead(recipe: recipe, grid: DigitalHead.grid(voxelMM: Vector3(1.5, 1.5, 4)))
    #expect(abs(thick.truth.brainML / fine.brainML - 1) < 0.01)
    let turn = Affine(
      columns: Vector3(0.96, 0.28, 0), Vector3(-0.28, 0.96, 0), Vector3(0, 0, 1))
    let oblique = Grid(
      nx: 86, ny: 100, nz: 86,
      toWorld: Affine(
        columns: turn.column(0) * 3, turn.column(1) * 3, turn.column(2) * 3,
        translation: turn(Vector3(-130, -145, -154))))
    let turned = DigitalHead(recipe: recipe, grid: oblique)
    #expect(abs(turned.truth.brainML / fine.brainML - 1) < 0.005)
    #expect(turned.truth.landmarks == fine.landmarks)
  }

  @Test("landmarks lie on the skin", arguments: [UInt64(0), 21, 22, 23])
  func landmarks(seed: UInt64) {
    let recipe = seed == 0 ? HeadRecipe.mean : HeadRecipe(seed: seed)
    let tiny = Grid(nx: 1, ny: 1, nz: 1, toWorld: .identity)
    let marks = DigitalHead(recipe: recipe, grid: tiny).truth.landmarks
    for (name, place) in marks.onSkin {
      let around = Grid(
        nx: 5, ny: 5, nz: 5, toWorld: .translation(place - Vector3(repeating: 2)))
      let labels = Set(DigitalHead(recipe: recipe, grid: around).labels)
      #expect(labels.contains(0) && labels.count > 1, "\(name) of \(seed)")
    }
    for place in [marks.leftEye, marks.rightEye] {
      let at = Grid(nx: 1, ny: 1, nz: 1, toWorld: .translation(place))
      #expect(DigitalHead(recipe: recipe, grid: at).labels == [Tissue.eye.rawValue])
    }
  }

  @Test("a pose moves the head and changes nothing else")
  func pose() {
    let straight = HeadRecipe(seed: 9)
    var posed = straight
    posed.rotationDegrees = Vector3(10, -5, 8)
    posed.shiftMM = Vector3(4, -3, 6)
    let one = DigitalHead(recipe: straight, grid: Self.grid).truth
    let two = DigitalHead(recipe: posed, grid: Self.grid).truth
    #expect(abs(two.brainML / one.brainML - 1) < 0.005)
    guard let back = one.affine.inverse else {
      Issue.record("the affine has no inverse")
      return
    }
    let move = two.affine * back
    #expect(abs(move.determinant - 1) < 1e-9)
    for (name, place) in one.landmarks.onSkin {
      let moved = two.landmarks.onSkin[name] ?? .zero
      #expect(length(move(place) - moved) < 0.2, "\(name)")
    }
  }
}
