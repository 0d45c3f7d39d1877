import Canvas

/// How a cell looks: by its role, or by colours of its own.
public struct Style: Hashable, Sendable {
  /// Gives the colours and attributes.
  public var role: Role
  /// Gives the background instead of `role`, and adds its attributes: a failed task in the selected
  /// row is `Style(.taskFailed, on: .rowSelected)`.
  public var ground: Role?
  /// Colour that wins over the role's.
  public var foreground: RGB?
  /// Background that wins over the role's.
  public var background: RGB?
  /// Attributes added to the role's.
  public var attributes: Attributes

  /// A style from its parts.
  public init(
    _ role: Role = .text, on ground: Role? = nil, foreground: RGB? = nil, background: RGB? = nil,
    attributes: Attributes = []
  ) {
    self.role = role
    self.ground = ground
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The style on another ground.
  public func on(_ ground: Role?) -> Style {
    var style = self
    style.ground = ground
    return style
  }
}
