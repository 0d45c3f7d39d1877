/// One character cell of an encoded picture or plot.
public struct Cell: Hashable, Sendable {
  /// The character; always one column wide.
  public var scalar: Unicode.Scalar
  /// Colour of the character, nil: by the ink.
  public var foreground: RGB?
  /// Colour behind the character, nil: by the ink.
  public var background: RGB?
  /// Attributes.
  public var attributes: Attributes
  /// What the cell stands for.
  public var ink: Ink

  /// A cell from its parts.
  public init(
    _ scalar: Unicode.Scalar = " ", foreground: RGB? = nil, background: RGB? = nil,
    attributes: Attributes = [], ink: Ink = .plain
  ) {
    self.scalar = scalar
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
    self.ink = ink
  }
}
