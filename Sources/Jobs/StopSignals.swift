import Dispatch
import Foundation

/// Calls a handler when the process is asked to end; as long as it lives the process does not end
/// by itself on these signals.
public final class StopSignals: Sendable {
  /// Only made in `init` and cancelled in `deinit`.
  private nonisolated(unsafe) let sources: [any DispatchSourceSignal]
  private let numbers: [Int32]

  /// Listens for `numbers`; `handler` is called on another thread with the signal's number.
  public init(
    _ numbers: [Int32] = [SIGINT, SIGTERM], handler: @escaping @Sendable (Int32) -> Void
  ) {
    self.numbers = numbers
    sources = numbers.map { number in
      Foundation.signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { @Sendable in handler(number) }
      source.resume()
      return source
    }
  }

  deinit {
    for source in sources { source.cancel() }
    for number in numbers { Foundation.signal(number, SIG_DFL) }
  }
}
