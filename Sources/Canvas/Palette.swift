/// Terminal palettes: which colours they hold, and the nearest of them to a wanted one.
public enum Palette {
  /// The 16 colours of ANSI with xterm's values; the first eight are the palette of depth `.eight`.
  public static let ansi: [RGB] = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238),
    RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229), RGB(127, 127, 127), RGB(255, 0, 0),
    RGB(0, 255, 0), RGB(255, 255, 0), RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255),
    RGB(255, 255, 255),
  ]

  static let cubeLevels = [0, 95, 135, 175, 215, 255]

  /// Colour of an index of the 256-colour palette; indices from 256 on give white.
  public static func color(_ index: Int) -> RGB {
    switch index {
    case 0..<16: return ansi[index]
    case 16..<232:
      let cube = index - 16
      return RGB(
        UInt8(cubeLevels[cube / 36]), UInt8(cubeLevels[cube / 6 % 6]), UInt8(cubeLevels[cube % 6]))
    case 232..<256: return RGB(grey: UInt8(8 + 10 * (index - 232)))
    default: return RGB(grey: 255)
    }
  }

  /// Index of the nearest colour of the palette of a depth. The first 16 of the 256 are avoided, as
  /// users change them. Depths without a palette give 0xRRGGBB (`.truecolor`) or 0 (`.mono`).
  public static func index(of color: RGB, depth: ColorDepth) -> Int {
    switch depth {
    case .mono: return 0
    case .eight: return nearest(color, among: 8)
    case .sixteen: return nearest(color, among: 16)
    case .palette: return index256(of: color)
    case .truecolor: return Int(color.red) << 16 | Int(color.green) << 8 | Int(color.blue)
    }
  }

  /// The colour as it comes out at a depth.
  public static func reduced(_ color: RGB, to depth: ColorDepth) -> RGB {
    switch depth {
    case .truecolor: return color
    case .mono: return luminance(color) < 128 ? RGB(grey: 0) : RGB(grey: 255)
    default: return Self.color(index(of: color, depth: depth))
    }
  }

  /// Brightness 0…255 (Rec. 601 weights).
  public static func luminance(_ color: RGB) -> Int {
    (299 * Int(color.red) + 587 * Int(color.green) + 114 * Int(color.blue)) / 1000
  }

  /// The levels of grey that a depth offers, rising.
  public static func greys(of depth: ColorDepth) -> [Int] {
    switch depth {
    case .mono: return [0, 255]
    case .eight: return [0, 229]
    case .sixteen: return [0, 127, 229, 255]
    case .palette: return [0] + (0..<24).map { 8 + 10 * $0 } + [255]
    case .truecolor: return Array(0...255)
    }
  }

  static func distance(_ one: RGB, _ other: RGB) -> Int {
    let red = Int(one.red) - Int(other.red)
    let green = Int(one.green) - Int(other.green)
    let blue = Int(one.blue) - Int(other.blue)
    return 3 * red * red + 4 * green * green + 2 * blue * blue
  }

  static func nearest(_ color: RGB, among count: Int) -> Int {
    var best = 0
    for index in 1..<count where distance(color, ansi[index]) < distance(color, ansi[best]) {
      best = index
    }
    return best
  }

  /// The distance that also counts a change of hue, so that dark reds do not turn brown.
  static func hueDistance(_ one: RGB, _ other: RGB) -> Int {
    let redGreen = Int(one.red) - Int(one.green) - Int(other.red) + Int(other.green)
    let greenBlue = Int(one.green) - Int(one.blue) - Int(other.green) + Int(other.blue)
    return distance(one, other) + 4 * (redGreen * redGreen + greenBlue * greenBlue)
  }

  /// The step of the cube at or below a value.
  static func cubeStep(_ value: Int) -> Int {
    value < 95 ? 0 : min(4, (value - 55) / 40)
  }

  static func index256(of color: RGB) -> Int {
    let (r, g, b) = (Int(color.red), Int(color.green), Int(color.blue))
    let grey = 232 + min(23, max(0, ((r + g + b) / 3 - 3) / 10))
    var best = (index: grey, distance: hueDistance(color, Self.color(grey)))
    let low = 16 + 36 * cubeStep(r) + 6 * cubeStep(g) + cubeStep(b)
    for corner in 0..<8 {
      let index = low + 36 * (corner >> 2) + 6 * (corner >> 1 & 1) + (corner & 1)
      let distance = hueDistance(color, Self.color(index))
      if distance < best.distance { best = (index, distance) }
    }
    return best.index
  }
}
