import Canvas
import Support
import Testing

@testable import Pictures

@Suite struct PNGTests {
  private static func picture(tints: [Tint], width: Int = 37, height: Int = 11) -> Picture {
    var picture = Picture(
      width: width, height: height,
      grey: (0..<width * height).map { UInt8(truncatingIfNeeded: $0 * 7) })
    picture.tints = tints
    if !tints.isEmpty {
      picture.overlay = (0..<width * height).map { UInt8($0 % (tints.count + 1)) }
    }
    return picture
  }

  @Test("what is written is found again, grey but for rounding", arguments: [0, 1, 3, 7])
  func roundTrip(count: Int) throws {
    let tints = Array(StepTints.all.prefix(count))
    let written = Self.picture(tints: tints)
    let read = try #require(Picture(png: try written.png()))
    #expect(read.width == written.width && read.height == written.height)
    #expect(read.tints == written.tints && read.overlay == written.overlay)
    let step = 255 / (IndexedColors(tints).levels - 1) + 1
    for pixel in written.samples.indices {
      let tint = written.overlay.isEmpty ? 0 : Int(written.overlay[pixel])
      if tint > 0, tints[tint - 1].opacity >= 1 { continue }
      #expect(abs(Int(read.samples[pixel]) - Int(written.samples[pixel])) <= step)
    }
  }

  @Test func theFileIsThatOfTheStandard() throws {
    let file = try Self.picture(tints: [], width: 1, height: 1).png()
    #expect(Array(file.prefix(8)) == [137, 80, 78, 71, 13, 10, 26, 10])
    // The end of every PNG file, with its known check sum.
    #expect(Array(file.suffix(12)) == [0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130])
    #expect(Array(file[8..<33]).count == 25 && file[24] == 8 && file[25] == 3)
  }

  @Test("the palette holds 256 colours at most, and as many levels as there is room for")
  func levels() {
    #expect(IndexedColors([]).levels == 64)
    #expect(IndexedColors(StepTints.all).levels == 50)
    #expect(IndexedColors(StepTints.all).palette.count == 253)
  }

  @Test("damage is nil, never a trap")
  func damage() throws {
    let file = try Self.picture(tints: Array(StepTints.all.prefix(2))).png()
    #expect(Picture(png: []) == nil && Picture(png: [137, 80]) == nil)
    for count in stride(from: 0, to: file.count - 12, by: 3) {
      _ = Picture(png: Array(file.prefix(count)))
    }
    for place in file.indices {
      var broken = file
      broken[place] ^= 0xFF
      _ = Picture(png: broken)
    }
    var huge = file
    for place in 16..<24 { huge[place] = 0xFF }
    #expect(Picture(png: huge) == nil)
  }
}
