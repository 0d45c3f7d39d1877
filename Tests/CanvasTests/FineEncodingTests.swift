import Testing

@testable import Canvas

/// Cells drawn again as 4×8 subpixels each, as a terminal would.
enum Redrawn {
  /// The grey of every subpixel.
  static func subpixels(of grid: CellGrid) -> [Float] {
    let width = grid.columns * 4
    var plane = [Float](repeating: -1, count: width * grid.rows * 8)
    for row in 0..<grid.rows {
      for column in 0..<grid.columns {
        let cell = grid[column, row]
        let front = Float(cell.foreground?.red ?? 0)
        let behind = Float(cell.background?.red ?? 0)
        for y in 0..<8 {
          for x in 0..<4 {
            plane[(row * 8 + y) * width + column * 4 + x] =
              isFront(cell.scalar, x, y) ? front : behind
          }
        }
      }
    }
    return plane
  }

  /// Unicode's block elements, by their names.
  static func isFront(_ scalar: Unicode.Scalar, _ x: Int, _ y: Int) -> Bool {
    let (left, upper) = (x < 2, y < 4)
    switch scalar {
    case "\u{2581}"..."\u{2588}": return y >= 8 - Int(scalar.value - 0x2580)
    case "▎": return x < 1
    case "▌": return left
    case "▊": return x < 3
    case "▀": return upper
    case "▐": return !left
    case "▘": return left && upper
    case "▝": return !left && upper
    case "▖": return left && !upper
    case "▗": return !left && !upper
    case "▚": return left == upper
    case "▞": return left != upper
    case "▛": return left || upper
    case "▜": return !left || upper
    case "▙": return left || !upper
    case "▟": return !left || !upper
    default: return false
    }
  }

  /// The sum of squared differences to a picture that has just these subpixels.
  static func error(of encoding: Encoding, _ picture: Picture, columns: Int, rows: Int) -> Float {
    let grid = picture.encoded(as: encoding, columns: columns, rows: rows)
    return zip(subpixels(of: grid), picture.samples).reduce(0) {
      $0 + ($1.0 - Float($1.1)) * ($1.0 - Float($1.1))
    }
  }
}

@Suite struct FineEncodingTests {
  /// A picture of 4×8 subpixels a cell from a seed: noise, laid over edges at odd places.
  private func picture(_ seed: UInt64, columns: Int, rows: Int) -> Picture {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    let (width, height) = (columns * 4, rows * 8)
    let grey = (0..<width * height).map { at -> UInt8 in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let edge = (at % width) * 3 + (at / width) * 2 > Int(seed) * 7 ? 150 : 40
      return UInt8(edge + Int(state >> 58))
    }
    return Picture(width: width, height: height, grey: grey)
  }

  @Test(arguments: 1...12)
  func `no other blocks come as near to a picture`(_ seed: UInt64) {
    let picture = picture(seed, columns: 16, rows: 8)
    let fine = Redrawn.error(of: .fine, picture, columns: 16, rows: 8)
    for other in [Encoding.halfBlocks, .quadrants] {
      let error = Redrawn.error(of: other, picture, columns: 16, rows: 8)
      // Rounding to whole greys may cost each subpixel half a level.
      #expect(fine <= error + 0.25 * 4096)
      if other == .halfBlocks { #expect(fine < 0.95 * error) }
    }
  }

  /// Rows or columns of a cell that are bright, and the character that shows just these.
  @Test(
    arguments: [
      (0..<4, 7..<8, "▁"), (0..<4, 5..<8, "▃"), (0..<4, 4..<8, "▄"), (0..<4, 1..<8, "▇"),
      (0..<1, 0..<8, "▎"), (0..<2, 0..<8, "▌"), (0..<3, 0..<8, "▊"), (0..<2, 0..<4, "▘"),
      (2..<4, 0..<4, "▝"), (0..<2, 4..<8, "▖"), (2..<4, 4..<8, "▗"),
    ] as [(Range<Int>, Range<Int>, Unicode.Scalar)])
  func `each shape is found`(_ x: Range<Int>, _ y: Range<Int>, _ scalar: Unicode.Scalar) {
    let grey = (0..<32).map { x.contains($0 % 4) && y.contains($0 / 4) ? UInt8(200) : 10 }
    let cell = Picture(width: 4, height: 8, grey: grey).encoded(as: .fine, columns: 1, rows: 1)[
      0, 0]
    #expect(cell.scalar == scalar)
    #expect(cell.foreground == RGB(grey: 200) && cell.background == RGB(grey: 10))
  }

  @Test func `an even cell is blank, and colours are parted together`() {
    let even = Picture(width: 4, height: 8, grey: Array(repeating: 77, count: 32))
    let blank = even.encoded(as: .fine, columns: 1, rows: 1)[0, 0]
    #expect(blank.scalar == " " && blank.background == RGB(grey: 77))
    let colors = (0..<32).flatMap { $0 < 8 ? [100, 20, 9] : [100, 20, 200] as [UInt8] }
    let cell = Picture(width: 4, height: 8, colors: colors)
      .encoded(as: .fine, columns: 1, rows: 1)[0, 0]
    #expect(cell.scalar == "▆" && cell.foreground == RGB(100, 20, 200))
    #expect(cell.background == RGB(100, 20, 9))
  }
}
