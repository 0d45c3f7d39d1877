import Agreement
import Study

/// Differences against means (Bland & Altman 1986) as an SVG drawing without anybody's name.
struct BlandAltmanDrawing: Sendable {
  private let method: String
  private let outcome: String
  private let points: [SIMD2<Double>]
  private let lines: [(value: Double, interval: Interval?, name: String)]

  /// Nil with fewer than two complete subjects.
  init?(_ row: MethodAgreement, cohort: CohortStatus) {
    points = cohort.subjects.compactMap { subject in
      guard subject.isComplete(cohort.valueKey),
        let full = subject.value(of: "full", key: cohort.valueKey),
        let test = subject.value(of: row.method, key: cohort.valueKey)
      else { return nil }
      return SIMD2((full + test) / 2, test - full)
    }
    guard points.count > 1, let bias = row.meanDifference else { return nil }
    (method, outcome) = (row.method, cohort.outcome.uppercased())
    let limits = [
      row.upperLimit.map { ($0, row.upperLimitInterval, "upper limit") },
      row.lowerLimit.map { ($0, row.lowerLimitInterval, "lower limit") },
    ]
    lines = [(bias, row.differenceInterval, "bias")] + limits.compactMap { $0 }
  }

  private static let (width, height) = (440.0, 280.0)
  private static let (left, right, top, bottom) = (58.0, 20.0, 30.0, 44.0)

  private var xRange: ClosedRange<Double> { Self.range(points.map(\.x), share: 0.06) }

  private var yRange: ClosedRange<Double> {
    let ends = lines.flatMap { [$0.value, $0.interval?.lower, $0.interval?.upper] }
    return Self.range(points.map(\.y) + ends.compactMap { $0 } + [0], share: 0.08)
  }

  private static func range(_ values: [Double], share: Double) -> ClosedRange<Double> {
    let known = values.filter(\.isFinite)
    guard let low = known.min(), let high = known.max() else { return 0...1 }
    let more = max((high - low) * share, abs(high) * 1e-6, 1e-6)
    return (low - more)...(high + more)
  }

  /// The drawing; colours follow the page.
  var svg: String {
    let (w, h) = (Self.width, Self.height)
    let parts =
      [
        "<svg viewBox=\"0 0 \(Int(w)) \(Int(h))\" role=\"img\" aria-label=\"\(method)\">",
        text(w / 2, 18, "\(method) - full, \(outcome) in ml", "title", anchor: "middle"),
        text(w / 2, h - 8, "mean of both, ml", "axis", anchor: "middle"),
      ] + ticks + lines.flatMap(line) + zero + points.map(dot) + ["</svg>"]
    return parts.joined(separator: "\n")
  }

  private func place(_ point: SIMD2<Double>) -> SIMD2<Double> {
    func share(_ value: Double, _ range: ClosedRange<Double>) -> Double {
      (value - range.lowerBound) / max(range.upperBound - range.lowerBound, 1e-12)
    }
    let u = share(point.x, xRange)
    let v = share(point.y, yRange)
    return SIMD2(
      Self.left + u * (Self.width - Self.left - Self.right),
      Self.height - Self.bottom - v * (Self.height - Self.top - Self.bottom))
  }

  private var ticks: [String] {
    (0...3).flatMap { step -> [String] in
      let share = Double(step) / 3
      let x = xRange.lowerBound + share * (xRange.upperBound - xRange.lowerBound)
      let y = yRange.lowerBound + share * (yRange.upperBound - yRange.lowerBound)
      let decimals = Self.decimals(yRange)
      return [
        text(
          place(SIMD2(x, 0)).x, Self.height - Self.bottom + 16,
          Signed.plain(x, decimals: Self.decimals(xRange)), "axis", anchor: "middle"),
        text(
          Self.left - 6, place(SIMD2(0, y)).y + 4, Signed.plain(y, decimals: decimals), "axis",
          anchor: "end"),
      ]
    }
  }

  private static func decimals(_ range: ClosedRange<Double>) -> Int {
    let span = range.upperBound - range.lowerBound
    return span >= 20 ? 0 : span >= 2 ? 1 : span >= 0.2 ? 2 : 3
  }

  private var zero: [String] { [rule(0, "zero")] }

  private func line(_ line: (value: Double, interval: Interval?, name: String)) -> [String] {
    let kind = line.name == "bias" ? "bias" : "limit"
    let band = line.interval.map { interval -> String in
      let (low, high) = (place(SIMD2(0, interval.lower)).y, place(SIMD2(0, interval.upper)).y)
      return "<rect class=\"band\" x=\"\(number(Self.left))\" y=\"\(number(high))\" "
        + "width=\"\(number(Self.width - Self.left - Self.right))\" "
        + "height=\"\(number(max(0, low - high)))\"/>"
    }
    return [band, rule(line.value, kind)].compactMap { $0 }
  }

  private func rule(_ value: Double, _ kind: String) -> String {
    let y = number(place(SIMD2(0, value)).y)
    return "<path class=\"\(kind)\" d=\"M\(number(Self.left)) \(y)H"
      + "\(number(Self.width - Self.right))\"/>"
  }

  private func dot(_ point: SIMD2<Double>) -> String {
    let p = place(point)
    return "<circle class=\"dot\" cx=\"\(number(p.x))\" cy=\"\(number(p.y))\" r=\"3\"/>"
  }

  private func text(
    _ x: Double, _ y: Double, _ words: String, _ kind: String, anchor: String
  ) -> String {
    "<text class=\"\(kind)\" x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">"
      + "\(HTMLText.escaped(words))</text>"
  }

  private func number(_ value: Double) -> String { Signed.plain(value, decimals: 1) }
}
