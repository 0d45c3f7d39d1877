import Canvas
import Volumes

extension Picture {
  /// The picture as a PNG file (ISO/IEC 15948) of eight bits a pixel with a palette.
  ///
  /// Grey values are rounded to as many levels as the palette has room for beside the overlays, at
  /// most 64, which keeps files small. What the overlays stand for is written beside them, so that
  /// `init(png:)` finds them again. Colours, as in photographs, are written by their luminance.
  ///
  /// - Throws: where there is no memory for it.
  public func png() throws(VolumeError) -> [UInt8] {
    let colors = IndexedColors(tints)
    let greys = luminance
    var rows: [UInt8] = []
    rows.reserveCapacity((width + 1) * height)
    for row in 0..<height {
      rows.append(0)
      for pixel in row * width..<(row + 1) * width {
        rows.append(colors.index(grey: greys[pixel], overlay: overlay.isEmpty ? 0 : overlay[pixel]))
      }
    }
    var file = PNGChunk.signature
    let size = PNGChunk.bytes(UInt32(width)) + PNGChunk.bytes(UInt32(height))
    file += PNGChunk.chunk("IHDR", size + [8, 3, 0, 0, 0])
    file += PNGChunk.chunk("PLTE", colors.palette.flatMap { [$0.red, $0.green, $0.blue] })
    file += PNGChunk.chunk("tEXt", Array("Overlays".utf8) + [0] + Array(TintText.of(tints).utf8))
    file += PNGChunk.chunk("IDAT", try Zlib.packed(rows))
    return file + PNGChunk.chunk("IEND", [])
  }

  /// A picture from a file that `png()` wrote; nil for any other.
  public init?(png file: [UInt8]) {
    var reading = PNGChunk.Reading(file)
    guard reading.isPNG, let (_, size) = reading.next(named: "IHDR"), size.count == 13,
      size[8...] == [8, 3, 0, 0, 0]
    else { return nil }
    let (width, height) = (PNGChunk.number(size, at: 0), PNGChunk.number(size, at: 4))
    guard (1...PNGChunk.largestSide).contains(width), (1...PNGChunk.largestSide).contains(height)
    else { return nil }
    var (tints, packed): ([Tint], [UInt8]) = ([], [])
    while let (name, data) = reading.next() {
      if name == "tEXt" {
        tints = TintText.tints(String(decoding: data.dropFirst(9), as: UTF8.self))
      }
      if name == "IDAT" { packed += data }
    }
    guard let rows = Zlib.unpacked(packed[...], count: (width + 1) * height) else { return nil }
    let colors = IndexedColors(tints)
    var (grey, overlay): ([UInt8], [UInt8]) = ([], [])
    for row in 0..<height {
      guard rows[row * (width + 1)] == 0 else { return nil }
      for place in row * (width + 1) + 1..<(row + 1) * (width + 1) {
        let found = colors.parts(of: rows[place])
        grey.append(found.grey)
        overlay.append(found.overlay)
      }
    }
    self.init(width: width, height: height, grey: grey)
    (self.tints, self.overlay) = (tints, tints.isEmpty ? [] : overlay)
  }

  /// Brightness of every pixel.
  private var luminance: [UInt8] {
    guard channels == 3 else { return samples }
    return stride(from: 0, to: samples.count, by: 3).map { at in
      let (red, green, blue) = (Int(samples[at]), Int(samples[at + 1]), Int(samples[at + 2]))
      return UInt8((299 * red + 587 * green + 114 * blue) / 1000)
    }
  }
}

/// The parts of a PNG file.
enum PNGChunk {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  /// No side of a picture that is read may be longer.
  static let largestSide = 8192

  static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + data
    return bytes(UInt32(data.count)) + body + bytes(Zlib.checksum(body))
  }

  /// Four bytes, the most significant first.
  static func bytes(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * UInt32($0))) }
  }

  static func number(_ bytes: [UInt8], at start: Int) -> Int {
    bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  /// Goes through the chunks of a file.
  struct Reading {
    private let file: [UInt8]
    private var place = 8

    init(_ file: [UInt8]) { self.file = file }

    var isPNG: Bool { file.starts(with: PNGChunk.signature) }

    /// The next chunk; nil at the end, which may come too early.
    mutating func next() -> (name: String, data: [UInt8])? {
      guard place + 12 <= file.count else { return nil }
      let count = PNGChunk.number(file, at: place)
      guard count <= file.count - place - 12 else { return nil }
      let name = String(decoding: file[place + 4..<place + 8], as: UTF8.self)
      defer { place += 12 + count }
      return (name, Array(file[place + 8..<place + 8 + count]))
    }

    mutating func next(named name: String) -> (name: String, data: [UInt8])? {
      let found = next()
      return found?.name == name ? found : nil
    }
  }
}
