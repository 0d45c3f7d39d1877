extension [Float] {
  /// The value that would stand at a place (from zero) if the values were sorted; reorders them. A
  /// place beyond the values is drawn in; zero where there are none.
  ///
  /// Takes a time that grows with the number of values, not more (Hoare 1961), which matters in
  /// images. Values must be finite.
  public mutating func orderStatistic(_ rank: Int) -> Float {
    withUnsafeMutableBufferPointer { values in
      guard let start = values.baseAddress, !values.isEmpty else { return 0 }
      return select(start, values.count, Swift.min(Swift.max(rank, 0), values.count - 1))
    }
  }
}

extension [Double] {
  /// The value that would stand at a place (from zero) if the values were sorted; reorders them. A
  /// place beyond the values is drawn in; zero where there are none. Values must be finite.
  public mutating func orderStatistic(_ rank: Int) -> Double {
    withUnsafeMutableBufferPointer { values in
      guard let start = values.baseAddress, !values.isEmpty else { return 0 }
      return select(start, values.count, Swift.min(Swift.max(rank, 0), values.count - 1))
    }
  }
}

/// The value of rank `rank` (from zero) among `count`; reorders them (Hoare's quickselect).
@inline(__always)
func select<T: Comparable>(_ values: UnsafeMutablePointer<T>, _ count: Int, _ rank: Int) -> T {
  var (low, high) = (0, count - 1)
  while low < high {
    let pivot = values[rank]
    var (i, j) = (low, high)
    while i <= j {
      while values[i] < pivot { i &+= 1 }
      while pivot < values[j] { j &-= 1 }
      if i <= j {
        let spare = values[i]
        values[i] = values[j]
        values[j] = spare
        i &+= 1
        j &-= 1
      }
    }
    if j < rank { low = i }
    if rank < i { high = j }
  }
  return values[rank]
}
