import Canvas
import Study
import Terminal
import Volumes

/// Where the parts of the slices are.
struct SlicesLayout {
  /// The list of subjects; empty for plain images.
  var list: Rectangle
  /// The pictures, by index of the variant.
  var panes: [(variant: Int, place: Rectangle)]
  /// What went wrong, or what was measured.
  var message: Rectangle

  init(_ state: WorkbenchState, _ part: Rectangle) {
    let width = state.holdsStudy ? SubjectList.columns(state, of: part.columns) : 0
    let (list, rest) = part.split(left: width)
    let height = MessagePane(state).height(columns: rest.columns, room: rest.rows)
    let (pictures, message) = rest.split(top: rest.rows - height)
    (self.list, self.message) = (list, message)
    let count = state.shownSubject?.variants.count ?? 0
    let kept = state.leftVariant
    switch state.slices.arrangement {
    case _ where count == 1: panes = [(0, pictures)]
    case .full: panes = [(kept, pictures)]
    case .variant: panes = [(state.variant, pictures)]
    case .beside:
      let (left, right) = pictures.split(left: pictures.columns / 2)
      panes = [(kept, left), (state.variant, right)]
    }
  }
}

/// Original beside defaced.
enum SlicesView {
  static func draw(
    _ state: WorkbenchState, _ context: DrawContext, in surface: inout Surface, _ part: Rectangle
  ) {
    let layout = SlicesLayout(state, part)
    if layout.list.columns > 0 { SubjectList.draw(state, in: &surface, layout.list) }
    guard let subject = state.shownSubject else { return }
    MessagePane(state, glyphs: surface.glyphs).draw(in: &surface, layout.message)
    for (variant, place) in layout.panes {
      pane(state, context, subject: subject, variant: variant, in: &surface, place)
    }
  }

  private static func pane(
    _ state: WorkbenchState, _ context: DrawContext, subject: SubjectStatus, variant index: Int,
    in surface: inout Surface, _ part: Rectangle
  ) {
    guard subject.variants.indices.contains(index) else { return }
    let variant = subject.variants[index]
    let requests = ImageWishes.pair(of: state)
    let isLeft = index == state.leftVariant
    let request = isLeft ? requests.full : requests.variant
    let hasEngine = state.snapshot?.engineIsRunning == true
    let mark =
      state.holdsStudy
      ? VariantGlyph.span(variant.state, engineIsRunning: hasEngine, glyphs: surface.glyphs)
      : Span("")
    let isAlone = isLeft || state.slices.arrangement == .variant
    let failure = FailurePane(state, context, variant: index)
    let note =
      failure.map { $0.note(columns: part.columns - 5) }
      ?? (isAlone
        ? PlaneNote.text(
          state.slices, image: context.image(requests.full), columns: part.columns - 5)
        : RemovalNote.text(variant, state, columns: part.columns))
    let name = [variant.name, state.slices.contrast ?? ""].joined(separator: " ").trimmed
    let inner = surface.frame(
      part, title: "\(name) \(mark.text)".trimmed, note: note,
      Style(state.slices.arrangement == .beside ? .frame : .frameFocused))
    surface.fill(inner, " ", Style(.picture))
    if let failure {
      failure.draw(in: &surface, inner)
    } else if let pane = slicePane(state, context, variant: index) {
      pane.draw(in: &surface, inner)
    } else {
      let text = absence(of: variant, request: request, context: context, state)
      absent(text, in: &surface, inner)
    }
  }

  /// The picture of a variant, where its image is there.
  static func slicePane(
    _ state: WorkbenchState, _ context: DrawContext, variant index: Int
  ) -> SlicePane? {
    let requests = ImageWishes.pair(of: state)
    let isLeft = index == state.leftVariant
    guard let image = context.image(isLeft ? requests.full : requests.variant) else { return nil }
    // Over the full image lies what was taken from it; a method in its place shows its own.
    let other = isLeft && index > 0 ? nil : context.image(requests.variant)?.removed
    return SlicePane(
      settings: state.slices, context: context, image: image,
      reference: context.image(requests.full) ?? image,
      removed: other ?? context.image(isLeft ? requests.full : requests.variant)?.removed
        ?? context.image(requests.full)?.removed)
  }

  private static func absent(_ text: String, in surface: inout Surface, _ part: Rectangle) {
    let columns = min(44, part.columns - 2)
    let lines = wrapped(text, columns: columns)
    let place = part.centered(Size(columns: columns, rows: lines.count))
    surface.write(text, wrappedIn: place, Style(.pictureCaption, on: .picture))
  }

  /// Why there is no picture.
  private static func absence(
    of variant: VariantStatus, request: ImageRequest?, context: DrawContext, _ state: WorkbenchState
  ) -> String {
    if !state.slices.isDrawn {
      return "pictures are off; \(state.key("picture.encoding")) draws them"
    }
    if let request {
      if case .problem(let problem) = context.images[request] { return problem.message }
      return "reading the image"
    }
    if let contrast = state.slices.contrast { return "no \(contrast) of \(variant.name)" }
    let hasEngine = state.snapshot?.engineIsRunning == true
    switch variant.state {
    case .running: return variant.state.words(engineIsRunning: hasEngine)
    case .failed(let step, let kind): return "no image: \(step) failed, \(kind.rawValue)"
    case .blocked: return "blocked: the full image failed, so this was not made"
    case .cancelled: return "cancelled"
    case .waiting, .queued, .done: return state.planObstacle ?? "not made yet"
    }
  }
}

/// Where the slice is, in words that fit; numbers are never cut.
enum PlaneNote {
  static func text(
    _ settings: WorkbenchState.SliceSettings, image: LoadedImage?, columns: Int = .max
  ) -> String {
    let name = settings.showsThree ? "three planes" : settings.plane.rawValue
    guard let image else { return name }
    let point = settings.point ?? image.box.centre
    let axis = settings.plane.axisName
    let place = "\(axis)=\(Signed.text(point[settings.plane.axis], decimals: 1))"
    var choices = ["\(name)  \(place) mm", "\(place) mm", place]
    if settings.showsThree || settings.hasCrosshair {
      let all = (0..<3).map { Signed.text(point[$0], decimals: 0) }.joined(separator: " ")
      let whole = ["\(name)  \(all) mm", "\(all) mm", all]
      choices = settings.showsThree ? whole : whole.prefix(1) + choices
    }
    return choices.first { $0.count <= columns } ?? name
  }
}

/// What was removed, in words.
enum RemovalNote {
  static func text(_ variant: VariantStatus, _ state: WorkbenchState, columns: Int) -> String {
    guard state.holdsStudy, !state.isBlinded else {
      return PlaneNote.text(state.slices, image: nil)
    }
    if let changed = variant.removal["changed_voxels"] { return "changed \(Int(changed)) voxels" }
    guard let share = variant.removal["removed_head_percent"] else {
      return variant.state.words(engineIsRunning: state.snapshot?.engineIsRunning == true)
    }
    let brain = Int(variant.removal["brain_voxels_removed"] ?? 0)
    let percent = "removed \(Signed.plain(share, decimals: 1)) %"
    let grade = variant.face?.letter.map { "  face \($0)" } ?? ""
    let choices = [
      "\(percent) of head  brain \(brain) voxels\(grade)", "\(percent)  brain \(brain) vox\(grade)",
      "\(percent) of head  brain \(brain) voxels", "\(percent)  brain \(brain) vox", percent,
    ]
    return choices.first { $0.count + 5 <= columns } ?? ""
  }
}
