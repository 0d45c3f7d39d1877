import Canvas

/// Small upright letters of 3 × 5 dots, drawn twice as large; what has no letter stays blank.
enum Lettering {
  private static let scale = 2
  /// Pixels from one letter to the next.
  static let advance = 4 * scale
  /// Height in pixels.
  static let height = 5 * scale

  /// Each letter from top to bottom, a row of three dots as one octal digit.
  private static let glyphs: [Character: String] = [
    "A": "25755", "B": "65656", "C": "34443", "D": "65556", "E": "74647", "F": "74644",
    "G": "34553", "H": "55755", "I": "72227", "J": "11152", "K": "55655", "L": "44447",
    "M": "57755", "N": "65555", "O": "25552", "P": "65644", "Q": "25573", "R": "65655",
    "S": "34216", "T": "72222", "U": "55557", "V": "55552", "W": "55775", "X": "55255",
    "Y": "55222", "Z": "71247", "0": "75557", "1": "26227", "2": "71747", "3": "71717",
    "4": "55711", "5": "74717", "6": "74757", "7": "71122", "8": "75757", "9": "75717",
    "+": "02720", "-": "00700", ".": "00002", ",": "00024", ":": "02020", "=": "07070",
    "/": "11244", "%": "51245",
  ]

  /// Draws words with their top left corner at a pixel; what does not fit is left out.
  static func draw(_ words: String, column: Int, row: Int, in picture: inout Picture) {
    for (place, letter) in words.uppercased().enumerated() {
      guard let glyph = glyphs[letter] else { continue }
      for (line, digit) in glyph.enumerated() {
        let dots = digit.wholeNumberValue ?? 0
        for dot in 0..<3 where dots >> (2 - dot) & 1 == 1 {
          square(column + place * advance + dot * scale, row + line * scale, in: &picture)
        }
      }
    }
  }

  private static func square(_ column: Int, _ row: Int, in picture: inout Picture) {
    for y in row..<row + scale where y >= 0 && y < picture.height {
      for x in column..<column + scale where x >= 0 && x < picture.width {
        picture.samples[y * picture.width + x] = 210
      }
    }
  }
}
