/// Measures the line to the terminal by probes, whose answers come back after all that was sent before
/// them has been shown.
///
/// One probe is under way at a time, and none is sent while nothing else is: an idle screen stays idle.
struct LineGauge: Sendable {
  /// Seconds of a round trip of next to nothing; nil until the first answer.
  private(set) var delay: Double?
  /// Bytes that the line takes in a second; nil until enough has been sent at once.
  private(set) var bytesPerSecond: Double?
  /// Whether the terminal answers no probes, so that nothing is known.
  private(set) var isSilent = false

  private var probedAt: Double?
  private var load = 0
  private var bytesSeen = 0

  /// Bytes from which on a load tells how fast the line is.
  private static let telling = 1_000
  /// Bytes after which another probe is worth its four bytes.
  private static let worthProbing = 400
  /// Seconds after which a terminal that never answered is taken for one that does not.
  private static let patience = 1.0
  /// Seconds after which an answer is taken for lost.
  private static let lost = 8.0

  /// Whether an answer is awaited.
  func isWaiting(now: Double) -> Bool {
    guard let probedAt, !isSilent else { return false }
    return now - probedAt < (delay == nil ? Self.patience : Self.lost)
  }

  /// Whether to send a probe, after `bytesSent` bytes since the screen was opened.
  mutating func shouldProbe(bytesSent: Int, now: Double) -> Bool {
    if probedAt != nil, !isWaiting(now: now) {
      if delay == nil { isSilent = true }
      probedAt = nil
    }
    let unseen = bytesSent - bytesSeen
    let isFirst = bytesSeen == 0 && delay == nil
    guard !isSilent, probedAt == nil, isFirst || unseen >= Self.worthProbing else { return false }
    (probedAt, load, bytesSeen) = (now, unseen, bytesSent)
    return true
  }

  /// Takes the answer of the probe under way.
  mutating func answered(now: Double) {
    guard let sent = probedAt else { return }
    probedAt = nil
    let seconds = max(0, now - sent)
    guard let known = delay else { return delay = seconds }
    if load >= Self.telling {
      let rate = Double(load) / max(0.0005, seconds - known)
      // The mean of the seconds that a byte takes: one answer that came early proves little.
      bytesPerSecond = bytesPerSecond.map { 2 / (1 / $0 + 1 / rate) } ?? rate
    }
    delay = min(seconds, load < Self.telling ? 0.7 * known + 0.3 * seconds : known)
  }
}
