import Canvas

extension Surface {
  /// Puts other words in the place of some, wherever they still stand; what follows in the row moves
  /// up to the next blanks.
  public mutating func replace(_ words: [(label: String, number: String)]) {
    for row in 0..<size.rows {
      var line = (0..<size.columns).map { self[$0, row].scalar }
      for (label, number) in words {
        let wanted = Array(label.unicodeScalars)
        var start = 0
        while let place = Self.place(of: wanted, in: line, from: start) {
          line.replaceSubrange(place..<place + wanted.count, with: number.unicodeScalars)
          start = place + number.unicodeScalars.count
          Self.fit(&line, to: size.columns, after: start)
        }
      }
      for column in 0..<size.columns where line.indices.contains(column) {
        self[column, row].scalar = line[column]
      }
    }
  }

  private static func place(
    of wanted: [Unicode.Scalar], in line: [Unicode.Scalar], from first: Int
  ) -> Int? {
    guard !wanted.isEmpty, first + wanted.count <= line.count else { return nil }
    return (first...(line.count - wanted.count)).first { start in
      wanted.indices.allSatisfy { line[start + $0] == wanted[$0] }
    }
  }

  /// Gives a row its length again, by blanks after a place where there are enough of them.
  private static func fit(_ line: inout [Unicode.Scalar], to count: Int, after place: Int) {
    while line.count > count {
      let gap = line.indices.dropFirst(place).first {
        line[$0] == " " && $0 + 1 < line.count && line[$0 + 1] == " "
      }
      line.remove(at: gap ?? line.count - 1)
    }
    while line.count < count { line.insert(" ", at: min(place, line.count)) }
  }

  /// The rows with colours, by the sequences that every terminal of today knows (ECMA-48, and ISO 8613-6
  /// for true colours), so that `cat` shows the screen again.
  public func ansi(_ theme: Theme) -> String {
    let resolved = ResolvedTheme(theme, depth: .truecolor)
    var text = ""
    for row in 0..<size.rows {
      var last = ""
      for column in 0..<size.columns where self[column, row].scalar != "\0" {
        let cell = resolved.cell(self[column, row])
        let codes = Self.codes(
          foreground: cell.foreground, background: cell.background,
          attributes: Attributes(rawValue: .init(truncatingIfNeeded: cell.attributes)))
        if codes != last { text += "\u{1B}[0\(codes)m" }
        last = codes
        text.unicodeScalars.append(self[column, row].scalar)
      }
      text += "\u{1B}[0m\n"
    }
    return text
  }

  private static func codes(
    foreground: UInt32, background: UInt32, attributes: Attributes
  ) -> String {
    let marks: [(Attributes, String)] = [
      (.bold, ";1"), (.dim, ";2"), (.italic, ";3"), (.underline, ";4"), (.reverse, ";7"),
    ]
    return marks.filter { attributes.contains($0.0) }.map(\.1).joined()
      + color(foreground, 38) + color(background, 48)
  }

  /// Numbers below 8 are places of the palette.
  private static func color(_ value: UInt32, _ code: Int) -> String {
    if value == .max { return "" }
    if value < 8 { return ";\(code - 8 + Int(value))" }
    return ";\(code);2;\(value >> 16 & 255);\(value >> 8 & 255);\(value & 255)"
  }
}
