import Foundation

/// Shows how far a long work is, on stderr: one line drawn anew on a terminal, now and then a line
/// of its own elsewhere.
final class ProgressBar {
  private let isTerminal: Bool
  private let isSilent: Bool
  private let started = ContinuousClock.now
  private var lastDrawn: ContinuousClock.Instant?
  private var lastPlain: ContinuousClock.Instant?
  private var isOpen = false

  init(console: Console) {
    isTerminal = isatty(STDERR_FILENO) == 1
    isSilent = console.quiet
  }

  /// Seconds since the work began.
  var elapsedSeconds: Double {
    let parts = (ContinuousClock.now - started).components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }

  /// Draws the state, at most ten times a second; `remaining` is in seconds.
  func update(fraction: Double, text: String, remaining: Double?) {
    guard !isSilent else { return }
    let now = ContinuousClock.now
    if isTerminal {
      if let lastDrawn, now - lastDrawn < .milliseconds(100) { return }
      lastDrawn = now
      isOpen = true
      Outlet.write("\r\u{1B}[K" + Self.line(fraction, text, remaining), to: .message)
    } else {
      if let lastPlain, now - lastPlain < .seconds(10) { return }
      lastPlain = now
      Outlet.write("bauta: " + Self.line(fraction, text, remaining) + "\n", to: .message)
    }
  }

  /// Prints a line above the bar.
  func line(_ text: String) {
    guard !isSilent else { return }
    close()
    Outlet.write("bauta: \(text)\n", to: .message)
  }

  /// Removes the bar.
  func close() {
    if isOpen { Outlet.write("\r\u{1B}[K", to: .message) }
    isOpen = false
  }

  /// The state as one line of plain characters.
  static func line(_ fraction: Double, _ text: String, _ remaining: Double?) -> String {
    let share = min(1, max(0, fraction.isFinite ? fraction : 0))
    let filled = Int(share * 24)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 24 - filled)
    let percent = "\(Int(share * 100))"
    let padded = String(repeating: " ", count: 3 - percent.count) + percent
    let end = remaining.map { ", \(duration($0)) left" } ?? ""
    return "[\(bar)] \(padded) % \(text)\(end)"
  }

  /// A time as people say it: `42 s`, `3 min 05 s`, `2 h 10 min`.
  static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e8 else { return "unknown" }
    let whole = Int(seconds + 0.5)
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(twoDigits(whole % 60)) s" }
    return "\(whole / 3600) h \(twoDigits(whole % 3600 / 60)) min"
  }

  private static func twoDigits(_ number: Int) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
