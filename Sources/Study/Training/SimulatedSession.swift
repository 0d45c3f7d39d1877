import Kernels
import Outcomes
import Phantoms
import Volumes

/// A digital head with a glioblastoma and the way its four channels are scanned, drawn from a seed.
public struct SimulatedSession: Sendable, Hashable {
  /// The head; its tumour has all freedom.
  public var recipe: HeadRecipe
  /// How its tissues differ from typical ones.
  public var variation: SignalVariation
  /// How the channels are scanned.
  public var scans: [SimulatedScan]
  /// Amplitude of the unevenness within the tumour, as a share of its signal.
  public var unevenness: Double
  /// Over how much, in mm, oedema fades out.
  public var fadingMM: Double

  /// The session of a seed.
  ///
  /// Every seventh tumour was operated on: fluid fills its middle. Uptake of gadolinium is from a third to
  /// one and a half times the usual; some heads have white-matter lesions that are no tumour.
  ///
  /// - Parameters:
  ///   - seed: chooses head, tumour and protocol.
  ///   - poseDegrees: the largest turn of the head about each axis; shifts are as many mm.
  public init(seed: UInt64, poseDegrees: Double = 0) {
    let draw = SessionDraw(seed: seed, stream: 690)
    recipe = HeadRecipe(seed: seed)
    recipe.tumour = true
    recipe.tumourFreedom = draw.even(0, 0.3, 1)
    if draw.even(1, 0, 1) < 0.6 { recipe.lesions = Int(draw.even(2, 2, 30)) }
    recipe.rotationDegrees =
      poseDegrees * Vector3(draw.even(3, -1, 1), draw.even(4, -1, 1), draw.even(5, -1, 1))
    recipe.shiftMM =
      poseDegrees * Vector3(draw.even(6, -1, 1), draw.even(7, -1, 1), draw.even(8, -1, 1))
    variation = SignalVariation(
      seed: seed, healthySpread: draw.even(9, 0, 0.08), tumourSpread: draw.even(10, 0.15, 0.45),
      uptake: draw.even(11, 0.35, 1.5), isCavity: draw.even(12, 0, 1) < 0.14)
    scans = TumourChannel.allCases.map { SimulatedScan($0, session: seed) }
    unevenness = draw.even(13, 0.04, 0.22)
    fadingMM = draw.even(14, 0.5, 2.5)
  }
}

extension SimulatedSession {
  /// One channel as a scanner would store it, on a grid of its own.
  ///
  /// - Parameters:
  ///   - scan: how it is scanned.
  ///   - head: the head of `recipe`, on any grid that holds the wanted part.
  ///   - repeatScan: changes the noise and nothing else.
  ///   - grid: the scan's own grid; nil for one over the grid of the head.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: the image.
  public func image(
    _ scan: SimulatedScan, of head: DigitalHead, repeatScan: UInt64 = 0, on grid: Grid? = nil,
    parallel: Parallel
  ) -> Image {
    let clean = uneven(scan, head, parallel)
    let own = grid ?? scan.grid(over: head.grid)
    var image = scan.sampled(clean, onto: own, parallel: parallel)
    scan.spoil(&image, white: Self.white(clean, head), repeatScan: repeatScan, parallel: parallel)
    return image
  }

  /// The mean signal of white matter.
  private static func white(_ clean: Image, _ head: DigitalHead) -> Float {
    var (sum, count) = (0.0, 0)
    for (value, label) in zip(clean.voxels, head.labels)
    where label == Tissue.whiteMatter.rawValue {
      sum += Double(value)
      count += 1
    }
    return count > 0 ? Float(sum / Double(count)) : 1
  }

  /// The head without noise: oedema fades into white matter, the tumour is uneven.
  private func uneven(_ scan: SimulatedScan, _ head: DigitalHead, _ parallel: Parallel) -> Image {
    let (contrast, timing) = (scan.contrast, scan.timing)
    let full = head.clean(contrast, timing: timing, variation: variation, parallel: parallel)
    var result = head.clean(
      contrast, timing: timing, variation: variation, disguising: [.oedema: .whiteMatter],
      parallel: parallel)
    let oedema = head.fraction(of: [.oedema])
    let ill = head.fraction(of: Tissue.tumour.union([.oedema]))
    let inside = ill.smoothed(sigmaMM: fadingMM, parallel: parallel)
    let texture = texture(on: head.grid, parallel)
    for i in result.voxels.indices {
      if oedema.voxels[i] > 0 {
        // at its edge half of the Gaussian lies within, deep inside all of it
        let share = min(1, max(0, 2 * inside.voxels[i] - 0.3))
        result.voxels[i] += share * (full.voxels[i] - result.voxels[i])
      }
      if ill.voxels[i] > 0 { result.voxels[i] *= 1 + ill.voxels[i] * texture.voxels[i] }
    }
    return result
  }

  /// A smooth random field of standard deviation `unevenness`, the same for all channels but in sign
  /// and size no more than related.
  private func texture(on grid: Grid, _ parallel: Parallel) -> Image {
    let coarse = grid.resized(toVoxelMM: 3)
    let draw = SessionDraw(seed: recipe.seed, stream: 720)
    var image = Image(grid: coarse)
    for i in image.voxels.indices { image.voxels[i] = Float(draw.even(UInt64(i), -1, 1)) }
    // 27.4 mm² of noise of variance 1/3 in cubes of 3 mm: smoothing by 2.4 mm leaves 0.13 of its spread
    let smooth = image.smoothed(sigmaMM: 2.4, parallel: parallel)
      .resampled(onto: grid, parallel: parallel)
    let scale = Float(unevenness / 0.105)
    return Image(grid: grid, voxels: smooth.voxels.map { max(-0.6, min(0.6, $0 * scale)) })
  }
}
