import Anatomy
import Kernels
import Testing
import Volumes

@testable import Outcomes

@Suite("A rough division into tissues")
struct RoughTissueTests {
  /// 3000 voxels, a third of each tissue with values about its level; where a tissue is expected it is
  /// twice as probable as each other.
  private func sample(_ levels: [Float]) -> (
    values: [Float], priors: [SIMD4<Float>], truth: [UInt8]
  ) {
    let random = CounterRandom(seed: 3)
    var (values, priors, truth) = ([Float](), [SIMD4<Float>](), [UInt8]())
    for i in 0..<3000 {
      let k = i % 3
      let noise = Float(random.uniform(stream: 1, index: UInt64(i)) - 0.5) * 10
      values.append(levels[k] + noise)
      var prior = SIMD4<Float>(0.25, 0.25, 0.25, 0)
      prior[k] = 0.5
      priors.append(prior)
      truth.append(UInt8(k))
    }
    return (values, priors, truth)
  }

  @Test(
    "tells the tissues of any contrast apart by where they are expected",
    arguments: [[20, 100, 80], [20, 60, 100], [200, 100, 60]] as [[Float]])
  func contrasts(levels: [Float]) throws {
    let (values, priors, truth) = sample(levels)
    let found = try RoughTissue(values, priors: priors, darkFluid: false)
    #expect(found.labels == truth)
    for k in 0..<3 { #expect(abs(found.means[k] - Double(levels[k])) < 1) }
  }

  @Test("lesions do not shape white matter, and nothing brighter than grey matter is fluid")
  func lesions() throws {
    var (values, priors, _) = sample([20, 100, 80])
    for i in stride(from: 2, to: 900, by: 3) { values[i] = 180 }
    let found = try RoughTissue(values, priors: priors, darkFluid: true)
    #expect(abs(found.means[2] - 80) < 3)
    #expect(zip(values, found.labels).allSatisfy { $0 < 150 || $1 != 0 })
  }

  @Test("values of one brightness are a sentence")
  func flat() {
    let (values, priors, _) = sample([50, 50, 50])
    #expect(throws: AnatomyError.self) {
      try RoughTissue(values.map { _ in 50 }, priors: priors, darkFluid: true)
    }
  }
}
