/// The quantile of sorted values by linear interpolation between order statistics (Hyndman & Fan type 7).
/// - Parameters:
///   - sorted: Ascending values.
///   - probability: 0…1; values outside are clamped.
/// - Returns: NaN without values.
public func quantile(ofSorted sorted: [Double], _ probability: Double) -> Double {
  guard let last = sorted.last, probability == probability else { return .nan }
  let position = min(max(probability, 0), 1) * Double(sorted.count - 1)
  let index = Int(position)
  guard index + 1 < sorted.count else { return last }
  let part = position - Double(index)
  return part == 0 ? sorted[index] : sorted[index] + part * (sorted[index + 1] - sorted[index])
}

/// The type 7 quantile of values in any order.
public func quantile(of values: [Double], _ probability: Double) -> Double {
  quantile(ofSorted: values.sorted(), probability)
}

/// The median; NaN without values.
public func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  guard !sorted.isEmpty else { return .nan }
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// The median of absolute distances from the median, not scaled.
public func medianAbsoluteDeviation(_ values: [Double]) -> Double {
  let centre = median(values)
  return median(values.map { abs($0 - centre) })
}
