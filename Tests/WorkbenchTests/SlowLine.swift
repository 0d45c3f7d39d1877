import Terminal

@testable import Workbench

/// A line of so many bytes a second and so long a way between a workbench and its terminal, in made
/// time: what is sent queues up, keys and answers take half a round trip.
final class SlowLine {
  let bench: Bench
  let bytesPerSecond: Double
  let roundTrip: Double
  /// When everything sent so far has left the queue.
  private var isEmptyAt: Double
  private var sent = 0
  private var answerAt: Double?
  /// Seconds from pressing each key to seeing what it did.
  private(set) var responses: [Double] = []

  init(_ bench: Bench, bytesPerSecond: Double = 50_000, roundTrip: Double = 0.2) {
    (self.bench, self.bytesPerSecond, self.roundTrip) = (bench, bytesPerSecond, roundTrip)
    isEmptyAt = bench.now
    // The first probe goes before everything else.
    answerAt = bench.workbench.awaitsAnswer ? bench.now + roundTrip : nil
    transmit()
  }

  /// Takes into the queue what was sent; a probe among it is answered when it comes out.
  private func transmit() {
    let total = bench.recorder.bytesSent
    isEmptyAt = max(isEmptyAt, bench.now) + Double(total - sent) / bytesPerSecond
    sent = total
    if answerAt == nil, bench.workbench.awaitsAnswer { answerAt = isEmptyAt + roundTrip }
  }

  /// Lets time go on in steps of 10 ms.
  func wait(_ seconds: Double) {
    let end = bench.now + seconds
    while bench.now < end - 1e-9 {
      bench.now = min(end, bench.now + 0.01)
      if let answerAt, answerAt <= bench.now {
        self.answerAt = nil
        bench.workbench.handle(.answer)
      }
      bench.settle()
      transmit()
    }
  }

  /// Presses a key so often, every so many seconds.
  func hold(_ key: Key, times: Int, every seconds: Double = 1.0 / 30) {
    for _ in 0..<times {
      // Pressed half a round trip ago.
      let pressed = bench.now - roundTrip / 2
      bench.workbench.handle(key)
      bench.settle()
      transmit()
      responses.append(isEmptyAt + roundTrip / 2 - pressed)
      wait(seconds)
    }
  }

  /// Bytes that something sends.
  func bytes(_ body: () -> Void) -> Int { bench.recorder.bytes(sentBy: body) }
}
