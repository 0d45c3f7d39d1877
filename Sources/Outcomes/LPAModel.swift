import Foundation

/// The trained model of the lesion prediction, with what it takes to train it again.
public struct LPAModel: Sendable, Hashable, Codable {
  /// Changes whenever the recipe of the training or the covariates change.
  public var version: Int
  /// What it was trained on, in a sentence.
  public var recipe: String
  /// The first seed of the digital heads.
  public var seed: UInt64
  /// How many heads, each of its own seed.
  public var heads: Int
  /// The precision of the prior on coefficients, in units of one sample.
  public var precision: Double
  /// For a FLAIR image alone.
  public var flair: LogisticModel
  /// For a FLAIR with a T1-weighted image.
  public var flairAndT1: LogisticModel
  /// The second stage (see `LesionContext`) for a FLAIR image alone; nil where the first decides.
  public var flairContext: LogisticModel?
  /// The second stage for a FLAIR with a T1-weighted image.
  public var flairAndT1Context: LogisticModel?

  private enum CodingKeys: String, CodingKey {
    case version, recipe, seed, heads, precision, flair
    case flairAndT1 = "flair_and_t1"
    case flairContext = "flair_context"
    case flairAndT1Context = "flair_and_t1_context"
  }

  /// A model from its parts.
  public init(
    version: Int, recipe: String, seed: UInt64, heads: Int, precision: Double, flair: LogisticModel,
    flairAndT1: LogisticModel
  ) {
    (self.version, self.recipe, self.seed) = (version, recipe, seed)
    (self.heads, self.precision) = (heads, precision)
    (self.flair, self.flairAndT1) = (flair, flairAndT1)
  }
}

extension LPAModel {
  /// The model that is shipped: `Sources/Outcomes/Resources/lpa.json`, written by `bauta train lpa`.
  public static let shipped: LPAModel = {
    let data = Data(PackageResources.lpa_json)
    return (try? JSONDecoder().decode(LPAModel.self, from: data)) ?? .none
  }()

  /// A model that finds nothing.
  static let none: LPAModel = {
    let empty = LogisticModel(names: ["constant"], coefficients: [-50])
    return LPAModel(
      version: 0, recipe: "none", seed: 0, heads: 0, precision: 0, flair: empty, flairAndT1: empty)
  }()
}
