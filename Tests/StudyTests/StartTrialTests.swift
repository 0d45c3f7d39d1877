import Anatomy
import Kernels
import Phantoms
import Testing
import Volumes

@testable import Study

@Suite("Starts from which a template is looked for")
struct StartTrialTests {
  private static let draws = (0..<400).map { StartDraw(seed: UInt64($0)) }

  @Test("turns, shifts, orders of axes and damages cover what they promise")
  func range() {
    let draws = Self.draws
    #expect(draws.allSatisfy { (0...45).contains($0.turnDegrees) && (0...60).contains($0.shiftMM) })
    #expect(draws.contains { $0.turnDegrees > 43 } && draws.contains { $0.shiftMM > 57 })
    #expect(StartDraw.orders.count == 48 && Set(StartDraw.orders).count == 48)
    #expect(Set(draws.map(\.axes)).count == 48)
    #expect(Set(draws.map(\.damage)) == Set(HeadDamage.allCases))
    let whole = draws.count { $0.damage == .none }
    #expect((70...130).contains(whole))
    #expect(StartDraw(seed: 7) == StartDraw(seed: 7))
  }

  @Test("a motion turns and shifts by what the draw says, and stretches nothing")
  func motion() throws {
    let centre = Vector3(10, -20, 30)
    for draw in Self.draws.prefix(20) {
      let motion = draw.motion(about: centre)
      #expect(abs(length(motion(centre) - centre) - draw.shiftMM) < 1e-9)
      let parts = try #require(AffineDecomposition(motion))
      #expect(abs(parts.rotationDegrees - draw.turnDegrees) < 1e-6)
      #expect(length(parts.scales - 1) < 1e-9 && length(parts.skews) < 1e-9)
    }
  }

  /// A box of 50 with a bright middle, in voxels of 2 mm, and a map that leaves all where it is.
  private static let head: WholeHead = {
    let grid = Grid.box(
      from: Vector3(-90, -120, -80), to: Vector3(90, 100, 90), voxelMM: 2)
    var image = Image(grid: grid, filledWith: 50)
    var brain = Mask(grid: grid)
    for z in 30..<70 { for y in 30..<80 { for x in 25..<65 { brain[x, y, z] = true } } }
    for i in image.voxels.indices where brain.voxels[i] != 0 { image.voxels[i] = 100 }
    return WholeHead(image: image, map: .identity, brain: brain)
  }()

  @Test("a damage does what its name says, and leaves what is left where it was")
  func damages() throws {
    let (head, random) = (Self.head, CounterRandom(seed: 3))
    let old = head.image
    func made(_ damage: HeadDamage) -> Image { head.damaged(damage, random) }
    #expect(made(.none).voxels == old.voxels)
    let noise = made(.noise)
    #expect(noise.grid == old.grid && noise.voxels != old.voxels)
    let padded = made(.padded)
    #expect(padded.grid.nx > old.grid.nx + 28)
    #expect(padded.voxels.reduce(0, +) == old.voxels.reduce(0, +))
    let gain = zip(made(.gain).voxels, old.voxels).map { $0 / $1 }
    #expect(gain.allSatisfy { (0.49...1.51).contains($0) })
    #expect((gain.max() ?? 0) - (gain.min() ?? 0) > 0.4)
    let thick = made(.thickSlices)
    #expect(abs(thick.grid.voxelSizeMM.z - 6) < 1e-9)
    #expect(abs(thick.grid.toWorld(.zero).z - old.grid.toWorld(Vector3(0, 0, 1)).z) < 1e-9)
    let vertex = made(.vertexCut)
    let top = vertex.grid.toWorld(Vector3(0, 0, Double(vertex.grid.nz - 1))).z
    #expect((53...72).contains(top) && vertex.grid.toWorld(.zero) == old.grid.toWorld(.zero))
    let cerebellum = made(.cerebellumCut).grid.toWorld(.zero).z
    #expect((-47 ... -25).contains(cerebellum))
    let stripped = made(.skullStripped)
    #expect(zip(stripped.voxels, head.brain.voxels).allSatisfy { ($0 != 0) == ($1 != 0) })
    let defaced = made(.defaced)
    #expect(defaced.voxels.contains(0))
    #expect(zip(defaced.voxels, old.voxels).allSatisfy { $0 == $1 || $0 == 0 })
  }

  @Test("what is far off or refused is a failure")
  func failures() {
    let draw = StartDraw(seed: 1)
    let trials = [0.2, 1, 3, 6].map { StartTrial(head: 0, draw: draw, distanceMM: $0) }
    let refused = StartTrial(head: 1, draw: draw, failure: "No head.")
    #expect(trials.map(\.isFailure) == [false, false, false, true])
    #expect(refused.isFailure && StartTrial(head: 0, draw: draw, distanceMM: .nan).isFailure)
    let row = StartEvaluation(trials: trials + [refused]).row(draw.damage)
    #expect(row.count == 5 && row.failures == 2 && row.medianMM == 2 && row.largestMM == 6)
    #expect(StartEvaluation(trials: [refused]).row().medianMM == nil)
  }
}
