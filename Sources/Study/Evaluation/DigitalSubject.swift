import Kernels
import Phantoms
import Volumes

/// A digital head and the way it is scanned, both drawn from a seed, for judging a measure by truth.
public struct DigitalSubject: Sendable, Hashable {
  /// What the head is made of and how it lies.
  public var recipe: HeadRecipe
  /// Standard deviation of the noise as a share of the signal of white matter.
  public var noise: Double
  /// The largest deviation of the gain field from 1.
  public var bias: Double
  /// The times of the T1-weighted sequence.
  public var timing: SequenceTiming
  /// Chooses noise and gain field.
  public var scan: UInt64

  /// The subject of a seed: atrophy 0 … 0.7, turns of up to 12°, shifts of up to 15 mm, noise 1 … 5 %,
  /// gain field 5 … 35 %, inversion 850 … 1050 ms and repetition 1900 … 2500 ms, all even.
  public init(seed: UInt64) {
    recipe = HeadRecipe(seed: seed)
    let random = CounterRandom(seed: seed)
    func even(_ index: UInt64, _ range: ClosedRange<Double>) -> Double {
      range.lowerBound
        + (range.upperBound - range.lowerBound) * random.uniform(stream: 900, index: index)
    }
    recipe.rotationDegrees = Vector3(even(0, -12...12), even(1, -12...12), even(2, -12...12))
    recipe.shiftMM = Vector3(even(3, -15...15), even(4, -15...15), even(5, -15...15))
    (noise, bias, scan) = (even(6, 0.01...0.05), even(7, 0.05...0.35), 0)
    timing = SequenceTiming(
      repetitionMS: even(8, 1900...2500), inversionMS: even(9, 850...1050), echoMS: 3)
  }

  /// The same person on another day: turned by up to 6° and shifted by up to 10 mm against the
  /// first time, with other noise and another gain field, by the same sequence.
  public var again: DigitalSubject {
    var result = self
    let random = CounterRandom(seed: recipe.seed)
    func even(_ index: UInt64, _ size: Double) -> Double {
      size * (2 * random.uniform(stream: 901, index: index) - 1)
    }
    result.recipe.rotationDegrees += Vector3(even(0, 6), even(1, 6), even(2, 6))
    result.recipe.shiftMM += Vector3(even(3, 10), even(4, 10), even(5, 10))
    result.scan += 1
    return result
  }

  /// The head, in voxels of a size.
  public func head(voxelMM: Double, parallel: Parallel) -> DigitalHead {
    DigitalHead(
      recipe: recipe, grid: DigitalHead.grid(voxelMM: Vector3(repeating: voxelMM)),
      parallel: parallel)
  }

  /// The T1-weighted scan of the head, as a scanner would store it: whole numbers.
  public func image(of head: DigitalHead, parallel: Parallel) -> Image {
    var image = head.image(
      noise: noise, bias: bias, timing: timing, repeatScan: scan, repeatField: scan,
      parallel: parallel)
    image.voxels = image.voxels.map { Float(Int($0 + ($0 < 0 ? -0.5 : 0.5))) }
    return image
  }
}
