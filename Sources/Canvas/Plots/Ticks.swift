/// Round places along an axis.
struct Ticks: Hashable {
  var values: [Double] = []
  var decimals = 0

  /// Given places.
  init(values: [Double], decimals: Int = 0) { (self.values, self.decimals) = (values, decimals) }

  /// At most `count` multiples of 1, 2 or 5 times a power of ten between two ends.
  init(from low: Double, to high: Double, count: Int) {
    guard low.isFinite, high.isFinite, high > low, count > 0 else { return }
    var step = 1.0
    let span = high - low
    while step > span / Double(count) { step /= 10 }
    while step * 10 <= span / Double(count) { step *= 10 }
    for factor in [1.0, 2, 5, 10] where span / (step * factor) <= Double(count) {
      step *= factor
      break
    }
    var size = step
    while size < 0.9999 && decimals < 12 {
      size *= 10
      decimals += 1
    }
    var at = (low / step).rounded(.up)
    while at * step <= high + step * 1e-9 && values.count < 100 {
      values.append(at == 0 ? 0 : at * step)
      at += 1
    }
  }

  /// As many ticks as asked for where that gives at least `least`, otherwise the fewest that do.
  init(from low: Double, to high: Double, count: Int, least: Int) {
    self.init(from: low, to: high, count: count)
    var more = max(count, least)
    while values.count < least, more <= 4 * least {
      self.init(from: low, to: high, count: more)
      more += 1
    }
  }

  func label(_ value: Double) -> String { decimal(value, decimals) }
}

/// Ends of an axis around values: a little wider than they are; 0…1 when there are none.
func axisRange(_ values: [Double], margin: Double = 0.05) -> ClosedRange<Double> {
  let finite = values.filter(\.isFinite)
  guard let low = finite.min(), let high = finite.max() else { return 0...1 }
  let span = high - low
  let more = span > 0 ? span * margin : max(1e-9, abs(low) * 0.1 + (low == 0 ? 1 : 0))
  guard (low - more).isFinite, (high + more).isFinite else { return low...high }
  return (low - more)...(high + more)
}
