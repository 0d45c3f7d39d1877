/// A value that is written to JSON as `null` when there is none, so that its key is always there.
@propertyWrapper
public struct OrNull<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
  /// The value, or nil.
  public var wrappedValue: Value?

  /// Wraps a value.
  public init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  /// Reads a value or `null`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    wrappedValue = container.decodeNil() ? nil : try container.decode(Value.self)
  }

  /// Writes the value or `null`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
  }
}

/// The number, or nil unless it is finite.
func finite(_ number: Double?) -> Double? { number.flatMap { $0.isFinite ? $0 : nil } }

/// The interval, or nil unless both ends are finite.
func finite(_ interval: Interval?) -> Interval? { interval.flatMap { $0.isFinite ? $0 : nil } }
