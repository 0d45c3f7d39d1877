import Synchronization

/// Keeps something that is costly to find, from the first time that it is asked for.
final class FoundOnce<Value: Sendable>: Sendable {
  private let found = Mutex<Value?>(nil)

  /// The value; `find` is called at most once, others wait for it meanwhile.
  func value(_ find: () -> Value) -> Value {
    found.withLock { found in
      if let known = found { return known }
      let made = find()
      found = made
      return made
    }
  }
}
