import Synchronization
import Volumes

/// The face of no one: where the mean of several heads has tissue, and how bright.
public struct AverageFace: Sendable {
  /// The share of heads, 0 to 1, that have tissue and not air at a place. World mm of the face.
  public var tissue: Image
  /// The mean value of that tissue, on the same grid; only its order counts.
  public var intensity: Image
  /// Template world mm to world mm of the face.
  public var templateToFace: Affine

  /// A face from its parts.
  public init(tissue: Image, intensity: Image, templateToFace: Affine = .identity) {
    (self.tissue, self.intensity, self.templateToFace) = (tissue, intensity, templateToFace)
  }
}

/// An average face that is made when it is asked for first, and kept.
public final class DeferredAverageFace: Sendable {
  private let make: @Sendable () -> AverageFace
  private let found = Mutex<AverageFace?>(nil)

  /// A face that `make` makes.
  public init(_ make: @escaping @Sendable () -> AverageFace) { self.make = make }

  /// The face.
  public var value: AverageFace {
    found.withLock { found in
      if let known = found { return known }
      let made = make()
      found = made
      return made
    }
  }
}
