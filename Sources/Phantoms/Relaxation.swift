/// What makes the signal of a tissue: relaxation times in ms and proton density (water = 1).
///
/// Brain and lesion values at 1.5 T after J. Knight, MASc thesis; the others are typical of the
/// literature.
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
      case .blood: Relaxation(1440, 200, 0.9)
      case .dura: Relaxation(900, 40, 0.7)
      case .choroidPlexus: Relaxation(1300, 150, 0.92)
      case .lesion: Relaxation(1124, 136, 0.9)
      case .necrosis: Relaxation(2000, 180, 0.97)
      case .enhancingTumour: Relaxation(1150, 105, 0.93)
      case .nonEnhancingTumour: Relaxation(1200, 115, 0.92)
      case .oedema: Relaxation(1000, 120, 0.9)
      }
  }
}

extension Relaxation {
  /// The tissue under a contrast: as it is, or with the gadolinium that it has taken up.
  init(_ tissue: Tissue, under contrast: Contrast) {
    let relaxation = Relaxation(tissue)
    self = contrast.isEnhanced ? relaxation.taking(gadoliniumMM: tissue.gadoliniumMM) : relaxation
  }

  /// Shortens both times: rates grow by relaxivity × concentration. The relaxivities are those of
  /// common gadolinium chelates in plasma at 1.5 T, 4.1 and 4.9 /s per mmol/l.
  func taking(gadoliniumMM concentration: Double) -> Relaxation {
    Relaxation(
      1000 / (1000 / t1MS + 4.1 * concentration), 1000 / (1000 / t2MS + 4.9 * concentration),
      density)
  }
}

extension Tissue {
  /// Gadolinium in mmol/l some minutes after 0.1 mmol/kg: much in blood and where vessels leak, a
  /// few per cent of the blood's (its share of the volume) behind the blood–brain barrier.
  var gadoliniumMM: Double {
    switch self {
    case .blood, .enhancingTumour: 0.5
    case .choroidPlexus: 0.35
    case .mucosa: 0.35
    case .dura: 0.25
    case .muscle, .skin: 0.08
    case .nonEnhancingTumour, .necrosis: 0.04
    case .marrow, .fat, .cartilage: 0.03
    case .greyMatter, .deepGrey: 0.025
    case .whiteMatter, .nerve, .lesion, .oedema: 0.012
    case .air, .airway, .bone, .teeth, .fluid, .ventricle, .eye, .lens: 0
    }
  }
}
