/// How many colours can be shown.
public enum ColorDepth: Int, Hashable, Sendable, CaseIterable, Comparable {
  /// No colour; attributes only.
  case mono
  /// The eight colours of ANSI.
  case eight
  /// Eight colours and their bright forms.
  case sixteen
  /// 16 + a cube of 6×6×6 + 24 greys.
  case palette
  /// 8 bits a channel.
  case truecolor

  /// Fewer colours first.
  public static func < (one: ColorDepth, other: ColorDepth) -> Bool {
    one.rawValue < other.rawValue
  }

  /// The depth that a number of colours gives.
  public init(colors: Int) {
    switch colors {
    case ..<8: self = .mono
    case ..<16: self = .eight
    case ..<256: self = .sixteen
    case ..<0x10000: self = .palette
    default: self = .truecolor
    }
  }
}
