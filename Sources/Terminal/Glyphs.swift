/// The characters that the screen is built of, for UTF-8 terminals and for 7-bit ones.
public struct Glyphs: Hashable, Sendable {
  /// Whether characters beyond 7 bits may be used.
  public var isUTF8: Bool
  /// Horizontal and vertical line of a frame.
  public var horizontal: Unicode.Scalar, vertical: Unicode.Scalar
  /// Corners of a frame: upper left, upper right, lower left, lower right.
  public var corners: [Unicode.Scalar]
  /// Passed, failed, waiting, cancelled, stale, skipped, unsure.
  public var check: Unicode.Scalar, cross: Unicode.Scalar, waiting: Unicode.Scalar
  /// A task that was cancelled, one whose result is out of date, one that was left out.
  public var cancelled: Unicode.Scalar, stale: Unicode.Scalar, skipped: Unicode.Scalar
  /// A judgement that is not sure.
  public var unsure: Unicode.Scalar
  /// A full and an empty disc, and the mark of a chosen row.
  public var full: Unicode.Scalar, empty: Unicode.Scalar, chosen: Unicode.Scalar
  /// Arrows.
  public var arrowUp: Unicode.Scalar, arrowDown: Unicode.Scalar
  /// Arrows.
  public var arrowLeft: Unicode.Scalar, arrowRight: Unicode.Scalar
  /// Separates words; says that text was cut; says "about zero width".
  public var dot: Unicode.Scalar, ellipsis: Unicode.Scalar
  /// Plus-minus, minus, times.
  public var plusMinus: String, minus: String, times: String
  /// Parts of a horizontal bar, from an eighth to full; the empty part.
  public var barParts: [Unicode.Scalar], barTrough: Unicode.Scalar
  /// Pictures of a spinner, one after the other.
  public var spinner: [Unicode.Scalar]

  /// Characters for a UTF-8 terminal.
  public static let utf8 = Glyphs(
    isUTF8: true, horizontal: "─", vertical: "│", corners: ["┌", "┐", "└", "┘"], check: "✓",
    cross: "✗", waiting: "·", cancelled: "⊘", stale: "↻", skipped: "–", unsure: "?", full: "●",
    empty: "○", chosen: "▶", arrowUp: "↑", arrowDown: "↓", arrowLeft: "←", arrowRight: "→",
    dot: "·", ellipsis: "…", plusMinus: "±", minus: "−", times: "×",
    barParts: ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"], barTrough: "░",
    spinner: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"])

  /// Characters for a 7-bit terminal.
  public static let ascii = Glyphs(
    isUTF8: false, horizontal: "-", vertical: "|", corners: ["+", "+", "+", "+"], check: "v",
    cross: "x", waiting: ".", cancelled: "/", stale: "~", skipped: "-", unsure: "?", full: "*",
    empty: "o", chosen: ">", arrowUp: "^", arrowDown: "v", arrowLeft: "<", arrowRight: ">",
    dot: ".", ellipsis: "~", plusMinus: "+/-", minus: "-", times: "x", barParts: ["#"],
    barTrough: ".", spinner: ["|", "/", "-", "\\"])

  /// The picture of the spinner at a number of steps.
  public func spinner(at step: Int) -> Unicode.Scalar {
    spinner[((step % spinner.count) + spinner.count) % spinner.count]
  }

  /// A 7-bit character for one that a terminal cannot show.
  static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII { return scalar }
    switch scalar {
    case "─", "–", "—", "−", "━", "╌": return "-"
    case "│", "┃", "╎": return "|"
    case "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼", "╭", "╮", "╰", "╯", "±": return "+"
    case "·", "░": return "."
    case "•", "●", "★": return "*"
    case "○", "°": return "o"
    case "▶", "→", "›", "»": return ">"
    case "◀", "←", "‹", "«": return "<"
    case "↑", "▲": return "^"
    case "↓", "▼", "✓", "✔": return "v"
    case "✗", "✘", "×": return "x"
    case "…", "↻", "≈": return "~"
    case "⊘": return "/"
    case "“", "”": return "\""
    case "‘", "’": return "'"
    case "µ", "μ": return "u"
    case "\u{2580}"..."\u{259F}": return "#"
    case "\u{2800}"..."\u{28FF}": return ":"
    default: return letter(scalar)
    }
  }

  private static let letters: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs: [(String, Unicode.Scalar)] = [
      ("àáâãäåā", "a"), ("ÀÁÂÃÄÅ", "A"), ("èéêëē", "e"), ("ÈÉÊË", "E"), ("ìíîï", "i"),
      ("ÌÍÎÏ", "I"), ("òóôõöøō", "o"), ("ÒÓÔÕÖØ", "O"), ("ùúûü", "u"), ("ÙÚÛÜ", "U"),
      ("çćč", "c"), ("ÇĆČ", "C"), ("ñń", "n"), ("Ñ", "N"), ("ýÿ", "y"), ("šś", "s"), ("Š", "S"),
      ("žźż", "z"), ("Ž", "Z"), ("ł", "l"), ("ß", "s"),
    ]
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (from, to) in pairs { for scalar in from.unicodeScalars { table[scalar] = to } }
    return table
  }()

  private static func letter(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    letters[scalar] ?? "?"
  }
}
