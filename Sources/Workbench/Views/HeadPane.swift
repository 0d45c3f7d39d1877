import Canvas
import Faces
import Foundation
import Study
import Terminal

/// One head in a frame.
struct HeadPane {
  var state: WorkbenchState
  var context: DrawContext
  /// The head that is wanted; nil where there is none.
  var request: ImageRequest?
  /// What is left of the face; nil for an original.
  var check: FaceCheck?

  func draw(in surface: inout Surface, _ part: Rectangle) {
    guard part.columns > 2, part.rows > 1 else { return }
    guard let image = context.image(request), let head = image.head else {
      let lines = wrapped(absence, columns: part.columns - 2)
      let place = part.centered(Size(columns: part.columns - 2, rows: lines.count))
      surface.write(absence, wrappedIn: place, Style(.pictureCaption, on: .picture))
      return
    }
    let cells = context.cells(in: part, of: image.identity, state.slices.encoding) {
      encoding, depth in
      var pane = self
      (pane.state.slices.encoding, pane.context.depth) = (encoding, depth)
      return pane.remembered(head.renderer, image.identity, part)
    }
    if let cells { surface.draw(cells, column: part.column, row: part.row) }
  }

  private func remembered(_ renderer: HeadRenderer, _ image: UUID, _ part: Rectangle) -> CellGrid {
    let key = PictureCache.Head(
      settings: state.face, encoding: state.slices.encoding, image: image,
      size: SIMD2(part.columns, part.rows), depth: context.depth)
    return context.pictures.cells(key) { cells(renderer, part) }
  }

  private var absence: String {
    if !state.slices.isDrawn {
      return "pictures are off; \(state.key("picture.encoding")) draws them"
    }
    guard let request else { return "not made yet" }
    if case .problem(let problem) = context.images[request] { return problem.message }
    return "making the surface"
  }

  private func cells(_ renderer: HeadRenderer, _ part: Rectangle) -> CellGrid {
    // Twice as many pixels as dots, and a cell twice as high as wide.
    let height = min(800, part.rows * 8)
    let width = min(1600, height * part.columns / max(1, 2 * part.rows))
    let raster = renderer.picture(width: width, height: height, pose: state.face.pose)
    var picture = Picture(width: raster.width, height: raster.height, grey: raster.grey)
    if let check, state.face.tintsZones {
      picture.tints = [context.tints.exposed, context.tints.changed, context.tints.hidden]
      let numbers = [0] + FaceZone.allCases.map { Self.tint(check.zones[$0]?.grade) }
      picture.overlay = raster.zones.map { numbers[min(Int($0), numbers.count - 1)] }
    }
    var options = EncodingOptions(depth: context.depth)
    options.dithering = context.depth >= .palette ? .off : .ordered
    return picture.encoded(
      as: state.slices.encoding, columns: part.columns, rows: part.rows, options: options)
  }

  /// The number of the tint of a grade, from 1; 0 for none.
  private static func tint(_ grade: FaceGrade?) -> UInt8 {
    switch grade {
    case .present?: 1
    case .altered?: 2
    case .removed?: 3
    case .notAssessable?, nil: 0
    }
  }
}
