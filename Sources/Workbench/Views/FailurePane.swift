import Canvas
import Study
import Terminal

/// The picture of a step that failed, in the place of the slices of its variant.
struct FailurePane {
  private let picture: Picture
  private let image: LoadedImage
  private let step: String
  private let settings: WorkbenchState.SliceSettings
  private let context: DrawContext
  private let slicesKey: String

  /// Nil where no such picture is there, or the slices are asked for.
  init?(_ state: WorkbenchState, _ context: DrawContext, variant index: Int) {
    guard let image = context.image(ImageWishes.failure(of: state, variant: index)),
      let picture = image.picture, let variants = state.shownSubject?.variants,
      case .failed(let step, _) = variants[index].state
    else { return nil }
    (self.picture, self.image, self.step) = (picture, image, step)
    (settings, self.context) = (state.slices, context)
    slicesKey = state.key("picture.failure")
  }

  /// What it is, in words that fit.
  func note(columns: Int) -> String {
    let key = "\(slicesKey): slices"
    let choices = ["the \(step) that failed, \(key)", "failed \(step), \(key)", key]
    return choices.first { $0.count <= columns } ?? ""
  }

  func draw(in surface: inout Surface, _ part: Rectangle) {
    guard part.columns > 2, part.rows > 1 else { return }
    let key = PictureCache.Key(
      plane: settings.plane, settings: settings, image: image.identity, reference: image.identity,
      hasRemoved: false, size: SIMD2(part.columns, part.rows), depth: context.depth)
    surface.draw(context.pictures.cells(key) { cells(part) }, column: part.column, row: part.row)
  }

  private func cells(_ part: Rectangle) -> CellGrid {
    var options = EncodingOptions(depth: context.depth)
    options.dithering = context.depth >= .palette ? .off : .ordered
    let dots = settings.encoding.subpixels
    let place = Placement(of: picture, columns: part.columns, rows: part.rows)
    func shrinking(_ pixels: Int, _ subpixels: Int) -> Int {
      Int(Double(pixels) / Double(max(1, subpixels)) + 0.5)
    }
    let thick = picture.thickened(
      across: shrinking(picture.width, place.columns * dots.across),
      down: shrinking(picture.height, place.rows * dots.down))
    return thick.encoded(
      as: settings.encoding, columns: part.columns, rows: part.rows, options: options)
  }
}
