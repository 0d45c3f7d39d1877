import Canvas

/// How a person wants pictures to be drawn.
public enum PictureChoice: Sendable, Equatable {
  /// As well as the terminal can.
  case auto
  /// Not at all.
  case off
  /// In one way.
  case encoding(Encoding)

  /// The choice of a name; nil for one that is not known.
  public init?(_ name: String) {
    switch name {
    case "auto": self = .auto
    case "off": self = .off
    default:
      guard let encoding = Encoding(name: name) else { return nil }
      self = .encoding(encoding)
    }
  }

  /// Every name, as messages list them.
  public static var names: [String] { ["auto"] + Encoding.allCases.map(\.name) + ["off"] }

  /// The encoding, where one is asked for.
  public var encoding: Encoding? {
    if case .encoding(let encoding) = self { encoding } else { nil }
  }
}
