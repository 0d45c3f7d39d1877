extension [Float] {
  /// Whether no value is infinite or not a number.
  public var areFinite: Bool {
    withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return true }
      return sumOfNothing(start, values.count) == 0
    }
  }
}

/// The sum of all values times 0: 0 unless one of them is not finite.
@inline(never)
private func sumOfNothing(_ values: UnsafePointer<Float>, _ count: Int) -> Float {
  let (raw, width) = (UnsafeRawPointer(values), MemoryLayout<SIMD8<Float>>.size)
  var sums = SIMD8<Float>(repeating: 0)
  for block in 0..<count / 8 {
    sums += raw.loadUnaligned(fromByteOffset: block &* width, as: SIMD8<Float>.self) * 0
  }
  var sum = sums.sum()
  for i in count / 8 * 8..<count { sum += values[i] * 0 }
  return sum
}
