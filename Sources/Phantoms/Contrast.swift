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

extension Relaxation {
  /// The signal of the tissue under a contrast, in units of the proton density of water.
  func signal(_ contrast: Contrast) -> Double {
    switch contrast {
    case .t1w, .t1c: inversion(repetition: 2300, inversion: 920, echo: 3)
    case .t2w: spinEcho(repetition: 4500, echo: 100)
    case .flair: inversion(repetition: 9000, inversion: 2300, echo: 110)
    case .pdw: spinEcho(repetition: 3000, echo: 15)
    }
  }

  private func spinEcho(repetition: Double, echo: Double) -> Double {
    density * decay(echo / t2MS) * (1 - decay(repetition / t1MS))
  }

  private func inversion(repetition: Double, inversion: Double, echo: Double) -> Double {
    density * decay(echo / t2MS) * abs(1 - 2 * decay(inversion / t1MS) + decay(repetition / t1MS))
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
