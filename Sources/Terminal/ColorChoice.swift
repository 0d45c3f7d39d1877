import CNcurses
import Canvas

/// What a user says about colours.
public enum ColorOption: String, Hashable, Sendable, CaseIterable {
  /// By the terminal and the environment.
  case auto
  /// As many as the terminal has, also with `NO_COLOR`.
  case always
  /// None.
  case never
  /// Exactly this many.
  case sixteen = "16"
  case palette = "256"
  case truecolor
}

/// How many colours to use.
public enum ColorChoice {
  /// The order: the option; `NO_COLOR`; not a terminal; `COLORTERM`; the colours of the terminal type.
  public static func depth(
    option: ColorOption, environment: [String: String], isTerminal: Bool, terminalColors: Int
  ) -> ColorDepth {
    switch option {
    case .never: return .mono
    case .sixteen: return .sixteen
    case .palette: return .palette
    case .truecolor: return .truecolor
    case .always: break
    case .auto:
      if let no = environment["NO_COLOR"], !no.isEmpty { return .mono }
      if !isTerminal { return .mono }
    }
    if let told = environment["COLORTERM"]?.lowercased(), ["truecolor", "24bit"].contains(told),
      terminalColors >= 256
    {
      return .truecolor
    }
    return ColorDepth(colors: terminalColors)
  }

  /// Colours that a terminal type has, nil when the type is unknown.
  public static func colors(ofTerm term: String) -> Int? {
    CursesLock.shared.lock()
    defer { CursesLock.shared.unlock() }
    let count = Int(bn_colors_of_term(term))
    return count < 0 ? nil : count
  }
}
