import ArgumentParser

/// The seed of a random draw as an option gives it.
enum Seed {
  /// Reads a seed.
  ///
  /// - Throws: `ValidationError` where the text is no whole number from 0 that 64 bits hold.
  static func read(_ text: String) throws -> UInt64 {
    guard let seed = UInt64(text) else {
      throw ValidationError("a seed is a whole number from 0 to \(UInt64.max)")
    }
    return seed
  }
}
