/// Adjustment of p values for several tests. Missing values stay missing and do not count.
public enum Multiplicity: String, Sendable, CaseIterable {
  /// Each p × m.
  case bonferroni
  /// Holm's step-down procedure, for confirmatory families.
  case holm
  /// Hochberg's step-up procedure.
  case hochberg
  /// Benjamini & Hochberg's false discovery rate, for exploratory tables.
  case benjaminiHochberg
  /// Benjamini & Yekutieli's false discovery rate under any dependence.
  case benjaminiYekutieli

  /// Adjusted values in the order given; m is the number of values that are there and not NaN.
  public func adjust(_ values: [Double?]) -> [Double?] {
    let present = values.indices.filter { values[$0].map { !$0.isNaN } ?? false }
    let order = present.sorted { (values[$0] ?? 0, $0) < (values[$1] ?? 0, $1) }
    let sorted = order.compactMap { values[$0] }
    var adjusted = [Double?](repeating: nil, count: values.count)
    for (index, value) in zip(order, adjust(sorted: sorted)) { adjusted[index] = value }
    return adjusted
  }

  private func adjust(sorted p: [Double]) -> [Double] {
    let m = Double(p.count)
    let ranked = p.indices.map { (rank: Double($0 + 1), p: p[$0]) }
    switch self {
    case .bonferroni: return p.map { min(1, $0 * m) }
    case .holm: return runningMaximum(ranked.map { (m - $0.rank + 1) * $0.p })
    case .hochberg: return runningMinimum(ranked.map { (m - $0.rank + 1) * $0.p })
    case .benjaminiHochberg: return runningMinimum(ranked.map { m / $0.rank * $0.p })
    case .benjaminiYekutieli:
      let harmonic = ranked.reduce(0) { $0 + 1 / $1.rank }
      return runningMinimum(ranked.map { harmonic * m / $0.rank * $0.p })
    }
  }
}

private func runningMaximum(_ values: [Double]) -> [Double] {
  var largest = 0.0
  return values.map { value in
    largest = max(largest, min(1, value))
    return largest
  }
}

private func runningMinimum(_ values: [Double]) -> [Double] {
  var smallest = 1.0
  let backwards = values.reversed().map { value in
    smallest = min(smallest, value)
    return smallest
  }
  return backwards.reversed()
}
