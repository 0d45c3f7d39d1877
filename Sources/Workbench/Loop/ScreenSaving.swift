import Canvas
import Foundation
import Jobs
import Study
import Terminal

/// The screen as files for a report of a fault: text, and text with colours.
///
/// Without details subjects are numbered and pictures are left out, since both tell who somebody is.
struct ScreenSaving {
  private let surface: Surface
  private let theme: Theme

  init(
    state: WorkbenchState, context: DrawContext, size: Size, theme: Theme, isDetailed: Bool
  ) {
    self.theme = theme
    let shown = isDetailed ? state : state.withoutNames
    var surface = Screenful.draw(shown, isDetailed ? context : DrawContext(of: context), size: size)
    if !isDetailed {
      surface.replace(state.names)
    }
    self.surface = surface
  }

  /// What `:save-screen [--detail] [FILE]` asks for; nil for other words.
  static func request(_ text: String) -> Request? {
    var words = text.split(separator: " ").map(String.init)
    guard let name = words.first, ["save-screen", "screen.save"].contains(name) else { return nil }
    words.removeFirst()
    let isDetailed = words.contains("--detail")
    words.removeAll { $0 == "--detail" }
    return .saveScreen(
      file: words.isEmpty ? nil : words.joined(separator: " "), isDetailed: isDetailed)
  }

  /// A name of a file for a moment.
  static func name(at time: Double, zone: TimeZone) -> String {
    let moment = LogTime.text(time, zone: zone, wide: true).filter { $0 != ":" }
      .replacingOccurrences(of: " ", with: "-")
    return "bauta-screen-\(moment).txt"
  }

  /// The rows as text.
  var text: String { surface.text + "\n" }

  /// The rows with colours.
  var ansi: String { surface.ansi(theme) }

  /// Writes both files, the one with colours beside under the ending `.ansi`; gives what went wrong.
  func write(to path: String) -> String? {
    let stem = path.hasSuffix(".txt") ? String(path.dropLast(4)) : path
    do {
      for (file, text) in [(path, text), (stem + ".ansi", ansi)] {
        guard !FileManager.default.fileExists(atPath: file) else {
          return "there is a file \(file) already; name another"
        }
        try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
      }
      return nil
    } catch {
      return "the screen could not be written to \(path)"
    }
  }
}

extension DrawContext {
  /// A context of the same terminal without any picture.
  init(of other: DrawContext) {
    self.init()
    (depth, glyphs, tints) = (other.depth, other.glyphs, other.tints)
  }
}

extension WorkbenchState {
  /// The labels of all subjects with what takes their place, the longest first; labels of one or two
  /// characters are numbers already, or would be found in every word.
  var names: [(label: String, number: String)] {
    numbered.filter { $0.label.count > 2 }.sorted { $0.label.count > $1.label.count }
  }

  private var numbered: [(label: String, number: String)] {
    let stems = (snapshot?.cohorts ?? []).flatMap { $0.subjects.map(\.subject.stem) }
    var seen: Set<String> = []
    let each = stems.filter { seen.insert($0).inserted }
    return each.enumerated().map { ($1, "subject \($0 + 1)") }
  }

  /// The same with numbers in place of labels, and without pictures.
  var withoutNames: WorkbenchState {
    var state = self
    state.slices.isDrawn = false
    guard var snapshot else { return state }
    let numbers = Dictionary(numbered.map { ($0.label, $0.number) }, uniquingKeysWith: { $1 })
    for cohort in snapshot.cohorts.indices {
      for place in snapshot.cohorts[cohort].subjects.indices {
        let stem = snapshot.cohorts[cohort].subjects[place].subject.stem
        snapshot.cohorts[cohort].subjects[place].subject.label = numbers[stem] ?? "subject"
        snapshot.cohorts[cohort].subjects[place].subject.session = nil
        guard !holdsStudy else { continue }
        // Plain images are called by their files, whose names tell who somebody is.
        for image in snapshot.cohorts[cohort].subjects[place].variants.indices {
          snapshot.cohorts[cohort].subjects[place].variants[image].name = "file \(image + 1)"
        }
      }
    }
    for place in snapshot.tasks.indices {
      let stem = snapshot.tasks[place].labels.subject
      snapshot.tasks[place].labels.subject = stem.map { numbers[$0] ?? "subject" }
    }
    state.snapshot = snapshot
    state.journal.rename { numbers[$0] ?? "subject" }
    state.labelColumns = snapshot.cohorts.map { cohort in
      cohort.subjects.map(\.subject.stem.utf8.count).max() ?? 0
    }
    state.search = ""
    return state
  }
}
