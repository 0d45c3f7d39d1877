import Canvas

/// A colour of a theme, with a value for each depth.
public struct Paint: Hashable, Sendable {
  /// The true colour; nil: the terminal's own colour.
  public var color: RGB?
  /// One of the first eight colours of the terminal, 0…7, that stands for the true colour: its code is
  /// a third as long, and the colour is what the terminal makes of it. Nil: the true colour itself.
  public var indexed: Int?
  /// Index of the 256-colour palette; nil: the nearest to `color`.
  public var palette: Int?
  /// Index of the 16 colours; nil: the nearest to `color`.
  public var sixteen: Int?

  /// The terminal's own colour.
  public static let `default` = Paint(color: nil)

  /// A colour from its values.
  public init(color: RGB?, palette: Int? = nil, sixteen: Int? = nil) {
    (self.color, self.palette, self.sixteen) = (color, palette, sixteen)
  }

  /// The number sent at a depth: an index, 0xRRGGBB, or nil for the terminal's own colour. With
  /// eight colours the bright ones give their dark form.
  public func value(at depth: ColorDepth) -> Int? {
    switch depth {
    case .mono: nil
    case .truecolor: color.map { Palette.index(of: $0, depth: .truecolor) }
    case .palette: palette ?? color.map { Palette.index(of: $0, depth: .palette) }
    case .sixteen: sixteen ?? color.map { Palette.index(of: $0, depth: .sixteen) }
    case .eight:
      sixteen.map { $0 & 7 } ?? color.map { Palette.index(of: $0, depth: .eight) }
    }
  }

  /// Whether the sixteen-colour form is a bright one, shown bold where there are eight.
  public var isBright: Bool { (sixteen ?? 0) > 7 }
}
