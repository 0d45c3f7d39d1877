import Foundation

/// How much of its pictures a screen shows.
enum PictureDetail: Sendable, Equatable {
  /// All of them.
  case full
  /// So many rows from the top, the others coarse: plain characters without colours.
  case rows(Int)
  /// What was shown before of the same image, or nothing.
  case withheld
}

/// What decides how the pictures of a screen look.
struct PictureSignature: Equatable {
  var view: ViewKind
  var slices: WorkbenchState.SliceSettings
  var face: FaceSettings
  /// The images, or nil where one is not there.
  var images: [UUID?]
  /// Rows of the screen.
  var rows: Int
  /// Whether something lies above the pictures, which are sent again when it goes.
  var isCovered: Bool
}

/// Decides how much is drawn over a line, so that a key is always answered within two round trips.
///
/// On a slow line only one load of pictures is under way at a time and the latest wins: while it
/// is, texts are drawn at once and pictures wait; then they are drawn coarse, and some rows at a time
/// in full once no key has come for a moment.
struct LinePacer {
  /// What is known of the line.
  private(set) var gauge = LineGauge()
  /// Whether lines are measured at all.
  let isOn: Bool

  /// Whether pictures are drawn with fewer colours than the terminal has.
  private(set) var isReduced = false
  /// Whether pictures become coarse with this drawing, so that words are to be sent before them.
  private(set) var becomesCoarse = false
  private var shown: PictureSignature?
  private var fullRows = 0
  private var isBehind = false
  /// Bytes that a row of pictures took on the average, and the most that one took.
  private var bytesPerRow = (mean: 1_500.0, most: 2_500.0)
  private var refined = (bytes: 0, most: 0.0)
  private var lastKeyAt = -Double.infinity
  private var sent = 0

  init(isOn: Bool) { self.isOn = isOn }

  /// Seconds without a key before pictures are refined.
  private static let rest = 0.15
  /// Seconds that pictures in full may take on a line that is not called slow.
  private static let quick = 0.12
  /// The part of what the line takes during one round trip that is sent at once.
  private static let share = 0.8

  /// Whether pictures in full would keep keys waiting.
  func isSlow(rows: Int, now: Double) -> Bool {
    guard isOn, !gauge.isSilent else { return false }
    guard let delay = gauge.delay else { return gauge.isWaiting(now: now) }
    guard let rate = gauge.bytesPerSecond else { return delay > 0.06 }
    return bytesPerRow.mean * Double(rows) / rate > Self.quick
  }

  /// A key was pressed.
  mutating func keyPressed(now: Double) { lastKeyAt = now }

  /// The terminal answered.
  mutating func answered(now: Double) { gauge.answered(now: now) }

  /// How much of the pictures is to be drawn now.
  mutating func detail(for wanted: PictureSignature, now: Double) -> PictureDetail {
    becomesCoarse = false
    guard isSlow(rows: wanted.rows, now: now) else {
      // What is half drawn keeps its colours.
      if shown != wanted { isReduced = false }
      (shown, fullRows, isBehind) = (wanted, wanted.rows, false)
      return .full
    }
    if wanted.isCovered {
      // What is seen beside stays; what lies below is drawn when it is seen again.
      (shown, isBehind) = (nil, false)
      return .withheld
    }
    let isWaiting = gauge.isWaiting(now: now)
    // Before the first answer nothing but that is under way, and a terminal may never give one.
    isBehind = isWaiting && gauge.delay != nil && shown != wanted
    if isBehind {
      // What is wanted again before it was drawn is no longer there.
      shown = nil
      return .withheld
    }
    if shown != wanted {
      // Words that were sent while the picture was behind or covered need not go before it again.
      becomesCoarse = shown != nil
      (shown, fullRows, isReduced) = (wanted, 0, true)
      refined = (0, 0)
    } else if !isWaiting, now - lastKeyAt >= Self.rest {
      fullRows = min(wanted.rows, fullRows + rowsAtOnce)
    }
    return fullRows >= wanted.rows ? .full : .rows(fullRows)
  }

  private var rowsAtOnce: Int {
    let bytes = (gauge.bytesPerSecond ?? 20_000) * max(0.05, gauge.delay ?? 0.1) * Self.share
    return max(1, Int(min(1_000, bytes / bytesPerRow.most)))
  }

  /// Whether a drawing is due although nothing has changed.
  func isDue(now: Double) -> Bool {
    guard isPending, !gauge.isWaiting(now: now) else { return false }
    return isBehind || now - lastKeyAt >= Self.rest
  }

  /// Whether a drawing will be due.
  var isPending: Bool {
    isOn && (isBehind || fullRows < (shown?.rows ?? 0))
  }

  /// Learns from a drawing; whether a probe is to be sent after it.
  mutating func drew(_ detail: PictureDetail, rows added: Int, bytesSent: Int, now: Double) -> Bool
  {
    learn(rows: added, bytes: bytesSent - sent)
    sent = bytesSent
    return isOn && gauge.shouldProbe(bytesSent: bytesSent, now: now)
  }

  /// Takes what a step of refining sent; at the last it is known what pictures take.
  private mutating func learn(rows added: Int, bytes: Int) {
    guard added > 0, isReduced, let shown else { return }
    refined.bytes += bytes
    refined.most = max(refined.most, Double(bytes) / Double(added))
    guard fullRows >= shown.rows else { return }
    bytesPerRow = (max(50, Double(refined.bytes) / Double(shown.rows)), max(100, refined.most))
  }

  /// Rows that are drawn in full.
  var rowsInFull: Int { fullRows }
}
