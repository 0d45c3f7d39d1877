import Kernels

/// One stream of random numbers by place: a pure function of seed, stream and index.
struct SeededDraw: Sendable {
  private var random: CounterRandom
  private var stream: UInt64

  init(seed: UInt64, stream: UInt64) {
    random = CounterRandom(seed: seed)
    self.stream = stream
  }

  /// 64 even bits.
  @inline(__always)
  func bits(_ index: UInt64) -> UInt64 { random.bits(stream: stream, index: index) }

  /// Evenly between two bounds.
  func uniform(_ index: Int, _ low: Double, _ high: Double) -> Double {
    low + (high - low) * random.uniform(stream: stream, index: UInt64(index))
  }

  /// Mean 0 and variance 1: the sum of the four 16-bit parts of 64 bits (Irwin–Hall, within ±3.46);
  /// unlike logarithms and sines the same on every machine.
  @inline(__always)
  func bell(_ index: UInt64) -> Float {
    let b = bits(index)
    let sum =
      Int32(b & 0xffff) + Int32((b &>> 16) & 0xffff) + Int32((b &>> 32) & 0xffff)
      + Int32(b &>> 48)
    return Float(sum - 131_070) * 2.642_9e-5
  }
}
