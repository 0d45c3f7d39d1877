/// How a picture becomes characters.
public enum Encoding: String, Hashable, Sendable, CaseIterable {
  /// Plain 7-bit characters by brightness.
  case ascii
  /// Braille dots, 2×4 to a cell.
  case braille
  /// `▀` with two colours, 1×2 to a cell.
  case halfBlocks
  /// Quarter blocks with two colours, 2×2 to a cell.
  case quadrants
  /// Eighth, quarter and half blocks with two colours, chosen cell by cell.
  case fine

  /// The name that people write.
  public var name: String { self == .halfBlocks ? "blocks" : rawValue }

  /// The encoding of a name: `ascii`, `braille`, `blocks` (also `halfBlocks`), `quadrants`,
  /// `fine`.
  public init?(name: String) {
    let found = Self.allCases.first { $0.name == name || $0.rawValue == name }
    guard let found else { return nil }
    self = found
  }

  /// The best encoding that a terminal can show.
  public static func best(utf8: Bool, depth: ColorDepth) -> Encoding {
    if !utf8 { return .ascii }
    return depth >= .palette ? .fine : depth >= .sixteen ? .braille : .ascii
  }

  /// The encodings that a terminal can show, best first; what a key cycles through.
  public static func possible(utf8: Bool, depth: ColorDepth) -> [Encoding] {
    if !utf8 { return [.ascii] }
    if depth >= .palette { return [.fine, .halfBlocks, .quadrants, .braille, .ascii] }
    return depth >= .sixteen ? [.halfBlocks, .quadrants, .braille, .ascii] : [.ascii, .braille]
  }

  /// Subpixels of a cell, across and down.
  public var subpixels: (across: Int, down: Int) {
    switch self {
    case .ascii: (1, 1)
    case .braille: (2, 4)
    case .halfBlocks: (1, 2)
    case .quadrants: (2, 2)
    case .fine: (4, 8)
    }
  }
}

/// How brightness is spread when there are too few levels.
public enum Dithering: String, Hashable, Sendable, CaseIterable {
  /// Not at all.
  case off
  /// By an ordered 4×4 pattern; stands still when the picture does.
  case ordered
}
