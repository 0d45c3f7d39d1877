import Anatomy
import Kernels
import Volumes

extension Frame {
  /// The head as another scan could show it: turned by 0.7°, moved by 0.6 mm and with noise of 2 %,
  /// drawn by a seed. The alignment stays, and is wrong by that motion, as alignments are.
  ///
  /// - Parameters:
  ///   - seed: chooses motion and noise.
  ///   - airLevel: what stands for air where nothing was scanned.
  ///   - parallel: how many threads.
  /// - Returns: the frame of that scan.
  func rescanned(seed: UInt64, airLevel: Double, parallel: Parallel) -> Frame {
    let map = Self.motion(seed: seed, about: registration.templateToSubject(.zero))
    var result = self
    result.image = image.resampled(
      onto: image.grid, through: map, outside: Float(airLevel), parallel: parallel)
    result.head = head.resampled(onto: head.grid, through: map, parallel: parallel)
    result.brain = brain.resampled(onto: brain.grid, through: map, parallel: parallel)
    result.image.addNoise(share: 0.02, within: result.head, seed: seed)
    result.surface = nil
    return result
  }

  /// A small rigid motion, world mm to world mm.
  private static func motion(seed: UInt64, about middle: Vector3) -> Affine {
    let random = CounterRandom(seed: seed)
    func normal(_ index: UInt64) -> Double { random.normal(stream: 61, index: index) }
    let turn = Vector3(normal(0), normal(1), normal(2)) * 0.012
    let small = Affine(
      columns: Vector3(1, turn.z, -turn.y), Vector3(-turn.z, 1, turn.x),
      Vector3(turn.y, -turn.x, 1),
      translation: Vector3(normal(3), normal(4), normal(5)) * 0.6)
    return Affine.translation(middle) * small * Affine.translation(-middle)
  }
}

extension Image {
  /// Adds Gaussian noise whose standard deviation is a share of the robust maximum.
  fileprivate mutating func addNoise(share: Double, within head: Mask, seed: UInt64) {
    guard let range = robustRange(of: self) else { return }
    let size = share * max(0, range.upperBound - range.lowerBound)
    let random = CounterRandom(seed: seed)
    for index in voxels.indices where head.voxels[index] != 0 {
      voxels[index] += Float(size * random.normal(stream: 62, index: UInt64(index)))
    }
  }
}
