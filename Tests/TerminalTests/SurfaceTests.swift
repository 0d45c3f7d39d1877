import Canvas
import Testing

@testable import Terminal

@Suite struct SurfaceTests {
  static func blank(_ columns: Int, _ rows: Int, _ glyphs: Glyphs = .utf8) -> Surface {
    Surface(size: Size(columns: columns, rows: rows), glyphs: glyphs)
  }

  @Test func framesInBothAlphabets() {
    var surface = Self.blank(12, 3)
    let inside = surface.frame(surface.area, title: "task", note: "1/2")
    #expect(surface.text == "┌ task ────┐\n│          │\n└ 1/2 ─────┘")
    #expect(inside == Rectangle(column: 1, row: 1, columns: 10, rows: 1))
    surface = Self.blank(12, 3, .ascii)
    surface.frame(surface.area, title: "a very long title")
    #expect(surface.text == "+ a very~ -+\n|          |\n+----------+")
  }

  @Test func wideCharactersTakeTwoColumns() {
    var surface = Self.blank(8, 3)
    #expect(surface.write("a脳b", column: 0, row: 0) == 4)
    #expect(surface.line(0) == "a脳b")
    #expect(surface[2, 0].scalar == "\0")
    surface.put("x", column: 2, row: 0, Style())
    #expect(surface.line(0) == "a xb")
    surface.write("脳", column: 7, row: 1)
    #expect(surface.line(1) == "")
    surface.write("cafe\u{301}\u{200B}!", column: 0, row: 2)
    #expect(surface.line(2) == "café!")
  }

  @Test func nothingIsDrawnOutsideOfTheClip() {
    var surface = Self.blank(10, 4)
    let part = Rectangle(column: 3, row: 1, columns: 4, rows: 2)
    surface.clipped(to: part) { surface in
      surface.fill(Rectangle(column: -5, row: -5, columns: 50, rows: 50), "#", Style(.row))
      surface.write("0123456789", column: 0, row: 1)
    }
    #expect(surface.text == "\n   3456\n   ####\n")
    surface.write("far", column: 200, row: -3)
    #expect(surface.clip == surface.area)
  }

  @Test func textIsAlignedAndCut() {
    var surface = Self.blank(10, 4)
    surface.write("right", column: 0, row: 0, columns: 8, align: .right, Style())
    surface.write("mid", column: 0, row: 1, columns: 9, align: .center, Style())
    surface.write("much too long", column: 0, row: 2, columns: 6, align: .left, Style())
    #expect(surface.text == "   right\n   mid\nmuch …\n")
    let rows = surface.write(
      "one two threefourfive", wrappedIn: Rectangle(column: 0, row: 0, columns: 7, rows: 4), Style()
    )
    #expect(rows == 3)
    #expect(wrapped("one two threefourfive", columns: 7) == ["one two", "threefo", "urfive"])
  }

  @Test func tableKeepsTheChosenRowInSight() {
    var surface = Self.blank(30, 6)
    var table = Table(
      columns: [.init("name", width: 6, grow: 1), .init("n", width: 4, align: .right)],
      rows: (0..<20).map { [Span("row \($0)"), Span("\($0)")] }, selected: 12)
    table.top = table.draw(in: &surface, surface.area)
    #expect(table.top == 8)
    #expect(surface.line(0) == "name" + String(repeating: " ", count: 25) + "n")
    #expect(surface.line(5) == "row 12" + String(repeating: " ", count: 22) + "12")
    #expect(surface[0, 5].style.role == .rowSelected)
    #expect(table.row(at: 5, in: surface.area) == 12)
    #expect(table.row(at: 0, in: surface.area) == nil)
    #expect(Table.top(8, showing: 2, count: 20, lines: 5) == 2)
    #expect(Table.top(18, showing: nil, count: 20, lines: 5) == 15)
    #expect(Table.top(3, showing: nil, count: 2, lines: 5) == 0)
  }

  @Test func columnsOfLowWorthGoFirst() {
    let table = Table(
      columns: [
        .init("a", width: 10), .init("b", width: 10, priority: 1),
        .init("c", width: 10, priority: 2), .init("d", width: 4, grow: 1),
      ], rows: [])
    #expect(table.widths(in: 40) == [10, 10, 10, 7])
    #expect(table.widths(in: 30) == [10, 10, 0, 8])
    #expect(table.widths(in: 16) == [10, 0, 0, 5])
    #expect(table.widths(in: 3) == [10, 0, 0, 4])
  }

  @Test func selectedFieldKeepsItsColour() {
    var surface = Self.blank(20, 2)
    var table = Table(
      columns: [.init("s", width: 8)], rows: [[Span("failed", .taskFailed)]], selected: 0)
    table.hasHeader = false
    table.draw(in: &surface, surface.area)
    #expect(surface[0, 0].style == Style(.taskFailed, on: .rowSelected))
  }

  @Test func barsAndKeys() {
    var surface = Self.blank(24, 3, .ascii)
    surface.bar(0.5, column: 0, row: 0, columns: 10)
    surface.bar(.infinity, column: 12, row: 0, columns: 4)
    surface.keyBar(
      [KeyHint("q", "quit"), KeyHint("r", "rerun", isEnabled: false), KeyHint("?", "help me")],
      row: 1, trailing: "SSH")
    #expect(surface.line(0) == "#####.....  ....")
    #expect(surface.line(1) == " q quit  r rerun    SSH")
    #expect(surface[10, 1].style.role == .keyDisabled)
  }

  @Test func popupClearsWhatIsBelow() {
    var surface = Self.blank(12, 5, .ascii)
    surface.fill(surface.area, "#", Style())
    surface.popup(Size(columns: 7, rows: 3), title: "ok", danger: true)
    #expect(
      surface.text == """
        ############
        ##+ ok -+###
        ##|     |###
        ##+-----+###
        ############
        """)
    #expect(surface[3, 1].style.role == .popupDanger)
  }

  @Test func picturesKeepTheirRoles() {
    var surface = Self.blank(6, 2)
    var grid = CellGrid(columns: 2, rows: 1)
    grid[0, 0] = Cell("x", ink: .removed)
    grid[1, 0] = Cell("▀", foreground: RGB(grey: 9), background: RGB(grey: 7))
    surface.draw(grid, column: 5, row: 1)
    #expect(surface[5, 1].style.role == .pictureRemoved)
    surface.draw(grid, column: 0, row: 0)
    #expect(
      surface[1, 0].style == Style(.picture, foreground: RGB(grey: 9), background: RGB(grey: 7)))
  }

  @Test func glyphsOfASCIIAreASCII() {
    let glyphs = Glyphs.ascii
    let all =
      glyphs.corners + glyphs.spinner + glyphs.barParts + [
        glyphs.horizontal, glyphs.vertical, glyphs.check, glyphs.cross, glyphs.waiting,
        glyphs.cancelled, glyphs.stale, glyphs.skipped, glyphs.full, glyphs.empty, glyphs.chosen,
        glyphs.arrowUp, glyphs.arrowDown, glyphs.arrowLeft, glyphs.arrowRight, glyphs.ellipsis,
        glyphs.dot, glyphs.barTrough,
      ]
    #expect(all.allSatisfy { $0.isASCII })
    #expect(
      (glyphs.plusMinus + glyphs.minus + glyphs.times).unicodeScalars.allSatisfy { $0.isASCII })
    for value in UInt32(0x80)...0x3000 {
      if let scalar = Unicode.Scalar(value) { #expect(Glyphs.plain(scalar).isASCII) }
    }
  }
}
