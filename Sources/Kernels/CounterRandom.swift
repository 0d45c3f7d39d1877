import Foundation

/// Random numbers by place instead of by turn: the number at (stream, index) depends on nothing but
/// the seed and the place, so neither the order of work nor the number of threads matters.
///
/// Three rounds of the SplitMix64 finaliser (Steele, Lea & Flood 2014) over seed, stream and index.
public struct CounterRandom: Sendable, Hashable {
  /// Chooses the whole sequence.
  public var seed: UInt64

  /// A generator.
  public init(seed: UInt64) { self.seed = seed }

  /// Sixty-four random bits.
  @inlinable
  public func bits(stream: UInt64, index: UInt64) -> UInt64 {
    let golden: UInt64 = 0x9E37_79B9_7F4A_7C15
    let key = Self.mix(seed &+ golden)
    let streamed = Self.mix(key ^ (stream &+ golden &* 2))
    return Self.mix(streamed &+ (index &+ 1) &* golden)
  }

  /// Evenly distributed in 0 ≤ u < 1, in steps of 2⁻⁵³.
  @inlinable
  public func uniform(stream: UInt64 = 0, index: UInt64) -> Double {
    Double(bits(stream: stream, index: index) >> 11) * 0x1p-53
  }

  /// Normally distributed with mean 0 and standard deviation 1 (Box & Muller 1958).
  public func normal(stream: UInt64 = 0, index: UInt64) -> Double {
    let first = bits(stream: stream, index: index)
    let u = (Double(first >> 11) + 1) * 0x1p-53
    let v = Double(Self.mix(first ^ 0xD1B5_4A32_D192_ED03) >> 11) * 0x1p-53
    return (-2 * log(u)).squareRoot() * cos(2 * .pi * v)
  }

  /// Evenly distributed in 0 ..< `bound`, which must be positive; the unevenness is below
  /// `bound` · 2⁻⁶⁴.
  @inlinable
  public func integer(below bound: Int, stream: UInt64 = 0, index: UInt64) -> Int {
    precondition(bound > 0, "a random integer needs a positive bound")
    return Int(
      bits(stream: stream, index: index).multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// The SplitMix64 finaliser: a bijection in which every bit of the result depends on every bit.
  @inlinable
  public static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
