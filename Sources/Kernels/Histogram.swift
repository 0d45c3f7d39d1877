import Volumes

/// How often the values of an image fall into equal bins.
public struct Histogram: Sendable, Equatable {
  /// Lower edge of the first bin, in units of the values.
  public var lower: Double
  /// Upper edge of the last bin.
  public var upper: Double
  /// Number of values in each bin.
  public var counts: [Int]

  /// Counts the finite values; those beyond the edges go to the outermost bins.
  ///
  /// - Parameters:
  ///   - values: any values; those that are not finite are passed over.
  ///   - bins: number of bins, at least one.
  ///   - lower: lower edge of the first bin.
  ///   - upper: upper edge of the last bin; equal edges put everything into the first bin.
  public init(of values: [Float], bins: Int, lower: Double, upper: Double) {
    precondition(bins > 0, "a histogram needs a bin")
    (self.lower, self.upper) = (lower, upper)
    counts = [Int](repeating: 0, count: bins)
    let scale = upper > lower ? Double(bins) / (upper - lower) : 0
    values.withUnsafeBufferPointer { source in
      counts.withUnsafeMutableBufferPointer { target in
        guard let v = source.baseAddress, let c = target.baseAddress else { return }
        count(v, source.count, c, bins, lower, scale)
      }
    }
  }

  /// Width of a bin.
  public var binWidth: Double { (upper - lower) / Double(counts.count) }

  /// Number of values counted.
  public var total: Int { counts.reduce(0, +) }

  /// The middle of a bin.
  public func centre(_ bin: Int) -> Double { lower + (Double(bin) + 0.5) * binWidth }

  /// The upper edge of the bin that parts the values into two classes with the largest variance
  /// between them (Otsu 1979); of several equal ones the middle. Nil with fewer than two bins used.
  public var otsuThreshold: Double? {
    let total = Double(total)
    var sum = 0.0
    for bin in counts.indices { sum += Double(counts[bin]) * Double(bin) }
    var (weight, moment, best) = (0.0, 0.0, 0.0)
    var (first, last) = (-1, -1)
    for bin in counts.indices.dropLast() {
      weight += Double(counts[bin])
      moment += Double(counts[bin]) * Double(bin)
      guard weight > 0, weight < total else { continue }
      let gap = moment / weight - (sum - moment) / (total - weight)
      let between = weight * (total - weight) * gap * gap
      if between > best { (best, first) = (between, bin) }
      if between == best { last = bin }
    }
    guard first >= 0 else { return nil }
    return lower + (Double(first + last) / 2 + 1) * binWidth
  }
}

@inline(never)
private func count(
  _ values: UnsafePointer<Float>, _ n: Int, _ counts: UnsafeMutablePointer<Int>, _ bins: Int,
  _ lower: Double, _ scale: Double
) {
  for i in 0..<n {
    let value = values[i]
    guard value.isFinite else { continue }
    let place = (Double(value) - lower) * scale
    let bin = place <= 0 ? 0 : place >= Double(bins) ? bins - 1 : Int(place)
    counts[bin] += 1
  }
}

/// The value that parts an image into dark and bright (Otsu 1979), from 256 bins over its robust
/// range; nil for an image of fewer than two values.
public func otsuThreshold(of image: Image) -> Double? {
  guard let range = robustRange(of: image), range.upperBound > range.lowerBound else { return nil }
  return Histogram(
    of: image.voxels, bins: 256, lower: range.lowerBound, upper: range.upperBound
  ).otsuThreshold
}
