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
}

/// What makes the signal of a tissue: relaxation times in ms and proton density (water = 1).
///
/// Brain values at 1.5 T after J. Knight, MASc thesis; the others are typical of the literature.
struct Relaxation: Sendable {
  var t1MS: Double
  var t2MS: Double
  var density: Double

  init(_ t1MS: Double, _ t2MS: Double, _ density: Double) {
    (self.t1MS, self.t2MS, self.density) = (t1MS, t2MS, density)
  }

  init(_ tissue: Tissue) {
    self =
      switch tissue {
      case .air, .airway: Relaxation(1000, 1, 0)
      case .skin: Relaxation(430, 40, 0.72)
      case .fat: Relaxation(300, 80, 0.68)
      case .muscle: Relaxation(950, 45, 0.86)
      case .bone: Relaxation(900, 12, 0.1)
      case .fluid, .ventricle: Relaxation(3337, 2562, 1)
      case .greyMatter: Relaxation(1165, 92, 0.98)
      case .deepGrey: Relaxation(1010, 85, 0.94)
      case .whiteMatter: Relaxation(719, 73, 0.81)
      case .nerve: Relaxation(760, 75, 0.8)
      case .eye: Relaxation(3100, 1500, 1)
      case .lens: Relaxation(900, 30, 0.6)
      case .cartilage: Relaxation(900, 35, 0.65)
      case .teeth: Relaxation(900, 5, 0.04)
      case .marrow: Relaxation(400, 70, 0.52)
      case .mucosa: Relaxation(820, 80, 0.85)
      }
  }

  /// The signal of the tissue under a contrast, in units of the proton density of water.
  func signal(_ contrast: Contrast) -> Double {
    switch contrast {
    case .t1w: inversion(repetition: 2300, inversion: 920, echo: 3)
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
