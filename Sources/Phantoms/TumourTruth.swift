import Volumes

/// What is known exactly about the glioblastoma of a digital head. Volumes in ml within the grid.
public struct TumourTruth: Sendable, Hashable, Codable {
  /// Dead tissue in its middle.
  public var necrosisML: Double
  /// The rim that takes up gadolinium.
  public var enhancingML: Double
  /// Solid tumour that does not.
  public var nonEnhancingML: Double
  /// Swollen white matter around it.
  public var oedemaML: Double
  /// Enhancing and non-enhancing tumour and necrosis.
  public var tumourML: Double
  /// The same with oedema.
  public var tumourPlusML: Double
  /// The enhancing part again, under the name that tumour measures give it.
  public var contrastEnhancingML: Double
  /// The middle of the mass, in world mm (RAS+).
  public var centre: Vector3
  /// The lobe that it grew in.
  public var lobe: TumourLobe
  /// `left` or `right`.
  public var side: String
  /// How far the mass pushes what the skull does not hold back.
  public var largestDisplacementMM: Double

  private enum CodingKeys: String, CodingKey {
    case centre, lobe, side
    case necrosisML = "necrosis_ml"
    case enhancingML = "enhancing_ml"
    case nonEnhancingML = "nonenhancing_ml"
    case oedemaML = "oedema_ml"
    case tumourML = "tv_ml"
    case tumourPlusML = "tv_plus_ml"
    case contrastEnhancingML = "cetv_ml"
    case largestDisplacementMM = "largest_displacement_mm"
  }
}

extension TumourTruth {
  init(_ volumes: TissueVolumes, of tumour: Glioblastoma, in space: HeadSpace) {
    necrosisML = volumes.ml([.necrosis])
    enhancingML = volumes.ml([.enhancingTumour])
    nonEnhancingML = volumes.ml([.nonEnhancingTumour])
    oedemaML = volumes.ml([.oedema])
    tumourML = volumes.ml(Tissue.tumour)
    tumourPlusML = volumes.ml(Tissue.tumour.union([.oedema]))
    contrastEnhancingML = enhancingML
    centre = space.world(tumour.massEffect.centre)
    lobe = tumour.lobe
    side = tumour.side < 0 ? "left" : "right"
    largestDisplacementMM = Double(tumour.massEffect.largestMM)
  }
}
