/// What a segmentation says in millilitres.
public struct TumourVolumes: Sendable, Hashable {
  /// Volume of each class, ml.
  public var classML: [TumourClass: Double]

  /// The volumes of a segmentation.
  public init(_ segmentation: TumourSegmentation) {
    classML = [:]
    for each in TumourClass.allCases { classML[each] = segmentation.volumeML([each]) }
  }

  /// Volumes from those of the classes.
  public init(classML: [TumourClass: Double]) { self.classML = classML }

  /// Enhancing and other tumour with what is dead in it.
  public var tumourML: Double { sum([.necrosis, .nonEnhancing, .enhancing]) }
  /// The same with oedema.
  public var tumourPlusML: Double { tumourML + sum([.oedema]) }
  /// What takes up gadolinium.
  public var enhancingML: Double { sum([.enhancing]) }

  private func sum(_ classes: [TumourClass]) -> Double {
    classes.reduce(0) { $0 + (classML[$1] ?? 0) }
  }

  /// The values of a measurement, the headline among them.
  func values(headline: GBV.Headline) -> [String: Double] {
    let chosen: Double =
      switch headline {
      case .tumour: tumourML
      case .tumourPlus: tumourPlusML
      case .enhancing: enhancingML
      }
    return [
      "gbv_ml": chosen, "tv_ml": tumourML, "tv_plus_ml": tumourPlusML, "cetv_ml": enhancingML,
      "necrosis_ml": sum([.necrosis]), "oedema_ml": sum([.oedema]),
      "enhancing_ml": enhancingML, "nonenhancing_ml": sum([.nonEnhancing]),
      "csf_ml": sum([.fluid]), "gm_ml": sum([.grey]), "wm_ml": sum([.white]),
    ]
  }
}
