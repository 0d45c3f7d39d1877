import Canvas
import Faces
import Study
import Terminal

/// Where the parts of the face view are.
struct FaceLayout {
  /// The list of subjects.
  var list: Rectangle
  /// The original and the defaced head.
  var heads: [Rectangle]
  /// The numbers.
  var numbers: Rectangle

  init(_ state: WorkbenchState, _ part: Rectangle) {
    let (list, rest) = part.split(left: SubjectList.columns(state, of: part.columns))
    let (pictures, numbers) = rest.split(top: rest.rows - min(FaceNumbers.rows, rest.rows / 2))
    let (left, right) = pictures.split(left: pictures.columns / 2)
    (self.list, heads, self.numbers) = (list, [left, right], numbers)
  }
}

/// The original head beside the defaced one, turning together, and what is left of the face.
enum FaceView {
  static func draw(
    _ state: WorkbenchState, _ context: DrawContext, in surface: inout Surface, _ part: Rectangle
  ) {
    let layout = FaceLayout(state, part)
    SubjectList.draw(state, in: &surface, layout.list)
    if state.reidentification.isShown {
      return ReidentificationView.draw(
        state, in: &surface, part.split(left: layout.list.columns).right)
    }
    guard let subject = state.shownSubject else { return }
    let pair = ImageWishes.heads(of: state)
    let check = context.image(pair.variant)?.head?.check
    for (index, request) in [(0, pair.full), (state.variant, pair.variant)] {
      guard subject.variants.indices.contains(index) else { continue }
      let place = layout.heads[index == 0 ? 0 : 1]
      let grade = index > 0 ? check.map { " " + $0.grade.rawValue } ?? "" : ""
      let inner = surface.frame(
        place, title: subject.variants[index].name + grade,
        note: index == 0 ? state.face.words : "", Style(.frame))
      surface.fill(inner, " ", Style(.picture))
      let pane = HeadPane(
        state: state, context: context, request: request, check: index > 0 ? check : nil)
      pane.draw(in: &surface, inner)
    }
    let judgement = state.shownVariant.flatMap {
      VerdictWords.lines($0, state, glyphs: surface.glyphs).first
    }
    FaceNumbers(check, subject: subject.subject.stem, judgement: judgement)
      .draw(in: &surface, layout.numbers)
  }
}
