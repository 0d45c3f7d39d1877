import Canvas

/// One cell of a surface.
public struct SurfaceCell: Hashable, Sendable {
  /// The character; U+0000 in the right half of a character two columns wide.
  public var scalar: Unicode.Scalar
  /// How it looks.
  public var style: Style

  /// A cell from its parts.
  public init(_ scalar: Unicode.Scalar = " ", _ style: Style = Style()) {
    self.scalar = scalar
    self.style = style
  }
}
