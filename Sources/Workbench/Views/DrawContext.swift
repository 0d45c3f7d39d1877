import Canvas
import Foundation
import Terminal
import Volumes

/// What a view may look at besides the state.
public struct DrawContext: Sendable {
  /// Images by what was asked for.
  public var images: [ImageRequest: ImageShelf.Entry] = [:]
  /// Colours of the terminal.
  public var depth = ColorDepth.mono
  /// Characters of the terminal.
  public var glyphs = Glyphs.ascii
  /// Colours of overlays.
  public var tints = OverlayTints()
  /// How much of the pictures is drawn.
  var detail = PictureDetail.full
  /// Colours of pictures; fewer than the terminal has where the line is slow.
  var pictureDepth: ColorDepth?
  /// Pictures drawn before.
  var pictures = PictureCache()

  /// An empty context.
  public init() {}

  /// The image of a request, where it is there.
  func image(_ request: ImageRequest?) -> LoadedImage? {
    guard let request, case .ready(let image) = images[request] else { return nil }
    return image
  }

  /// The cells of a picture in a place, in as much detail as is drawn now.
  ///
  /// - Parameters:
  ///   - part: the place.
  ///   - image: the image that is shown.
  ///   - encoding: how pictures become characters.
  ///   - make: draws the picture in an encoding and with colours, or finds it drawn.
  /// - Returns: the cells; nil for nothing.
  func cells(
    in part: Rectangle, of image: UUID, _ encoding: Encoding,
    _ make: (Encoding, ColorDepth) -> CellGrid
  ) -> CellGrid? {
    if detail == .withheld { return pictures.last(in: part, of: image) }
    let depth = min(depth, pictureDepth ?? depth)
    var cells: CellGrid
    switch detail {
    case .rows(let rows):
      cells = make(.ascii, .mono)
      if rows > 0 { cells.take(rows: rows, of: make(encoding, depth)) }
    case .full, .withheld: cells = make(encoding, depth)
    }
    pictures.remember(cells, in: part, of: image)
    return cells
  }
}

/// Colours of overlays.
public struct OverlayTints: Sendable {
  /// Voxels that were removed.
  public var removed = Tint(RGB(255, 125, 103), opacity: 0.5, mark: "x", ink: .removed)
  /// The brain.
  public var brain = Tint(RGB(79, 196, 196), opacity: 0.8, mark: "o", ink: .brain)
  /// Values that differ.
  public var difference = Tint(RGB(255, 170, 60), opacity: 0.55, mark: "~", ink: .removed)
  /// Lesions of the white matter.
  public var lesion = Tint(RGB(255, 90, 120), opacity: 0.75, mark: "L", ink: .removed)
  /// Fluid, grey and white matter; necrosis, oedema, tumour without and with enhancement.
  public var tissues = [
    Tint(RGB(90, 140, 230), opacity: 0.5, mark: ".", ink: .tissue),
    Tint(RGB(143, 212, 138), opacity: 0.45, mark: "+", ink: .tissue),
    Tint(RGB(240, 207, 142), opacity: 0.4, mark: "#", ink: .tissue),
    Tint(RGB(190, 120, 230), opacity: 0.7, mark: "n", ink: .removed),
    Tint(RGB(90, 200, 250), opacity: 0.6, mark: "e", ink: .removed),
    Tint(RGB(255, 160, 80), opacity: 0.7, mark: "t", ink: .removed),
    Tint(RGB(255, 80, 80), opacity: 0.75, mark: "T", ink: .removed),
  ]

  /// A zone of a face that is still there.
  public var exposed = Tint(RGB(255, 90, 90), opacity: 0.4, mark: "x", ink: .removed)
  /// One that is another.
  public var changed = Tint(RGB(240, 207, 142), opacity: 0.4, mark: "o", ink: .tissue)
  /// One that is gone.
  public var hidden = Tint(RGB(79, 196, 150), opacity: 0.4, mark: ".", ink: .brain)

  /// The usual colours.
  public init() {}
}
