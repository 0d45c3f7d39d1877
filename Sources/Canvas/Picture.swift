/// An overlay colour of a picture.
public struct Tint: Hashable, Sendable {
  /// Colour laid over the picture.
  public var color: RGB
  /// How much of the picture it hides, 0…1.
  public var opacity: Double
  /// 7-bit character that shows the overlay where there is no colour.
  public var mark: Unicode.Scalar
  /// What it stands for.
  public var ink: Ink

  /// An overlay colour from its parts.
  public init(_ color: RGB, opacity: Double = 0.55, mark: Unicode.Scalar, ink: Ink) {
    self.color = color
    self.opacity = min(1, max(0, opacity))
    self.mark = mark
    self.ink = ink
  }
}

/// Letters at the four sides of a picture (as "A", "P", "S", "I"); nil where nothing is known.
public struct SideLetters: Hashable, Sendable {
  /// Letter at the left side.
  public var left: Unicode.Scalar?
  /// Letter at the right side.
  public var right: Unicode.Scalar?
  /// Letter at the top.
  public var top: Unicode.Scalar?
  /// Letter at the bottom.
  public var bottom: Unicode.Scalar?

  /// Letters from their sides.
  public init(
    left: Unicode.Scalar? = nil, right: Unicode.Scalar? = nil, top: Unicode.Scalar? = nil,
    bottom: Unicode.Scalar? = nil
  ) {
    (self.left, self.right, self.top, self.bottom) = (left, right, top, bottom)
  }
}

/// A raster of grey values or colours, already windowed to 0…255, with the true shape of its pixels.
public struct Picture: Hashable, Sendable {
  /// Width in pixels.
  public let width: Int
  /// Height in pixels.
  public let height: Int
  /// 1 (grey) or 3 (red, green, blue).
  public let channels: Int
  /// `height × width × channels` values, row after row from the top.
  public var samples: [UInt8]
  /// Physical width of a pixel divided by its physical height.
  public var pixelAspect: Double
  /// Overlay colours.
  public var tints: [Tint] = []
  /// Per pixel the number of its overlay colour, counted from 1; 0: none. Empty: no overlay.
  public var overlay: [UInt8] = []
  /// Letters at the sides.
  public var letters = SideLetters()
  /// Pixel of the crosshair, in pixels from the left and from the top.
  public var crosshair: (x: Double, y: Double)? {
    get { crosshairPlace.map { ($0.x, $0.y) } }
    set { crosshairPlace = newValue.map { SIMD2($0.x, $0.y) } }
  }
  var crosshairPlace: SIMD2<Double>?

  /// A grey picture. `grey` holds `width × height` values; missing ones count as black.
  public init(width: Int, height: Int, grey: [UInt8], pixelAspect: Double = 1) {
    self.init(width: width, height: height, channels: 1, samples: grey, pixelAspect: pixelAspect)
  }

  /// A colour picture. `colors` holds red, green, blue of `width × height` pixels.
  public init(width: Int, height: Int, colors: [UInt8], pixelAspect: Double = 1) {
    self.init(width: width, height: height, channels: 3, samples: colors, pixelAspect: pixelAspect)
  }

  init(width: Int, height: Int, channels: Int, samples: [UInt8], pixelAspect: Double) {
    self.width = max(0, width)
    self.height = max(0, height)
    self.channels = channels
    self.pixelAspect = pixelAspect.isFinite && pixelAspect > 0 ? pixelAspect : 1
    let wanted = self.width * self.height * channels
    self.samples = Array(samples.prefix(wanted))
    self.samples += Array(repeating: 0, count: wanted - self.samples.count)
  }
}
