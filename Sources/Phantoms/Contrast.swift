/// How a digital head is "scanned".
public enum Contrast: String, Sendable, CaseIterable, Codable {
  /// Inversion-prepared gradient echo: bright white matter and fat, dark fluid.
  case t1w = "T1w"
  /// Spin echo with a long echo time: bright fluid.
  case t2w = "T2w"
  /// T2-weighted with the signal of free fluid nulled.
  case flair = "FLAIR"
  /// Proton density: a spin echo with a long repetition and a short echo time.
  case pdw = "PDw"
  /// The sequence of `t1w` some minutes after gadolinium: what has no blood–brain barrier is bright.
  case t1c = "T1c"
}

extension Contrast {
  /// Whether gadolinium was given before.
  var isEnhanced: Bool { self == .t1c }
}

/// The times of a sequence, in ms.
public struct SequenceTiming: Sendable, Hashable, Codable {
  /// From one excitation, or inversion, to the next.
  public var repetitionMS: Double
  /// From the inversion to the middle of the readout; nil for a spin echo.
  public var inversionMS: Double?
  /// From the excitation to the echo.
  public var echoMS: Double

  /// Times from their parts.
  public init(repetitionMS: Double, inversionMS: Double? = nil, echoMS: Double) {
    (self.repetitionMS, self.inversionMS, self.echoMS) = (repetitionMS, inversionMS, echoMS)
  }

  /// Typical times at 1.5 T.
  public init(usualFor contrast: Contrast) {
    self =
      switch contrast {
      case .t1w, .t1c: SequenceTiming(repetitionMS: 2300, inversionMS: 920, echoMS: 3)
      case .t2w: SequenceTiming(repetitionMS: 4500, echoMS: 100)
      case .flair: SequenceTiming(repetitionMS: 9000, inversionMS: 2300, echoMS: 110)
      case .pdw: SequenceTiming(repetitionMS: 3000, echoMS: 15)
      }
  }
}

extension Relaxation {
  /// The signal of the tissue under a contrast with typical times; see the other `signal`.
  func signal(_ contrast: Contrast) -> Double { signal(SequenceTiming(usualFor: contrast)) }

  /// The signal of the tissue in a sequence, in units of the proton density of water.
  func signal(_ timing: SequenceTiming) -> Double {
    let echo = density * decay(timing.echoMS / t2MS)
    let repeated = decay(timing.repetitionMS / t1MS)
    guard let inversionMS = timing.inversionMS else { return echo * (1 - repeated) }
    return echo * abs(1 - 2 * decay(inversionMS / t1MS) + repeated)
  }
}

/// `exp(-x)` for x ≥ 0, to 1e-12, from arithmetic alone.
func decay(_ x: Double) -> Double {
  guard x < 700 else { return 0 }
  let halvings = 12
  let small = x / Double(1 << halvings)
  var term = 1.0
  var sum = 1.0
  for n in 1...8 {
    term *= -small / Double(n)
    sum += term
  }
  for _ in 0..<halvings { sum *= sum }
  return sum
}
