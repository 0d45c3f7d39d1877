import Testing
import Volumes

@testable import Anatomy

@Suite("The brain beyond the field of view")
struct UnseenBrainTests {
  /// 4/3 π r³, in ml.
  private static let ballML = 523.5988

  /// A ball of 50 mm radius about the origin, on voxels of 2 mm.
  private static let template: Template = {
    let grid = Grid(
      nx: 60, ny: 60, nz: 60,
      toWorld: .scaling(Vector3(repeating: 2), translation: Vector3(repeating: -59)))
    var brain = Mask(grid: grid)
    for z in 0..<60 {
      for y in 0..<60 {
        for x in 0..<60 {
          let p = grid.toWorld(Vector3(Double(x), Double(y), Double(z)))
          brain[x, y, z] = (p * p).sum() <= 2500
        }
      }
    }
    return Template(name: "ball", head: Image(grid: grid), brain: brain)
  }()

  /// Number of voxels of 3 mm along z from -75 mm upwards, the growth of the head, the share beyond.
  @Test(
    "is counted by the template's",
    arguments: [(50, 1.0, 0.0), (25, 1.0, 0.5), (25, 1.2, 0.5), (0, 1.0, 1.0)])
  func share(slices: Int, growth: Double, expected: Double) {
    let grid = Grid(
      nx: 100, ny: 100, nz: max(1, slices),
      toWorld: .scaling(
        Vector3(2, 2, 3), translation: Vector3(-99, -99, slices == 0 ? -200 : -73.5)))
    let unseen = UnseenBrain(
      of: Self.template, templateToSubject: .scaling(Vector3(repeating: growth)), beyond: grid)
    let volumeML = Self.ballML * growth * growth * growth * expected
    #expect(abs(unseen.share - expected) < 0.01)
    #expect(abs(unseen.volumeML - volumeML) < 0.01 * Self.ballML)
  }

  @Test("is none where the image has no place")
  func nowhere() {
    let grid = Grid(nx: 4, ny: 4, nz: 4, toWorld: .scaling(.zero))
    #expect(
      UnseenBrain(of: Self.template, templateToSubject: .identity, beyond: grid).volumeML == 0)
  }
}
