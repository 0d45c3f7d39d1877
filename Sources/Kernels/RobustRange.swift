import Volumes

/// The values between which the middle 96 % of an image lie, as BET and FLIRT take them (Smith 2002).
///
/// From a histogram of 1000 bins between the smallest and the largest value: the lower edge of the
/// bin in which the count from below reaches a fiftieth of all values, and the upper edge of that
/// in which the count from above does. When the two lie closer than a tenth of the histogram's
/// span, long tails spoil the resolution: the histogram is made again over the found range and one
/// bin more on either side, at most ten times in all. The tenth is made over the full span again,
/// without its two outermost bins.
///
/// - Returns: the two values in units of the image, or nil for an image without finite values.
public func robustRange(of image: Image) -> ClosedRange<Double>? {
  robustRange(of: image.voxels)
}

/// The values between which the middle 96 % of `values` lie; see `robustRange(of:)` for an image.
public func robustRange(of values: [Float]) -> ClosedRange<Double>? {
  guard let full = finiteRange(of: values) else { return nil }
  guard full.upperBound > full.lowerBound else { return full }
  var span = full
  for _ in 1..<10 {
    let tails = Tails(of: values, over: span, dropEnds: false)
    if tails.range.width >= span.width / 10 { return tails.range }
    span = tails.widened
    guard span.width > 0 else { break }
  }
  return Tails(of: values, over: full, dropEnds: true).range
}

/// Smallest and largest finite value, or nil where there is none.
public func finiteRange(of values: [Float]) -> ClosedRange<Double>? {
  var low = Float.infinity
  var high = -Float.infinity
  values.withUnsafeBufferPointer { source in
    for value in source where value.isFinite {
      if value < low { low = value }
      if value > high { high = value }
    }
  }
  return low <= high ? Double(low)...Double(high) : nil
}

extension ClosedRange<Double> {
  fileprivate var width: Double { upperBound - lowerBound }
}

/// The bins at which the outer fiftieths of a histogram end.
private struct Tails {
  let histogram: Histogram
  var bottom: Int
  var top: Int

  init(of values: [Float], over span: ClosedRange<Double>, dropEnds: Bool) {
    histogram = Histogram(
      of: values, bins: 1000, lower: span.lowerBound, upper: span.upperBound)
    let counts = histogram.counts
    let ends = dropEnds ? 1 : 0
    let total = dropEnds ? histogram.total - counts[0] - counts[999] : histogram.total
    let share = max(total / 50, 1)
    (bottom, top) = (ends, 999 - ends)
    var count = counts[bottom]
    while count < share && bottom < 999 - ends {
      bottom += 1
      count += counts[bottom]
    }
    count = counts[top]
    while count < share && top > ends {
      top -= 1
      count += counts[top]
    }
  }

  var range: ClosedRange<Double> {
    let low = histogram.lower + Double(bottom) * histogram.binWidth
    return low...Swift.max(low, histogram.lower + Double(top + 1) * histogram.binWidth)
  }

  /// The range with one bin more on either side.
  var widened: ClosedRange<Double> {
    let low = histogram.lower + Double(Swift.max(bottom - 1, 0)) * histogram.binWidth
    let high = histogram.lower + Double(Swift.min(top + 2, 1000)) * histogram.binWidth
    return low...Swift.max(low, high)
  }
}
