import Testing

@testable import Canvas

@Suite struct PaletteTests {
  @Test func coloursOfThePaletteStayThemselves() {
    for index in 16..<256 {
      let color = Palette.color(index)
      #expect(Palette.color(Palette.index(of: color, depth: .palette)) == color)
    }
    for index in 0..<16 {
      #expect(Palette.index(of: Palette.ansi[index], depth: .sixteen) == index)
    }
  }

  @Test func theNearestGreyIsFound() {
    for grey in 0...255 {
      let color = Palette.reduced(RGB(grey: UInt8(grey)), to: .palette)
      let nearest = (16..<256).map(Palette.color).filter { $0.red == $0.green && $0.red == $0.blue }
        .map { abs(Int($0.red) - grey) }.min()
      #expect(abs(Int(color.red) - grey) == nearest, "grey \(grey)")
    }
  }

  @Test func darkRedStaysRed() {
    let color = Palette.reduced(RGB(140, 50, 38), to: .palette)
    #expect(color.red > 100 && color.green == color.blue)
  }

  @Test(arguments: [
    (0, ColorDepth.mono), (8, .eight), (16, .sixteen), (88, .sixteen),
    (256, .palette), (1 << 24, .truecolor),
  ])
  func depthOfColours(_ given: (Int, ColorDepth)) {
    #expect(ColorDepth(colors: given.0) == given.1)
  }

  @Test(arguments: [ColorDepth.mono, .eight, .sixteen, .palette])
  func orderedPatternKeepsTheMean(_ depth: ColorDepth) {
    for grey in stride(from: 10, through: 210, by: 20) {
      let values = [Float](repeating: Float(grey), count: 64 * 64)
      let result = Tone.quantized(
        values, width: 64, levels: Palette.greys(of: depth), dithering: .ordered)
      let mean = result.reduce(0, +) / Float(result.count)
      let gap =
        zip(Palette.greys(of: depth), Palette.greys(of: depth).dropFirst())
        .map { $1 - $0 }.max() ?? 0
      // 16 thresholds: the mean is right to a sixteenth of the gap between two levels.
      #expect(abs(mean - Float(grey)) <= Float(gap) / 16)
    }
  }

  @Test func stretchingUsesTheWholeRange() {
    let flat = [Float](repeating: 40, count: 100)
    #expect(Tone.stretched(flat) == flat)
    let narrow = (0..<1000).map { Float(60 + $0 % 60) }
    let wide = Tone.stretched(narrow)
    #expect((wide.min() ?? 9) < 5 && (wide.max() ?? 0) > 250)
  }
}
