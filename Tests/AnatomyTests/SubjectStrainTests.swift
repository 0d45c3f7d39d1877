import Kernels
import Support
import Testing
import Volumes

@testable import Anatomy

/// Whether a head would have to change its size to fit another image.
@Suite struct SubjectStrainTests {
  @Test(
    "a head that is turned keeps its size, one that is stretched does not",
    arguments: [(Vector3(1, 1, 1), 0.0...0.015), (Vector3(1.06, 1, 1), 0.035...0.08)])
  func strain(stretch: Vector3, expected: ClosedRange<Double>) throws {
    let phantom = BrainPhantom()
    let head = try SubjectHead(phantom.image, brain: phantom.brain)
    var other = phantom.image
    let turn = Affine(
      columns: Vector3(0.995, 0.0998, 0), Vector3(-0.0998, 0.995, 0), Vector3(0, 0, 1),
      translation: Vector3(4, -3, 2))
    other.grid.toWorld = turn * Affine.scaling(stretch) * other.grid.toWorld
    let alignment = try head.alignment(in: other)
    let strain = try #require(try head.strain(in: other, near: alignment))
    #expect(expected.contains(strain), "\(strain)")
  }
}
