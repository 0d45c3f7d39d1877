import Kernels
import Phantoms
import Volumes

/// A digital patient with white-matter lesions and the way he is scanned, both drawn from a seed.
public struct LesionSubject: Sendable, Hashable {
  /// The head with its lesions.
  public var recipe: HeadRecipe
  /// The scan.
  public var settings: FLAIRProtocol

  /// The subject of a seed: 2 to 60 lesions (few more often than many), every tenth head none; turns of
  /// up to 12° and shifts of up to 15 mm.
  public init(seed: UInt64) {
    recipe = HeadRecipe(seed: seed)
    settings = FLAIRProtocol(seed: seed)
    let random = CounterRandom(seed: seed)
    func even(_ index: UInt64, _ low: Double, _ high: Double) -> Double {
      low + (high - low) * random.uniform(stream: 930, index: index)
    }
    recipe.rotationDegrees = Vector3(even(0, -12, 12), even(1, -12, 12), even(2, -12, 12))
    recipe.shiftMM = Vector3(even(3, -15, 15), even(4, -15, 15), even(5, -15, 15))
    let share = even(6, 0, 1)
    recipe.lesions = even(7, 0, 1) < 0.1 ? nil : 2 + Int(58 * share * share)
  }
}
