import Dispatch
import Foundation

/// Calls a handler when the process is asked to end; as long as it lives the process does not end
/// by itself on these signals.
public final class StopSignals: Sendable {
  /// Only made in `init` and cancelled in `deinit`.
  private nonisolated(unsafe) let sources: [any DispatchSourceSignal]
  private let numbers: [Int32]

  /// Listens for `numbers` from the moment this returns; `handler` is called on another thread with
  /// the signal's number.
  public init(
    _ numbers: [Int32] = [SIGINT, SIGTERM], handler: @escaping @Sendable (Int32) -> Void
  ) {
    self.numbers = numbers
    // A queue of its own gets a thread however busy the others are.
    let queue = DispatchQueue(label: "bauta.signals")
    let registered = DispatchSemaphore(value: 0)
    sources = numbers.map { number in
      Foundation.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { @Sendable in handler(number) }
      source.setRegistrationHandler { @Sendable in registered.signal() }
      source.resume()
      return source
    }
    // Until then a signal would be ignored, and whoever sent it would wait for ever.
    for _ in numbers { registered.wait() }
  }

  deinit {
    for source in sources { source.cancel() }
    for number in numbers { Foundation.signal(number, SIG_DFL) }
  }
}
