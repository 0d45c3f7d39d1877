import Canvas

/// What a theme says about one role. What is nil comes from the role's prefix, in the end from `text`.
public struct Look: Hashable, Sendable {
  /// Colour of characters.
  public var foreground: Paint?
  /// Colour behind them.
  public var background: Paint?
  /// Attributes.
  public var attributes: Attributes?
  /// Attributes where there are no colours; nil: as `attributes`.
  public var monoAttributes: Attributes?

  /// A look from its parts.
  public init(
    foreground: Paint? = nil, background: Paint? = nil, attributes: Attributes? = nil,
    monoAttributes: Attributes? = nil
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
    self.monoAttributes = monoAttributes
  }

  /// This look, with what it leaves open taken from another.
  func over(_ other: Look) -> Look {
    Look(
      foreground: foreground ?? other.foreground, background: background ?? other.background,
      attributes: attributes ?? other.attributes,
      monoAttributes: monoAttributes ?? attributes ?? other.monoAttributes)
  }
}

/// Colours and attributes for all roles.
public struct Theme: Hashable, Sendable {
  /// Name, as of its file.
  public var name: String
  /// One sentence about it.
  public var summary: String
  /// Whether it is meant for light terminals: pictures in characters are then drawn inverted.
  public var isLight: Bool
  /// What it says about roles.
  public var looks: [Role: Look]

  /// A theme from its parts.
  public init(name: String, summary: String = "", isLight: Bool = false, looks: [Role: Look] = [:])
  {
    (self.name, self.summary, self.isLight, self.looks) = (name, summary, isLight, looks)
  }

  /// The look of a role, with its prefixes and `text` filled in.
  public func look(of role: Role) -> Look {
    var look = looks[role] ?? Look()
    var name = role.rawValue[...]
    while let dot = name.lastIndex(of: ".") {
      name = name[..<dot]
      if let parent = Role(rawValue: String(name)), let more = looks[parent] {
        look = look.over(more)
      }
    }
    if role != .text, let text = looks[.text] {
      look = look.over(
        Look(foreground: text.foreground, background: text.background, attributes: []))
    }
    return look
  }
}
