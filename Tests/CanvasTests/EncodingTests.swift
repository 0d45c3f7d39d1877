import Testing

@testable import Canvas

/// Pictures of known content.
enum Known {
  /// Brightness rises from left to right.
  static func ramp(width: Int = 100, height: Int = 50) -> Picture {
    Picture(
      width: width, height: height,
      grey: (0..<(width * height)).map { UInt8($0 % width * 255 / (width - 1)) })
  }

  /// A white disc on black.
  static func disc(_ size: Int = 64) -> Picture {
    let middle = Double(size - 1) / 2
    let grey = (0..<(size * size)).map { at -> UInt8 in
      let (x, y) = (Double(at % size) - middle, Double(at / size) - middle)
      return x * x + y * y < middle * middle * 0.64 ? 230 : 0
    }
    return Picture(width: size, height: size, grey: grey)
  }

  /// The disc with its upper half removed.
  static func cutDisc() -> Picture {
    var picture = disc()
    picture.tints = [Tint(RGB(255, 90, 70), mark: "x", ink: .removed)]
    picture.overlay = (0..<(64 * 64)).map { $0 / 64 < 32 && picture.samples[$0] > 0 ? 1 : 0 }
    return picture
  }
}

@Suite struct EncodingTests {
  @Test func asciiRisesWithBrightness() {
    let grid = Known.ramp(width: 100, height: 10).encoded(
      as: .ascii, columns: 50, rows: 3, options: EncodingOptions(depth: .mono))
    let row = (0..<50).map { grid[$0, 1].scalar }
    let places = row.compactMap { ASCIIRamp.characters.firstIndex(of: $0) }
    #expect(places.count == 50)
    #expect(places == places.sorted())
    #expect(Set(places) == Set(0..<10))
  }

  @Test(arguments: [ColorDepth.mono, .sixteen, .truecolor])
  func asciiIsSevenBit(_ depth: ColorDepth) {
    var picture = Known.cutDisc()
    picture.letters = SideLetters(left: "A", right: "P", top: "S", bottom: "I")
    picture.crosshair = (32, 32)
    let grid = picture.encoded(
      as: .ascii, columns: 60, rows: 20, options: EncodingOptions(depth: depth))
    #expect(grid.isASCII)
    for letter in ["A", "P", "S", "I"] { #expect(grid.text.contains(letter)) }
  }

  @Test func expectedDisc() {
    let grid = Known.disc().encoded(
      as: .ascii, columns: 20, rows: 8, options: EncodingOptions(depth: .mono))
    #expect(
      grid.text == """
                ....
             .#@@@@@@#.
            *@@@@@@@@@@*
           .@@@@@@@@@@@@.
           .@@@@@@@@@@@@.
            *@@@@@@@@@@*
             .#@@@@@@#.
                ....
        """)
  }

  @Test(arguments: Encoding.allCases, ColorDepth.allCases)
  func everyEncodingFitsAndKeepsShape(_ encoding: Encoding, _ depth: ColorDepth) {
    let grid = Known.disc().encoded(
      as: encoding, columns: 60, rows: 20, options: EncodingOptions(depth: depth))
    #expect(grid.cells.count == 60 * 20)
    let lit = grid.cells.indices.filter { bright(grid.cells[$0]) }
    let columns = lit.map { $0 % 60 }
    let rows = lit.map { $0 / 60 }
    let wide = (columns.max() ?? 0) - (columns.min() ?? 0) + 1
    let high = (rows.max() ?? 0) - (rows.min() ?? 0) + 1
    // A disc is twice as many columns wide as rows high, and stands in the middle.
    #expect(abs(wide - 2 * high) <= 3)
    #expect(abs((columns.max() ?? 0) + (columns.min() ?? 0) - 59) <= 1)
    if depth == .mono {
      #expect(grid.cells.allSatisfy { $0.foreground == nil && $0.background == nil })
    }
  }

  private func bright(_ cell: Cell) -> Bool {
    if let color = cell.background, Palette.luminance(color) > 60 { return true }
    if cell.attributes.contains(.reverse) { return true }
    if cell.scalar == " " || cell.scalar == "\u{2800}" { return false }
    return cell.foreground.map { Palette.luminance($0) > 60 } ?? true
  }

  @Test(arguments: Encoding.allCases, [ColorDepth.eight, .sixteen, .palette])
  func coloursAreOfThePalette(_ encoding: Encoding, _ depth: ColorDepth) {
    let known = Set((0..<(depth == .eight ? 8 : depth == .sixteen ? 16 : 256)).map(Palette.color))
    let grid = Known.cutDisc().encoded(
      as: encoding, columns: 40, rows: 20,
      options: EncodingOptions(depth: depth, dithering: .ordered))
    for cell in grid.cells {
      #expect(cell.foreground.map(known.contains) ?? true)
      #expect(cell.background.map(known.contains) ?? true)
    }
  }

  @Test func removedVoxelsShowWithoutColour() {
    let options = EncodingOptions(depth: .mono)
    let ascii = Known.cutDisc().encoded(as: .ascii, columns: 40, rows: 20, options: options)
    let marked = ascii.cells.indices.filter { ascii.cells[$0].ink == .removed }
    #expect(!marked.isEmpty)
    #expect(marked.allSatisfy { ascii.cells[$0].scalar == "x" && $0 / 40 < 10 })
    let braille = Known.cutDisc().encoded(as: .braille, columns: 40, rows: 20, options: options)
    #expect(braille.cells.contains { $0.ink == .removed && $0.attributes.contains(.reverse) })
  }

  @Test func removedVoxelsAreRedInColour() {
    let grid = Known.cutDisc().encoded(as: .halfBlocks, columns: 40, rows: 20)
    let upper = grid[20, 6].foreground ?? RGB(grey: 0)
    let lower = grid[20, 14].foreground ?? RGB(grey: 0)
    #expect(Int(upper.red) > Int(upper.green) + 60)
    #expect(lower == RGB(grey: 230))
  }

  @Test func quadrantsFindAnUprightEdge() {
    let picture = Picture(width: 2, height: 2, grey: [200, 10, 200, 10])
    var options = EncodingOptions()
    options.cellAspect = 1
    let grid = picture.encoded(as: .quadrants, columns: 1, rows: 1, options: options)
    #expect(grid[0, 0].scalar == "▌")
    #expect(grid[0, 0].foreground == RGB(grey: 200))
    #expect(grid[0, 0].background == RGB(grey: 10))
  }

  @Test(arguments: [(0, 0), (1, 1), (3, 50), (200, 1)])
  func anySizeIsDrawn(_ size: (Int, Int)) {
    for encoding in Encoding.allCases {
      let grid = Known.disc().encoded(as: encoding, columns: size.0, rows: size.1)
      #expect(grid.cells.count == size.0 * size.1)
    }
    let nothing = Picture(width: 0, height: 0, grey: [])
    #expect(nothing.encoded(as: .ascii, columns: 4, rows: 2).text == "\n")
  }

  @Test func areasAreAveraged() {
    let plane: [Float] = [0, 100, 200, 100, 0, 100, 200, 100]
    #expect(
      resampled(plane, width: 4, height: 2, toWidth: 2, toHeight: 1).map { Int($0 + 0.5) } == [
        50, 150,
      ])
    let third = resampled(plane, width: 4, height: 2, toWidth: 3, toHeight: 1)
    #expect(abs(third[0] - 25) < 0.01 && abs(third[2] - 125) < 0.01)
    let mean = resampled(plane, width: 4, height: 2, toWidth: 1, toHeight: 1)
    #expect(abs(mean[0] - 100) < 0.01)
  }
}
