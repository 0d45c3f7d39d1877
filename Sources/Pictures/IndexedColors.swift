import Canvas

/// The 256 colours of a grey picture with overlays: levels of grey, the same under each translucent
/// overlay, and one colour for each opaque one.
struct IndexedColors {
  private let tints: [Tint]
  /// For each overlay, and for none, the first of its colours.
  private let starts: [Int]
  /// Number of levels of grey.
  let levels: Int
  /// The colours.
  let palette: [RGB]

  /// As many levels as there is room for, at most 64.
  init(_ tints: [Tint]) {
    self.tints = Array(tints.prefix(200))
    let opaque = self.tints.count { $0.opacity >= 1 }
    levels = max(1, min(64, (256 - opaque) / (1 + self.tints.count - opaque)))
    var (starts, palette): ([Int], [RGB]) = ([], [])
    for tint in [nil] + self.tints.map(Optional.some) {
      starts.append(palette.count)
      for level in 0..<(tint.map { $0.opacity >= 1 } == true ? 1 : levels) {
        palette.append(Self.color(Self.grey(level, of: levels), tint))
      }
    }
    (self.starts, self.palette) = (starts, palette)
  }

  private static func grey(_ level: Int, of levels: Int) -> UInt8 {
    levels > 1 ? UInt8(level * 255 / (levels - 1)) : 0
  }

  private static func color(_ grey: UInt8, _ tint: Tint?) -> RGB {
    guard let tint else { return RGB(grey: grey) }
    func mixed(_ channel: UInt8) -> UInt8 {
      UInt8(Double(grey) + (Double(channel) - Double(grey)) * tint.opacity)
    }
    return RGB(mixed(tint.color.red), mixed(tint.color.green), mixed(tint.color.blue))
  }

  /// The place of a colour; overlays are counted from 1.
  func index(grey: UInt8, overlay: UInt8) -> UInt8 {
    let number = Int(overlay) < starts.count ? Int(overlay) : 0
    if number > 0, tints[number - 1].opacity >= 1 { return UInt8(starts[number]) }
    return UInt8(starts[number] + (Int(grey) * (levels - 1) + 127) / 255)
  }

  /// The grey and the overlay of a place.
  func parts(of index: UInt8) -> (grey: UInt8, overlay: UInt8) {
    let number = starts.lastIndex { $0 <= Int(index) } ?? 0
    let level = min(levels - 1, Int(index) - starts[number])
    return (Self.grey(level, of: levels), UInt8(number))
  }
}

/// Overlays as a line of text: colour, opacity in per cent, mark and what it stands for, each.
enum TintText {
  static func of(_ tints: [Tint]) -> String {
    tints.map { tint in
      let channels = [tint.color.red, tint.color.green, tint.color.blue]
      return
        (channels.map(String.init)
        + ["\(Int(tint.opacity * 100 + 0.5))", "\(tint.mark.value)", "\(tint.ink.rawValue)"])
        .joined(separator: " ")
    }.joined(separator: ",")
  }

  /// The overlays of a line; none where it cannot be read.
  static func tints(_ text: String) -> [Tint] {
    let tints = text.split(separator: ",").map { part -> Tint? in
      let numbers = part.split(separator: " ").compactMap { UInt8($0) }
      guard numbers.count == 6, let ink = Ink(rawValue: numbers[5]),
        (0x21...0x7E).contains(numbers[4])
      else { return nil }
      return Tint(
        RGB(numbers[0], numbers[1], numbers[2]), opacity: Double(numbers[3]) / 100,
        mark: Unicode.Scalar(numbers[4]), ink: ink)
    }
    return tints.contains { $0 == nil } ? [] : tints.compactMap { $0 }
  }
}
