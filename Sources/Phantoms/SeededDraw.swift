/// Random numbers by place in a sequence: a pure function of seed, stream and index (SplitMix64's
/// finaliser over a counter), so the order of asking and the number of threads do not matter.
struct SeededDraw: Sendable {
  private var key: UInt64

  init(seed: UInt64, stream: UInt64) {
    key = SeededDraw.stirred(seed &+ 0x9e37_79b9_7f4a_7c15 &* (stream &+ 1))
  }

  @inline(__always)
  private static func stirred(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z &>> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z &>> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z &>> 31)
  }

  /// 64 even bits.
  @inline(__always)
  func bits(_ index: UInt64) -> UInt64 {
    SeededDraw.stirred(key &+ 0x9e37_79b9_7f4a_7c15 &* (index &+ 1))
  }

  /// Evenly between two bounds.
  func uniform(_ index: Int, _ low: Double, _ high: Double) -> Double {
    low + (high - low) * (Double(bits(UInt64(index)) &>> 11) / 9_007_199_254_740_992)
  }

  /// Mean 0 and variance 1: the sum of the four 16-bit parts of 64 bits (Irwin–Hall, within ±3.46).
  @inline(__always)
  func bell(_ index: UInt64) -> Float {
    let b = bits(index)
    let sum =
      Int32(b & 0xffff) + Int32((b &>> 16) & 0xffff) + Int32((b &>> 32) & 0xffff)
      + Int32(b &>> 48)
    return Float(sum - 131_070) * 2.642_9e-5
  }
}
