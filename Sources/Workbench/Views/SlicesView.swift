import Canvas
import Study
import Terminal
import Volumes

/// Original beside defaced.
enum SlicesView {
  static func draw(
    _ state: WorkbenchState, _ context: DrawContext, in surface: inout Surface, _ part: Rectangle
  ) {
    let listWidth = min(34, max(20, part.columns / 5))
    let (list, rest) = part.split(left: listWidth)
    SubjectList.draw(state, in: &surface, list)
    guard let subject = state.shownSubject else { return }
    let message = MessagePane(state)
    let (pictures, below) = rest.split(top: rest.rows - message.height(columns: rest.columns))
    message.draw(in: &surface, below)
    if state.slices.isBlinked {
      pane(state, context, subject: subject, variant: state.variant, in: &surface, pictures)
    } else {
      let (left, right) = pictures.split(left: pictures.columns / 2)
      pane(state, context, subject: subject, variant: 0, in: &surface, left)
      pane(state, context, subject: subject, variant: state.variant, in: &surface, right)
    }
  }

  private static func pane(
    _ state: WorkbenchState, _ context: DrawContext, subject: SubjectStatus, variant index: Int,
    in surface: inout Surface, _ part: Rectangle
  ) {
    guard subject.variants.indices.contains(index) else { return }
    let variant = subject.variants[index]
    let requests = ImageWishes.pair(of: state)
    let request = index == 0 ? requests.full : requests.variant
    let reference = context.image(requests.full) ?? context.image(request)
    let mark = VariantGlyph.span(variant.state, glyphs: surface.glyphs, tick: state.tick).text
    let note = index == 0 || state.slices.isBlinked
      ? PlaneNote.text(state.slices, image: reference) : RemovalNote.text(variant)
    let inner = surface.frame(part, title: "\(variant.name) \(mark)", note: note)
    surface.fill(inner, " ", Style(.picture))
    if let image = context.image(request), let reference {
      SlicePane(
        settings: state.slices, context: context, image: image, reference: reference,
        removed: context.image(requests.variant)?.removed ?? context.image(requests.full)?.removed
      ).draw(in: &surface, inner)
    } else {
      note_(absence(of: variant, request: request, context: context), in: &surface, inner)
    }
  }

  private static func note_(_ text: String, in surface: inout Surface, _ part: Rectangle) {
    let columns = min(44, part.columns - 2)
    let lines = wrapped(text, columns: columns)
    let place = part.centered(Size(columns: columns, rows: lines.count))
    surface.write(text, wrappedIn: place, Style(.pictureCaption, on: .picture))
  }

  /// Why there is no picture yet.
  private static func absence(
    of variant: VariantStatus, request: ImageRequest?, context: DrawContext
  ) -> String {
    if let request {
      if case .problem(let problem) = context.images[request] { return problem.message }
      return "reading the image"
    }
    switch variant.state {
    case .running(let step, let fraction): return "\(step): \(Int(fraction * 100)) %"
    case .failed(_, let kind): return "no image: \(kind.rawValue)"
    case .blocked: return "the full image failed, so this was not made"
    case .cancelled: return "cancelled"
    case .waiting, .queued, .done: return "not made yet"
    }
  }
}

/// Where the slice is, in words.
enum PlaneNote {
  static func text(_ settings: WorkbenchState.SliceSettings, image: LoadedImage?) -> String {
    let name = settings.showsThree ? "three planes" : settings.plane.rawValue
    guard let image else { return name }
    let point = settings.point ?? image.box.centre
    if settings.showsThree {
      let numbers = (0..<3).map { Signed.text(point[$0], decimals: 0) }
      return "\(name)  \(numbers.joined(separator: " ")) mm"
    }
    let place = Signed.text(point[settings.plane.axis], decimals: 1)
    return "\(name)  \(settings.plane.axisName)=\(place) mm"
  }
}

/// What was removed, in words.
enum RemovalNote {
  static func text(_ variant: VariantStatus) -> String {
    if let changed = variant.removal["changed_voxels"] { return "changed \(Int(changed)) voxels" }
    guard let share = variant.removal["removed_head_percent"] else { return variant.state.word }
    let brain = Int(variant.removal["brain_voxels_removed"] ?? 0)
    return "removed \(Signed.plain(share, decimals: 1)) % of head  brain \(brain) voxels"
  }
}

/// Numbers with sign and a fixed count of decimals.
enum Signed {
  static func text(_ value: Double, decimals: Int) -> String {
    (value < 0 ? "" : "+") + plain(value, decimals: decimals)
  }

  static func plain(_ value: Double, decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "n/a" }
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let whole = Int((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && whole > 0 ? "-" : ""
    guard decimals > 0 else { return "\(sign)\(whole)" }
    let rest = String(whole % scale)
    return "\(sign)\(whole / scale)." + String(repeating: "0", count: decimals - rest.count) + rest
  }
}
