/// The limits of the gates that decide whether a defaced image may be written; engineering defaults.
public struct GateLimits: Sendable, Codable, Equatable {
  /// A limit that is worth a look and one that fails.
  public struct Pair: Sendable, Codable, Equatable {
    /// Worth a look beyond.
    public var warn: Double
    /// Fails beyond.
    public var fail: Double

    /// A pair of limits.
    public init(warn: Double, fail: Double) { (self.warn, self.fail) = (warn, fail) }
  }

  /// The usual range of a number and the plausible one.
  public struct Window: Sendable, Codable, Equatable {
    /// Worth a look outside.
    public var warn: ClosedRange<Double>
    /// Fails outside.
    public var fail: ClosedRange<Double>

    /// A window.
    public init(warn: ClosedRange<Double>, fail: ClosedRange<Double>) {
      (self.warn, self.fail) = (warn, fail)
    }
  }

  /// Brain voxels removed, per cent of the brain.
  public var brainRemoved = Pair(warn: 0, fail: 0.1)
  /// The face region in the field of view, per cent; smaller is worse.
  public var faceInView = Pair(warn: 70, fail: 10)
  /// Skin left, or not altered, of each zone that was asked for, per cent.
  public var faceLeft = Pair(warn: 5, fail: 20)
  /// Overlap (Dice) of the image's brain with the place of the template's; smaller is worse.
  public var brainInPlace = Pair(warn: 0.75, fail: 0.5)
  /// Head removed by method, per cent of its volume; a method that is not named has the usual window.
  public var headRemoved: [String: Window] = [:]
  /// How many times as large as the template a head may be, along any direction; shear shows in it.
  public var stretch = 0.7...1.4

  /// The default limits.
  public static let standard = GateLimits()

  /// The window for the share of the head that a method removes.
  public func headRemoved(by method: String) -> Window {
    headRemoved[method] ?? Window(warn: 2...35, fail: 0.5...50)
  }

  /// What differs from the defaults and concerns a method, as lines for the identity of a task.
  func lines(for method: String) -> [String] {
    let usual = Self.standard
    let pairs: [(String, Pair, Pair)] = [
      ("brain-removed", brainRemoved, usual.brainRemoved),
      ("face-in-view", faceInView, usual.faceInView), ("face-left", faceLeft, usual.faceLeft),
      ("brain-in-place", brainInPlace, usual.brainInPlace),
    ]
    var lines = pairs.filter { $0.1 != $0.2 }.map { "gate \($0.0)=\($0.1.warn),\($0.1.fail)" }
    let window = headRemoved(by: method)
    if window != usual.headRemoved(by: method) {
      lines.append("gate head-removed=\(window.warn),\(window.fail)")
    }
    if stretch != usual.stretch { lines.append("gate stretch=\(stretch)") }
    return lines
  }
}
