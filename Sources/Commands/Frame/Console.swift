import Foundation

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

  init(options: StandardOptions) {
    (quiet, verbose, detail) = (options.quiet, options.verbose, options.detail)
    json = options.json
  }

  init() {}

  /// A line of the result.
  func result(_ line: String) { Self.write(line + "\n", to: .standardOutput) }

  /// Something worth knowing.
  func note(_ line: String) {
    if !quiet { Self.write("bauta: \(line)\n", to: .standardError) }
  }

  /// Something that is said only on request.
  func more(_ line: @autoclosure () -> String) {
    if verbose { Self.write("bauta: \(line())\n", to: .standardError) }
  }

  /// Something that may be wrong.
  func warn(_ line: String) {
    if !quiet { Self.write("bauta: warning: \(line)\n", to: .standardError) }
  }

  /// A failure, with what to do about it.
  static func fail(_ failure: CommandFailure, detail: Bool) {
    var text = "bauta: error: \(failure.message)\n"
    if detail, let path = failure.path { text += "bauta:  file: \(path)\n" }
    for note in failure.notes { text += "bauta:  note: \(note)\n" }
    if let remedy = failure.remedy { text += "bauta:  help: \(remedy)\n" }
    write(text, to: .standardError)
  }

  /// Writes bytes, and gives up in silence when nobody reads (a closed pipe).
  static func write(_ text: String, to handle: FileHandle) {
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
