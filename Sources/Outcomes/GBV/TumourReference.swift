import Kernels
import Volumes

/// Where fluid, grey and white matter are in a T1-weighted image, roughly, and the level of each in
/// another image: what values are told as multiples of.
///
/// Three classes of the T1-weighted values that differ most (Otsu 1979). Medians, so that a tumour, which
/// is a small part of the brain, does not move them.
public struct TumourReference: Sendable {
  /// Class of each voxel: 0 outside, 1 dark (fluid), 2 grey, 3 bright (white matter), 4
  /// brighter than nearly all.
  public let classes: [UInt8]
  /// Every so-manieth voxel of the brain is looked at for a median.
  private static let step = 3

  /// Nearer to the outline than this, in mm, there may be bone and dura.
  private static let marginMM = 6.0

  /// The classes of a T1-weighted image within a brain, away from its outline.
  ///
  /// - Returns: nil where the image has fewer than three levels.
  public init?(_ image: Image, brain whole: Mask, parallel: Parallel = .serial) {
    let brain = whole.eroded(byMM: Self.marginMM, parallel: parallel)
    let values = zip(image.voxels, brain.voxels).compactMap {
      $1 != 0 && $0.isFinite ? $0 : nil
    }
    guard let range = robustRange(of: values), range.upperBound > range.lowerBound,
      let cuts = Self.cuts(values, range)
    else { return nil }
    let top = Float(range.upperBound)
    classes = zip(image.voxels, brain.voxels).map { value, inside -> UInt8 in
      guard inside != 0, value.isFinite else { return 0 }
      return value > top ? 4 : value < cuts.0 ? 1 : value < cuts.1 ? 2 : 3
    }
  }

  /// The two levels that part the values into three classes with the least spread within them.
  private static func cuts(_ values: [Float], _ range: ClosedRange<Double>) -> (Float, Float)? {
    let bins = 128
    let scale = Double(bins) / (range.upperBound - range.lowerBound)
    var counts = [Double](repeating: 0, count: bins)
    for value in values where range.contains(Double(value)) {
      counts[min(bins - 1, Int((Double(value) - range.lowerBound) * scale))] += 1
    }
    guard let (a, b) = bestCuts(counts) else { return nil }
    func level(_ bin: Int) -> Float { Float(range.lowerBound + Double(bin) / scale) }
    return (level(a), level(b))
  }

  /// Bins that begin the second and the third class.
  private static func bestCuts(_ counts: [Double]) -> (Int, Int)? {
    var (number, sum) = ([0.0], [0.0])
    for (bin, count) in counts.enumerated() {
      number.append(number[bin] + count)
      sum.append(sum[bin] + count * Double(bin))
    }
    func part(_ from: Int, _ to: Int) -> Double {
      let n = number[to] - number[from]
      let s = sum[to] - sum[from]
      return n > 0 ? s * s / n : 0
    }
    var best: (Int, Int)?
    var most = 0.0
    for a in 1..<counts.count - 1 {
      for b in a + 1..<counts.count {
        let between = part(0, a) + part(a, b) + part(b, counts.count)
        if between > most { (best, most) = ((a, b), between) }
      }
    }
    return best
  }

  /// The median of an image where the T1-weighted one is dark (1), grey (2) or bright (3); nil where
  /// nothing is.
  public func level(of image: Image, where wanted: UInt8) -> Double? {
    var values: [Float] = []
    for i in stride(from: 0, to: min(classes.count, image.voxels.count), by: Self.step)
    where classes[i] == wanted && image.voxels[i].isFinite {
      values.append(image.voxels[i])
    }
    guard !values.isEmpty else { return nil }
    return Double(values.orderStatistic(values.count / 2))
  }
}
