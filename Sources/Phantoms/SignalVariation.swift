import Volumes

/// How the tissues of one head differ in relaxation from typical ones: between people, field strengths
/// and above all between tumours.
///
/// Each tissue's factors are drawn from the seed; a spread of 0 leaves all as it is.
public struct SignalVariation: Sendable, Hashable, Codable {
  /// Chooses the factors.
  public var seed: UInt64
  /// Largest deviation of the factor on T1 and T2 of healthy tissue from 1.
  public var healthySpread: Double
  /// The same of the parts of a tumour and of oedema; T1 is shorter, T2 longer more often than not.
  public var tumourSpread: Double
  /// The factor on the gadolinium that enhancing tumour takes up.
  public var uptake: Double
  /// Whether the middle of the tumour was taken out, so that fluid fills it.
  public var isCavity: Bool

  /// A variation from its parts.
  public init(
    seed: UInt64, healthySpread: Double = 0.06, tumourSpread: Double = 0.3, uptake: Double = 1,
    isCavity: Bool = false
  ) {
    (self.seed, self.healthySpread, self.tumourSpread) = (seed, healthySpread, tumourSpread)
    (self.uptake, self.isCavity) = (uptake, isCavity)
  }

  /// The relaxation of a tissue under a contrast, in this head.
  func relaxation(of tissue: Tissue, under contrast: Contrast) -> Relaxation {
    let source = isCavity && tissue == .necrosis ? Tissue.fluid : tissue
    var result = Relaxation(source)
    let isIll = Self.ill.contains(source)
    let spread = isIll ? tumourSpread : healthySpread
    let draw = SeededDraw(seed: seed, stream: 300 + UInt64(source.rawValue))
    // what is swollen or dead holds proteins, which shorten T1 more often than they lengthen it
    result.t1MS *= Self.factor(draw.uniform(0, -1, isIll ? 0.3 : 1), spread)
    result.t2MS *= Self.factor(draw.uniform(1, isIll ? -0.5 : -1, 1), spread)
    result.density *= Self.factor(draw.uniform(2, -1, 1), 0.02)
    guard contrast.isEnhanced else { return result }
    let taken = source.gadoliniumMM * (source == .enhancingTumour ? uptake : 1)
    return result.taking(gadoliniumMM: taken)
  }

  private static let ill = Tissue.tumour.union([.oedema, .lesion])

  /// 1 for a draw of 0, 1 + spread for 1 and its inverse for -1.
  private static func factor(_ draw: Double, _ spread: Double) -> Double {
    draw < 0 ? 1 / (1 - draw * spread) : 1 + draw * spread
  }
}

extension DigitalHead {
  /// An image without noise and bias of a head whose tissues differ from typical ones; see the other
  /// `clean`.
  ///
  /// - Parameters:
  ///   - contrast: what is bright and what is dark.
  ///   - timing: the times of the sequence; nil for typical ones.
  ///   - variation: how the tissues differ.
  ///   - tissues: tissues that are to look like others, such as oedema like white matter.
  ///   - parallel: how many threads.
  /// - Returns: the image on the grid of the head.
  public func clean(
    _ contrast: Contrast, timing: SequenceTiming? = nil, variation: SignalVariation,
    disguising tissues: [Tissue: Tissue] = [:], parallel: Parallel = .serial
  ) -> Image {
    let timing = timing ?? SequenceTiming(usualFor: contrast)
    var table = [Float](repeating: 0, count: 256)
    for tissue in Tissue.allCases {
      let shown = variation.relaxation(of: tissues[tissue] ?? tissue, under: contrast)
      table[Int(tissue.rawValue)] = Float(shown.signal(timing) * 1000)
    }
    return clean(contrast, table: table, parallel: parallel)
  }
}
