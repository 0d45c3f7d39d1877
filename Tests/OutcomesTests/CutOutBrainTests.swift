import Testing
import Volumes

@testable import Outcomes

@Suite("Parts cut out of a brain")
struct CutOutBrainTests {
  /// How many of 100 layers are cut out, and whether that is told.
  @Test("are told from one per cent on", arguments: [(0, false), (1, true), (30, true)])
  func share(layers: Int, isTold: Bool) throws {
    let grid = Grid(nx: 10, ny: 10, nz: 110, toWorld: .scaling(Vector3(repeating: 2)))
    var image = Image(grid: grid)
    var brain = Mask(grid: grid)
    for i in 0..<10_000 {
      brain.voxels[i] = 1
      image.voxels[i] = i < 100 * layers ? 0 : 50 + Float(i % 7)
    }
    let found = CutOutBrain(of: image, brain: brain)
    #expect(abs(found.share - Double(layers) / 100) < 1e-9)
    #expect(abs(found.volumeML - Double(layers) * 0.8) < 1e-9)
    #expect(found.counts == isTold && (found.warning != nil) == isTold)
  }
}
