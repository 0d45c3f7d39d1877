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

  private static let lost = Atomic<Int32>(0)

  /// Why a part of the result could not be written, though somebody wanted it.
  static var loss: CommandFailure? {
    let number = lost.load(ordering: .relaxed)
    guard number != 0, capture == nil else { return nil }
    return CommandFailure(
      .cannotCreate, "the result could not be written whole: \(String(cString: strerror(number)))",
      remedy: "Make room where it goes, and run the command again.")
  }

  /// Writes a text, and gives up in silence when nobody reads (a closed pipe).
  static func write(_ text: String, to stream: Stream) {
    if let capture { return capture.append(text, to: stream) }
    let failure = write(Array(text.utf8), to: stream == .result ? STDOUT_FILENO : STDERR_FILENO)
    if stream == .result, failure != 0, failure != EPIPE { lost.store(failure, ordering: .relaxed) }
  }

  /// Writes all bytes; returns the number of the error that kept some of them back, or 0.
  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let part = UnsafeRawBufferPointer(rebasing: rest)
        let count = Foundation.write(descriptor, part.baseAddress, part.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return count < 0 ? errno : EIO }
        rest = rest.dropFirst(count)
      }
      return 0
    }
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
