import Synchronization
import Volumes

/// A face prior that is made when it is asked for first, and kept.
public final class DeferredFacePrior: Sendable {
  private let make: @Sendable () -> FacePrior?
  private let found = Mutex<FacePrior??>(nil)

  /// A prior that `make` makes; nil where it cannot be made.
  public init(_ make: @escaping @Sendable () -> FacePrior?) { self.make = make }

  /// The prior, or nil where it could not be made.
  public var value: FacePrior? {
    found.withLock { found in
      if let known = found { return known }
      let made = make()
      found = .some(made)
      return made
    }
  }
}
