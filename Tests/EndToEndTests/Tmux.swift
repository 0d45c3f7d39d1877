import Foundation
import Support

/// A terminal of its own, kept by tmux: the program runs in a real pseudo-terminal, and its screen can
/// be read.
final class Tmux {
  private let socket = "bauta-test-\(UUID().uuidString.prefix(8))"
  let place: ScratchFolder

  /// Where the programs are; nil where they are not installed.
  static func program(_ name: String) -> String? {
    ["/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/bin/"].map { $0 + name }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Whether a type of terminal is described on this machine.
  static func knows(_ term: String) -> Bool {
    guard let first = term.unicodeScalars.first else { return false }
    let folders = ["/usr/share/terminfo", "/lib/terminfo", "/etc/terminfo"]
    return folders.contains { FileManager.default.fileExists(atPath: "\($0)/\(first)/\(term)") }
  }

  /// Opens a terminal in which a script for `sh` runs.
  init(
    columns: Int, rows: Int, term: String = "xterm-256color", locale: String = "C.UTF-8",
    script: String
  ) throws {
    place = try ScratchFolder()
    let file = try place.write(Array(script.utf8), as: "script")
    tmux(
      "-f", "/dev/null", "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
      "env -i PATH=/usr/bin:/bin HOME=\(place.path) TERM=\(term) LC_ALL=\(locale) sh \(file)")
    tmux("set-option", "-g", "window-size", "manual")
    tmux("set-option", "-g", "status", "off")
    tmux("set-option", "-g", "remain-on-exit", "on")
    resize(columns: columns, rows: rows)
  }

  deinit { tmux("kill-server") }

  private func tmux(_ arguments: String..., output: String? = nil) {
    let environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": place.path]
    let client = Spawned(
      Self.program("tmux") ?? "tmux", ["-L", socket] + arguments, environment: environment,
      output: output)
    client?.wait()
  }

  /// What the screen shows, line by line, without blanks at the ends.
  func screen() throws -> String {
    tmux("capture-pane", "-p", output: place.file("screen"))
    return String(decoding: try place.bytes(of: "screen"), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0.reversed().drop { $0 == " " }.reversed()) }.joined(separator: "\n")
  }

  /// Presses keys by tmux's names of them.
  func press(_ keys: String...) {
    for key in keys { tmux("send-keys", key) }
  }

  func resize(columns: Int, rows: Int) {
    tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
  }

  /// Waits until the screen shows a text; whether it came.
  func shows(_ text: String, within seconds: Double = 60) throws -> Bool {
    try eventually(within: seconds) { try screen().contains(text) }
  }

  /// Waits until the screen stands still, and gives it.
  func settled() throws -> String {
    var last = try screen()
    var same = 0
    _ = try eventually(within: 60) {
      let now = try screen()
      same = now == last ? same + 1 : 0
      last = now
      return same >= 8
    }
    return last
  }
}
