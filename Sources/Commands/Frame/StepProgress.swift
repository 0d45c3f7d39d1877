import Dispatch
import Foundation
import Synchronization

/// Shows at which step a long work is, on stderr: on a terminal one line with the time passed and,
/// where it can be told, left; elsewhere a line for each input.
final class StepProgress: Sendable {
  private struct State {
    var item = 0
    var step = ""
    var isOpen = false
  }

  private let count: Int
  private let isTerminal: Bool
  private let isSilent: Bool
  private let started = ContinuousClock.now
  private let state = Mutex(State())
  /// Only made in `init` and cancelled in `deinit`.
  private nonisolated(unsafe) let timer: (any DispatchSourceTimer)?

  /// Progress over `count` inputs.
  init(console: Console, count: Int = 1) {
    self.count = max(1, count)
    isTerminal = isatty(STDERR_FILENO) == 1 && Outlet.capture == nil
    isSilent = console.quiet
    guard isTerminal, !isSilent else {
      timer = nil
      return
    }
    let timer = DispatchSource.makeTimerSource(queue: .global())
    self.timer = timer
    timer.setEventHandler { @Sendable [weak self] in self?.draw() }
    timer.schedule(deadline: .now() + 0.3, repeating: 0.5)
    timer.resume()
  }

  deinit { timer?.cancel() }

  /// Begins with an input, counted from 0.
  func begin(item: Int) {
    state.withLock { $0.item = item }
    if !isTerminal, !isSilent, count > 1 {
      Outlet.write("bauta: image \(item + 1) of \(count)\n", to: .message)
    }
  }

  /// Says what is being done now.
  func step(_ name: String) {
    state.withLock { $0.step = name }
    draw()
  }

  /// Removes the line; it comes back with the next step.
  func close() {
    state.withLock { state in
      if state.isOpen { Outlet.write("\r\u{1B}[K", to: .message) }
      (state.isOpen, state.step) = (false, "")
    }
  }

  private func draw() {
    guard isTerminal, !isSilent else { return }
    let parts = (ContinuousClock.now - started).components
    let seconds = Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    state.withLock { state in
      guard !state.step.isEmpty else { return }
      state.isOpen = true
      let line = Self.line(item: state.item, count: count, step: state.step, seconds: seconds)
      Outlet.write("\r\u{1B}[Kbauta: \(line)", to: .message)
    }
  }

  /// The state as one line; the expected end is told once an input is done.
  static func line(item: Int, count: Int, step: String, seconds: Double) -> String {
    let place = count > 1 ? "image \(item + 1) of \(count), " : ""
    let left =
      item > 0
      ? ", \(ProgressBar.duration(seconds / Double(item) * Double(count - item))) left" : ""
    return "\(place)\(step) … \(ProgressBar.duration(seconds))\(left)"
  }
}
