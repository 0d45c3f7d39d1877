import Foundation
import Synchronization

/// Where the text of the program goes: the streams of the process, or a store for a test.
enum Outlet {
  /// One of the two streams.
  enum Stream: Sendable { case result, message }

  /// What was written while it stood in place of the streams of the process.
  final class Capture: Sendable {
    private let texts = Mutex<(result: String, message: String)>(("", ""))

    /// What went to stdout.
    var result: String { texts.withLock { $0.result } }
    /// What went to stderr.
    var message: String { texts.withLock { $0.message } }

    func append(_ text: String, to stream: Stream) {
      texts.withLock { texts in
        switch stream {
        case .result: texts.result += text
        case .message: texts.message += text
        }
      }
    }
  }

  /// When set, everything goes there.
  @TaskLocal static var capture: Capture?

  /// Writes a text, and gives up in silence when nobody reads (a closed pipe).
  static func write(_ text: String, to stream: Stream) {
    if let capture { return capture.append(text, to: stream) }
    let handle: FileHandle = stream == .result ? .standardOutput : .standardError
    try? handle.write(contentsOf: Data(text.utf8))
  }
}

/// Where a command speaks: results to stdout, everything else to stderr with the program's name.
struct Console: Sendable {
  /// Say nothing but results and errors.
  var quiet = false
  /// Say more.
  var verbose = false
  /// Show full paths and subject names.
  var detail = false
  /// Print one JSON value instead of text.
  var json = false

  init(options: some StandardSettings) {
    (quiet, verbose, detail) = (options.quiet, options.verbose, options.detail)
    json = options.json
  }

  init() {}

  /// A line of the result.
  func result(_ line: String) { Outlet.write(line + "\n", to: .result) }

  /// Something worth knowing.
  func note(_ line: String) {
    if !quiet { Outlet.write("bauta: \(line)\n", to: .message) }
  }

  /// Something that is said only on request.
  func more(_ line: @autoclosure () -> String) {
    if verbose { Outlet.write("bauta: \(line())\n", to: .message) }
  }

  /// Something that may be wrong.
  func warn(_ line: String) {
    if !quiet { Outlet.write("bauta: warning: \(line)\n", to: .message) }
  }

  /// A failure of one of several inputs, after which the others go on.
  func fail(_ failure: CommandFailure) { Self.fail(failure, detail: detail) }

  /// A failure, with what to do about it.
  static func fail(_ failure: CommandFailure, detail: Bool) {
    var text = "bauta: error: \(failure.sentence)\n"
    if detail, let path = failure.path { text += "bauta:  file: \(path)\n" }
    for note in failure.notes { text += "bauta:  note: \(note)\n" }
    if let remedy = failure.remedy { text += "bauta:  help: \(remedy)\n" }
    Outlet.write(text, to: .message)
  }
}
