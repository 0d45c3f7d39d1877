import Anatomy
import Faces
import Kernels
import Phantoms
import Volumes

/// A digital head of which only the face is made, and what two scans of it show.
struct DigitalIdentity {
  private let head: DigitalHead
  private let seed: UInt64

  /// The face of a head at a voxel size.
  init(seed: UInt64, voxelMM: Double, parallel: Parallel) {
    self.init(recipe: HeadRecipe(seed: seed), seed: seed, voxelMM: voxelMM, parallel: parallel)
  }

  /// The face of a recipe.
  init(recipe: HeadRecipe, seed: UInt64, voxelMM: Double, parallel: Parallel) {
    let grid = Grid.box(
      from: Vector3(-84, -24, -158), to: Vector3(84, 128, 44), voxelMM: voxelMM)
    head = DigitalHead(recipe: recipe, grid: grid, parallel: parallel)
    self.seed = seed
  }

  /// From the space in which the zones of faces lie to that of the mean digital head, whose face is
  /// shorter.
  private static let zonesToDigital = Affine.scaling(
    Vector3(1, 1, 1 / 1.17), translation: Vector3(0, 0, 3.5 / 1.17))

  /// Where the face lies, exactly.
  var map: Affine { head.truth.affine * Self.zonesToDigital }

  /// A scan: noise of 3 % and a gain field of 20 %, others for each session.
  func image(session: UInt64, parallel: Parallel) -> Image {
    head.image(
      noise: 0.03, bias: 0.2, repeatScan: session, repeatField: session, parallel: parallel)
  }

  /// How an alignment with errors of 0.7° and 0.6 mm finds it, other ones for each session.
  func registration(session: UInt64) -> Registration {
    let random = CounterRandom(seed: seed &+ 7919 &* session)
    func normal(_ index: UInt64) -> Double { random.normal(stream: 50, index: index) }
    let turn = Vector3(normal(0), normal(1), normal(2)) * 0.012
    let middle = Vector3(0, 0, -40)
    let error = Affine(
      columns: Vector3(1, turn.z, -turn.y), Vector3(-turn.z, 1, turn.x),
      Vector3(turn.y, -turn.x, 1),
      translation: Vector3(normal(3), normal(4), normal(5)) * 0.6)
    let about = Affine.translation(middle) * error * Affine.translation(-middle)
    return Registration(
      templateToSubject: map * about, similarity: 1, verdict: .plausible)
  }
}
