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

  /// The style of a field of a row. In the chosen row what needs no eye takes the colours of the row:
  /// it is read better so, and every change of colour costs bytes with each step of the cursor.
  public func inRow(_ ground: Role) -> Style {
    let isQuiet = role == .text || ground == .rowSelected && Self.quiet.contains(role)
    guard isQuiet else { return on(ground) }
    var style = Style(ground)
    style.attributes = attributes
    return style
  }

  private static let quiet: Set<Role> = [
    .textDim, .taskDone, .taskWaiting, .taskSkipped, .taskCancelled,
  ]
}
