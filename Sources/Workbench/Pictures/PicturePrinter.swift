import Canvas
import Pictures
import Volumes

/// Prints slices of images as lines of text, for scripts and for looking without a workbench.
public struct PicturePrinter: Sendable {
  /// The plane.
  public var plane: SlicePlane
  /// Where the slice is along the axis of the plane, in world mm; nil for the middle.
  public var atMM: Double?
  /// Width in characters of each picture.
  public var columns: Int
  /// Height in characters.
  public var rows: Int
  /// How pictures become characters.
  public var encoding: Encoding
  /// Colours that may be used.
  public var depth: ColorDepth

  /// A printer.
  public init(
    plane: SlicePlane, atMM: Double?, columns: Int, rows: Int, encoding: Encoding, depth: ColorDepth
  ) {
    (self.plane, self.atMM, self.columns, self.rows) = (plane, atMM, columns, rows)
    (self.encoding, self.depth) = (encoding, depth)
  }

  /// The lines of one image, or of two beside each other with the field of view of the first.
  public func lines(of images: [LoadedImage]) -> [String] {
    let columns = Double(max(1, columns * 4))
    let grids = slices(of: images) { max(0.3, $0 / columns) }.map {
      $0.encoded(as: encoding, columns: self.columns, rows: rows, options: .init(depth: depth))
    }
    return (0..<rows).map { row in
      grids.map { ANSIText.row(row, of: $0, depth: depth) }.joined(separator: " ")
    }
  }

  /// The same slices in pixels of the size of the first image's voxels, beside each other.
  public func picture(of images: [LoadedImage]) -> Picture? {
    let voxel = images.first?.image.grid.voxelSizeMM.min() ?? 1
    let slices = slices(of: images) { min(max(voxel, $0 / 2048), max(0.01, $0)) }
    return slices.isEmpty ? nil : Mosaic.beside(slices)
  }

  /// The slices of one image, or of several with the field of view of the first.
  private func slices(of images: [LoadedImage], pixelMM: (_ widthMM: Double) -> Double) -> [Picture]
  {
    guard let first = images.first else { return [] }
    var point = first.box.centre
    if let atMM { point[plane.axis] = atMM }
    let size = first.box.high - first.box.low
    let pixel = pixelMM(abs((size * plane.across).sum()))
    return images.map { image in
      var view = SliceView(plane: plane, point: point, box: first.box, window: first.window)
      view.sidesAreKnown = image.sidesAreKnown
      let overlays =
        image.removed.map { [SliceOverlay(mask: $0, tint: OverlayTints().removed)] } ?? []
      return view.picture(of: image.image, overlays: overlays, pixelMM: pixel)
    }
  }
}

/// Cells as text with colour codes.
enum ANSIText {
  /// One row of a grid; codes only where the colour changes.
  static func row(_ row: Int, of grid: CellGrid, depth: ColorDepth) -> String {
    var text = ""
    var current = ""
    for column in 0..<grid.columns {
      let cell = grid[column, row]
      let code = depth == .mono ? "" : codes(cell, depth: depth)
      if code != current {
        text += code.isEmpty ? "\u{1B}[0m" : "\u{1B}[0;\(code)m"
        current = code
      }
      text.unicodeScalars.append(cell.scalar)
    }
    return current.isEmpty ? text : text + "\u{1B}[0m"
  }

  private static func codes(_ cell: Cell, depth: ColorDepth) -> String {
    [cell.foreground.map { color($0, 38, depth) }, cell.background.map { color($0, 48, depth) }]
      .compactMap { $0 }.joined(separator: ";")
  }

  private static func color(_ rgb: RGB, _ base: Int, _ depth: ColorDepth) -> String {
    depth == .truecolor
      ? "\(base);2;\(rgb.red);\(rgb.green);\(rgb.blue)" : "\(base);5;\(paletteIndex(rgb))"
  }

  /// The nearest of the 24 greys or of the colour cube of 256-colour terminals.
  static func paletteIndex(_ rgb: RGB) -> Int {
    let (red, green, blue) = (Int(rgb.red), Int(rgb.green), Int(rgb.blue))
    if max(red, green, blue) - min(red, green, blue) < 12 {
      let grey = (red + green + blue) / 3
      if grey < 4 { return 16 }
      if grey > 246 { return 231 }
      return 232 + min(23, max(0, (grey - 3) / 10))
    }
    func step(_ value: Int) -> Int { value < 48 ? 0 : value < 115 ? 1 : (value - 35) / 40 }
    return 16 + 36 * step(red) + 6 * step(green) + step(blue)
  }
}
