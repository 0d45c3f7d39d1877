import Synchronization

/// Keeps something that is costly to find, from the first time that it is asked for.
public final class FoundOnce<Value: Sendable>: Sendable {
  private let found = Mutex<Value?>(nil)

  /// Nothing is found yet.
  public init() {}

  /// The value; `find` is called at most once, others wait for it meanwhile.
  public func value(_ find: () -> Value) -> Value {
    found.withLock { found in
      if let known = found { return known }
      let made = find()
      found = made
      return made
    }
  }
}
