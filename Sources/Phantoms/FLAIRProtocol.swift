import Kernels
import Volumes

/// How a head with lesions is scanned, and what of a real FLAIR image is drawn into it: everything comes
/// from a seed.
///
/// The ranges hold those of nine real protocols (grey matter 1.11 to 1.38, fluid 0 to 0.53 and lesions
/// 1.28 to 4.08 times white matter; J. Knight, MASc thesis) and the faint lesions, bright limbic cortex,
/// rims around ventricles, iron and texture of white matter of the scans of patients, which relaxation
/// times alone do not tell.
public struct FLAIRProtocol: Sendable, Hashable, Codable {
  /// The times of the FLAIR sequence.
  public var flair: SequenceTiming
  /// The times of the T1-weighted sequence.
  public var t1: SequenceTiming
  /// Sizes of a voxel in mm; the third is the thickness of a slice.
  public var voxelMM: Vector3
  /// Sizes of a voxel of the T1-weighted image, in mm.
  public var t1VoxelMM = Vector3(1.1, 1.1, 1.3)
  /// Over how many finer slices a slice is averaged.
  public var slabs: Int
  /// Standard deviation of the noise as a share of the signal of white matter.
  public var noise: Double
  /// The largest deviation of the gain field from 1.
  public var bias: Double
  /// The least and the greatest share of the full contrast of lesions, which varies from place to place.
  public var lesionContrast: ClosedRange<Double>
  /// Standard deviation, in mm, of the blur of the edges of lesions.
  public var lesionEdgeMM: Double
  /// Standard deviation of the smooth unevenness of grey and white matter, as a share.
  public var texture: Double
  /// How bright the rim of the ventricles is, as a share of the contrast of lesions.
  public var rim: Double
  /// How wide that rim is, in mm.
  public var rimMM: Double
  /// How much brighter limbic cortex is than other cortex, as a share.
  public var limbic: Double
  /// How much darker deep grey matter is by its iron, as a share.
  public var iron: Double

  /// The protocol of a seed.
  public init(seed: UInt64) {
    let random = CounterRandom(seed: seed)
    func even(_ index: UInt64, _ low: Double, _ high: Double) -> Double {
      low + (high - low) * random.uniform(stream: 910, index: index)
    }
    let repetitionMS = even(0, 6000, 11_000)
    flair = SequenceTiming(
      repetitionMS: repetitionMS, inversionMS: Self.nullingMS(repetitionMS) * even(1, 0.93, 1.05),
      echoMS: even(2, 75, 150))
    t1 = SequenceTiming(
      repetitionMS: even(3, 1900, 2500), inversionMS: even(4, 850, 1050), echoMS: 3)
    (noise, bias) = (even(5, 0.015, 0.06), even(6, 0.05, 0.35))
    let least = even(7, 0.3, 0.7)
    lesionContrast = least...even(8, max(0.8, least), 1.15)
    (lesionEdgeMM, texture) = (even(9, 0.3, 1.2), even(10, 0.01, 0.05))
    (rim, rimMM) = (even(11, 0, 0.6), even(12, 0.8, 2))
    (limbic, iron) = (even(13, 0, 0.12), even(14, 0, 0.15))
    let plane = even(15, 0.8, 1.1)
    let kind = Int(even(16, 0, 3.999))
    slabs = [1, 2, 2, 3][kind]
    voxelMM = Vector3(plane, plane, kind == 0 ? 1 : even(17, 2, 5))
  }

  /// The inversion time that leaves no signal of fluid, in ms.
  private static func nullingMS(_ repetitionMS: Double) -> Double {
    let t1MS = Relaxation(.fluid).t1MS
    var (low, high) = (0.0, repetitionMS)
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if 1 - 2 * decay(middle / t1MS) + decay(repetitionMS / t1MS) < 0 {
        low = middle
      } else {
        high = middle
      }
    }
    return low
  }
}
