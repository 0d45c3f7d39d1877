import Foundation
import Kernels
import Support
import Testing
import Volumes

@testable import Anatomy

@Suite struct TissueSegmentationTests {
  struct Scan: CustomTestStringConvertible, Sendable {
    var voxelMM: [Double]
    var noise: Double
    var bias: Double
    var testDescription: String { "\(voxelMM) mm, noise \(noise), bias \(bias)" }
  }

  @Test(arguments: [
    Scan(voxelMM: [2, 2, 2], noise: 12, bias: 0),
    Scan(voxelMM: [2, 2, 2], noise: 25, bias: 0.3),
    Scan(voxelMM: [1.5, 1.5, 4], noise: 12, bias: 0.2),
  ])
  func findsTheVolumesOfThePhantom(scan: Scan) throws {
    let phantom = BrainPhantom(
      voxelMM: Vector3(scan.voxelMM), noise: scan.noise, bias: scan.bias)
    let found = try segmentTissue(of: phantom.image, brain: phantom.brain)
    for tissue in [BrainTissue.grey, .white] {
      let truth = phantom.volumesML[tissue.rawValue]
      #expect(abs(found.volumeML(of: tissue) - truth) < 0.05 * truth, "\(tissue)")
    }
    let brain = phantom.volumesML[1] + phantom.volumesML[2]
    let measured = found.volumeML(of: .grey) + found.volumeML(of: .white)
    #expect(abs(measured - brain) < 0.03 * brain)
  }

  @Test func theSharesAddUpToOneInsideAndNothingOutside() throws {
    let phantom = BrainPhantom(noise: 20)
    let found = try segmentTissue(of: phantom.image, brain: phantom.brain)
    let wrong = phantom.brain.voxels.indices.filter { i in
      let sum =
        found.fractions[0].voxels[i] + found.fractions[1].voxels[i]
        + found.fractions[2].voxels[i]
      return abs(sum - Float(phantom.brain.voxels[i])) >= 1e-5
    }
    #expect(wrong.isEmpty)
    let total = found.volumesML.reduce(0, +)
    #expect(abs(total - phantom.brain.volumeML) < 1e-3 * total)
  }

  @Test func takesOutASmoothBias() throws {
    let flat = BrainPhantom(noise: 12)
    let biased = BrainPhantom(noise: 12, bias: 0.25)
    let (a, b) = (
      try segmentTissue(of: flat.image, brain: flat.brain),
      try segmentTissue(of: biased.image, brain: biased.brain)
    )
    for k in 1..<3 {
      #expect(abs(a.volumesML[k] - b.volumesML[k]) < 0.03 * a.volumesML[k])
    }
    let inside = biased.brain.voxels
    let spread = zip(b.bias.voxels, inside).filter { $0.1 != 0 }.map(\.0)
    #expect((spread.max() ?? 0) - (spread.min() ?? 0) > 0.2)
  }

  @Test(arguments: [2, 4]) func doesNotDependOnThreads(threads: Int) throws {
    let phantom = BrainPhantom(noise: 20, bias: 0.1)
    let serial = try segmentTissue(of: phantom.image, brain: phantom.brain)
    let parallel = try segmentTissue(
      of: phantom.image, brain: phantom.brain, parallel: Parallel(threads: threads))
    #expect(serial.volumesML == parallel.volumesML)
    for k in 0..<3 { #expect(serial.fractions[k].voxels == parallel.fractions[k].voxels) }
  }

  @Test func aGainOfThreeChangesNextToNothing() throws {
    let phantom = BrainPhantom(noise: 20)
    var bright = phantom.image
    for i in bright.voxels.indices { bright.voxels[i] *= 3 }
    let (a, b) = (
      try segmentTissue(of: phantom.image, brain: phantom.brain),
      try segmentTissue(of: bright, brain: phantom.brain)
    )
    for k in 0..<3 { #expect(abs(a.volumesML[k] - b.volumesML[k]) < 0.005 * a.volumesML[k]) }
  }

  @Test(arguments: [Float(0), 55, .nan])
  func refusesABrainOfOneValue(value: Float) throws {
    let phantom = BrainPhantom()
    let image = Image(grid: phantom.image.grid, filledWith: value)
    let error = #expect(throws: AnatomyError.self) {
      try segmentTissue(of: image, brain: phantom.brain)
    }
    #expect(error?.code == .segmentationFailed)
  }

  @Test func refusesABrainOfOneTissue() throws {
    let phantom = BrainPhantom()
    var image = phantom.image
    for i in image.voxels.indices {
      image.voxels[i] = Float(500 + 30 * BrainPhantom.normal(UInt64(i)))
    }
    let error = #expect(throws: AnatomyError.self) {
      try segmentTissue(of: image, brain: phantom.brain)
    }
    #expect(error?.code == .segmentationFailed)
  }

  @Test func refusesAnEmptyMaskAndOneOfAnotherGrid() throws {
    let phantom = BrainPhantom()
    #expect(throws: AnatomyError.self) {
      try segmentTissue(of: phantom.image, brain: Mask(grid: phantom.image.grid))
    }
    let other = BrainPhantom(voxelMM: Vector3(repeating: 4))
    let error = #expect(throws: AnatomyError.self) {
      try segmentTissue(of: phantom.image, brain: other.brain)
    }
    #expect(error?.code == .inputUnsuitable)
  }

  @Test func theExponentialIsThatOfTheLibrary() {
    let wrong = stride(from: Float(-79.5), through: 0, by: 0.37).filter { x in
      let expected = exp(Double(x))
      let error = abs(Double(vectorExp(SIMD4(x, x, x, x)).x) - expected) / expected
      return error > 1.2e-7 * (2 + Double(-x))
    }
    #expect(wrong.isEmpty)
    #expect(vectorExp(SIMD4(repeating: -1000)).x < 1e-34)
  }

  @Test func noTwoVoxelsOfAColourAreNeighbours() {
    for x in -1...1 {
      for y in -1...1 {
        for z in -1...1 where [x, y, z].filter({ $0 != 0 }).count == 1 || x * y * z == 0 {
          let same = (x + y) & 1 == 0 && (y + z) & 1 == 0
          #expect(same == (x == 0 && y == 0 && z == 0))
        }
      }
    }
  }
}
