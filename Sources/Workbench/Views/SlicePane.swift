import Canvas
import Kernels
import Pictures
import Study
import Terminal
import Volumes

/// One picture in a frame: a variant, in one plane or three.
struct SlicePane {
  /// Factors of the white end of the intensity window that `w` steps through.
  static let windowSteps: [Float] = [1, 0.7, 0.5, 1.5]

  var settings: WorkbenchState.SliceSettings
  var context: DrawContext
  /// The image to draw.
  var image: LoadedImage
  /// The image whose field of view and contrast count, so that both sides are alike.
  var reference: LoadedImage
  /// Voxels that were removed, which lie on the variant's side.
  var removed: Mask?

  /// The point that all pictures have in common.
  var point: Vector3 { settings.point ?? reference.box.centre }

  /// Draws the pictures into the inside of a frame.
  func draw(in surface: inout Surface, _ part: Rectangle) {
    surface.fill(part, " ", Style(.picture))
    for (plane, place) in Self.planes(settings, in: part) {
      draw(plane, in: &surface, place)
    }
  }

  /// Where each plane stands inside the frame.
  static func planes(
    _ settings: WorkbenchState.SliceSettings, in part: Rectangle
  ) -> [(plane: SlicePlane, place: Rectangle)] {
    guard settings.showsThree else { return [(settings.plane, part)] }
    let (top, bottom) = part.split(top: part.rows / 2)
    let (left, right) = top.split(left: top.columns / 2)
    let gap = right.split(left: 1)
    return [(.sagittal, left), (.coronal, gap.right), (.axial, bottom)]
  }

  /// The point of the world under a cell of the screen; nil beside the picture.
  func point(column: Int, row: Int, in part: Rectangle) -> Vector3? {
    let found = Self.planes(settings, in: part).first {
      $0.place.contains(column: column, row: row)
    }
    guard let (plane, place) = found else { return nil }
    let grid = view(plane).grid(pixelMM: pixelMM(plane, place))
    let blank = Picture(width: grid.nx, height: grid.ny, grey: [])
    let placement = Placement(of: blank, columns: place.columns, rows: place.rows)
    return placement.pixel(column: column - place.column, row: row - place.row)
      .map { grid.toWorld(Vector3($0.x, $0.y, 0)) }
  }

  private func draw(_ plane: SlicePlane, in surface: inout Surface, _ part: Rectangle) {
    guard part.columns > 2, part.rows > 1 else { return }
    let cells = context.cells(in: part, of: image.identity, settings.encoding) { encoding, depth in
      var pane = self
      (pane.settings.encoding, pane.context.depth) = (encoding, depth)
      return pane.remembered(plane, part)
    }
    if let cells { surface.draw(cells, column: part.column, row: part.row) }
  }

  private func remembered(_ plane: SlicePlane, _ part: Rectangle) -> CellGrid {
    let key = PictureCache.Key(
      plane: plane, settings: settings, image: image.identity, reference: reference.identity,
      hasRemoved: removed != nil, size: SIMD2(part.columns, part.rows), depth: context.depth)
    return context.pictures.cells(key) { cells(plane, part) }
  }

  private func cells(_ plane: SlicePlane, _ part: Rectangle) -> CellGrid {
    let picture = view(plane).picture(
      of: image.image, overlays: overlays(plane, part), pixelMM: pixelMM(plane, part))
    var options = EncodingOptions(depth: context.depth)
    // With 24 greys steps are hardly seen, dots are.
    options.dithering = context.depth >= .palette ? .off : .ordered
    return picture.encoded(
      as: settings.encoding, columns: part.columns, rows: part.rows, options: options)
  }

  private func view(_ plane: SlicePlane) -> SliceView {
    var window = reference.window
    window.white =
      window.black + (window.white - window.black) * Self.windowSteps[settings.windowStep]
    var view = SliceView(plane: plane, point: point, box: reference.box, window: window)
    view.zoom = settings.zoom
    view.sidesAreKnown = image.sidesAreKnown
    view.hasCrosshair = settings.hasCrosshair || settings.showsThree
    return view
  }

  /// Pixels small enough for the characters, and no smaller than voxels need.
  private func pixelMM(_ plane: SlicePlane, _ part: Rectangle) -> Double {
    let size = (reference.box.high - reference.box.low) / settings.zoom
    let across = abs((size * plane.across).sum()) / Double(max(1, part.columns * 2))
    let down = abs((size * plane.down).sum()) / Double(max(1, part.rows * 4))
    let voxel = reference.image.grid.voxelSizeMM.min()
    return max(0.2, max(min(across, down) / 2, min(voxel, max(across, down) / 2)))
  }

  /// Width of outlines in pixels, so that they are about one dot of the screen wide.
  private func outline(_ plane: SlicePlane, _ part: Rectangle) -> Int {
    let size = (reference.box.high - reference.box.low) / settings.zoom
    let dots = settings.encoding.subpixels
    // A line of less than half a cell would mix with what lies beside it.
    let (dotsAcross, dotsDown) = (min(2, dots.across), min(4, dots.down))
    let across = abs((size * plane.across).sum()) / Double(max(1, part.columns * dotsAcross))
    let down = abs((size * plane.down).sum()) / Double(max(1, part.rows * dotsDown))
    return max(1, Int(max(across, down) / pixelMM(plane, part) + 0.5))
  }

  private func overlays(_ plane: SlicePlane, _ part: Rectangle) -> [SliceOverlay] {
    let tints = context.tints
    switch settings.overlay {
    case .off: return []
    case .removed: return removed.map { [SliceOverlay(mask: $0, tint: tints.removed)] } ?? []
    case .difference:
      return difference(plane, part).map { [SliceOverlay(mask: $0, tint: tints.difference)] } ?? []
    case .brain:
      let width = outline(plane, part)
      return image.brain.map { [SliceOverlay(mask: $0, tint: tints.brain, outline: width)] } ?? []
    case .tissue:
      let colours = image.tissues.count == 1 ? [tints.lesion] : tints.tissues
      return zip(image.tissues, colours).map { SliceOverlay(mask: $0, tint: $1) }
    }
  }

  /// Pixels whose value is another than in the image on the left.
  private func difference(_ plane: SlicePlane, _ part: Rectangle) -> Mask? {
    guard image.identity != reference.identity else { return nil }
    let grid = view(plane).grid(pixelMM: pixelMM(plane, part))
    let (shown, other) = (
      image.image.resampled(onto: grid), reference.image.resampled(onto: grid)
    )
    let window = reference.window
    let least = (window.white - window.black) * OverlayKind.differencePercent / 100
    return Mask(
      grid: grid,
      voxels: zip(shown.voxels, other.voxels).map { abs($0 - $1) > least ? 1 : 0 })
  }
}
