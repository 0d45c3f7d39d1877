import Foundation
import Kernels
import Support
import Testing
import Volumes

@testable import Anatomy

struct BiasCorrectionTests {
  /// Standard deviation, in the brain, of the logarithm of the ratio of two images.
  private static func spread(_ a: Image, _ b: Image, _ brain: Mask) -> Double {
    var (sum, squares, count) = (0.0, 0.0, 0.0)
    for index in a.voxels.indices where brain.voxels[index] != 0 {
      guard a.voxels[index] > 0, b.voxels[index] > 0 else { continue }
      let log = Foundation.log(Double(a.voxels[index] / b.voxels[index]))
      (sum, squares, count) = (sum + log, squares + log * log, count + 1)
    }
    return (squares / count - sum * sum / (count * count)).squareRoot()
  }

  /// Thick slices mix tissues, which leaves more.
  @Test(arguments: [(Vector3(repeating: 2.5), 0.3), (Vector3(2, 2, 5), 0.5)])
  func mostOfAKnownFieldIsTakenOut(_ voxelMM: Vector3, _ most: Double) throws {
    let plain = BrainPhantom(voxelMM: voxelMM, noise: 0)
    let bright = BrainPhantom(voxelMM: voxelMM, noise: 0, bias: 0.3)
    let (a, b) = (try correctBias(of: plain.image), try correctBias(of: bright.image))
    let before = Self.spread(bright.image, plain.image, plain.brain)
    let after = Self.spread(b.corrected, a.corrected, plain.brain)
    #expect(before > 0.08)
    #expect(after < most * before, "\(after) of \(before) is left")
  }

  @Test func theImageIsAsBrightAsBefore() throws {
    let phantom = BrainPhantom(noise: 5, bias: 0.3)
    let found = try correctBias(of: phantom.image, within: phantom.brain)
    let inside = phantom.brain.voxels.indices.filter { phantom.brain.voxels[$0] != 0 }
    let sum = inside.reduce(0.0) { $0 + Double(log(found.field.voxels[$1])) }
    #expect(abs(sum) / Double(inside.count) < 0.01)
  }

  @Test func imageTimesFieldIsTheOriginal() throws {
    let image = BrainPhantom(bias: 0.2).image
    let found = try correctBias(of: image)
    for index in stride(from: 0, to: image.voxels.count, by: 97) {
      let product = found.corrected.voxels[index] * found.field.voxels[index]
      #expect(abs(product - image.voxels[index]) <= 1e-4 * (1 + image.voxels[index]))
    }
    #expect(found.rounds.count == 4)
  }

  @Test func threadsDoNotMatter() throws {
    let image = BrainPhantom(bias: 0.2).image
    let one = try correctBias(of: image, parallel: .serial)
    let five = try correctBias(of: image, parallel: Parallel(threads: 5))
    #expect(one.corrected.voxels == five.corrected.voxels && one.rounds == five.rounds)
  }

  @Test(arguments: [Float(-1000), 1000])
  func airFarFromZeroIsTakenOffFirst(_ airAt: Float) throws {
    let image = BrainPhantom(noise: 5, bias: 0.3).image
    let raised = Image(grid: image.grid, voxels: image.voxels.map { $0 + airAt })
    let air = Float(try #require(airOffset(of: raised)))
    let (plain, found) = (try correctBias(of: image), try correctBias(of: raised))
    var most: Float = 0
    for index in stride(from: 0, to: image.voxels.count, by: 97) {
      let product = (found.corrected.voxels[index] - air) * found.field.voxels[index] + air
      #expect(abs(product - raised.voxels[index]) < 0.01)
      most = max(most, abs(found.field.voxels[index] / plain.field.voxels[index] - 1))
    }
    #expect(most < 0.1, "\(most)")
  }

  @Test func valuesThatAreNotFiniteStayAndHarmNobody() throws {
    var image = BrainPhantom(bias: 0.2).image
    let clean = try correctBias(of: image)
    let place = image.voxels.count / 2
    image.voxels[place] = .nan
    let found = try correctBias(of: image)
    #expect(found.corrected.voxels[place].isNaN)
    #expect(abs(found.corrected.voxels[place + 1] / clean.corrected.voxels[place + 1] - 1) < 0.02)
  }

  @Test func whatNothingCanBeLearntFromIsRefused() {
    let phantom = BrainPhantom()
    let cases: [(Image, Mask?, String)] = [
      (Image(grid: phantom.image.grid), nil, "is empty"),
      (phantom.image, Mask(grid: phantom.image.grid), "found 0"),
      (
        phantom.image, Mask(grid: phantom.image.grid.resized(toVoxelMM: 7), filled: true),
        "mask has"
      ),
    ]
    for (image, mask, words) in cases {
      let error = #expect(throws: AnatomyError.self) { try correctBias(of: image, within: mask) }
      #expect(error?.code == .inputUnsuitable && error?.message.contains(words) == true)
    }
  }
}
