import Kernels
import Support
import Testing
import Volumes

@testable import Anatomy

@Suite("The order in which voxels are stored")
struct CanonicalOrderTests {
  @Test("has no say in the tissues", arguments: ["LPI", "ASR", "SAL", "PIR"])
  func tissues(code: String) throws {
    let phantom = BrainPhantom(noise: 20, bias: 0.1)
    let plain = try segmentTissue(of: phantom.image, brain: phantom.brain)
    let image = phantom.image.reoriented(to: code)
    let found = try segmentTissue(of: image, brain: phantom.brain.reoriented(to: code))
    #expect(found.volumesML == plain.volumesML)
    #expect(found.fractions[1].grid == image.grid)
    #expect(found.fractions[1].reoriented(to: "RAS").voxels == plain.fractions[1].voxels)
    #expect(found.bias.reoriented(to: "RAS").voxels == plain.bias.voxels)
  }

  @Test("is left alone where it runs as it should, and on lattices turned by 45°")
  func leftAlone() {
    let straight = Grid(nx: 3, ny: 4, nz: 5, toWorld: .identity)
    #expect(Image(grid: straight).inCanonicalOrder == nil)
    let half = 0.5.squareRoot()
    let turned = Grid(
      nx: 3, ny: 4, nz: 5,
      toWorld: Affine(columns: Vector3(half, half, 0), Vector3(half, -half, 0), Vector3(0, 0, 1)))
    if let ordered = Image(grid: turned).inCanonicalOrder {
      #expect(ordered.reoriented(back: turned).grid == turned)
    }
  }
}
