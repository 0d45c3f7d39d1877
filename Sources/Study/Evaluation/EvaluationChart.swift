/// A chart of points over two axes as an SVG file, for reports of evaluations.
public struct EvaluationChart: Sendable, Hashable {
  /// Words above.
  public var title: String
  /// Words below the x axis.
  public var xTitle: String
  /// Words beside the y axis.
  public var yTitle: String
  /// The ends of the x axis.
  public var x: ClosedRange<Double>
  /// The ends of the y axis.
  public var y: ClosedRange<Double>
  /// The points.
  public var points: [SIMD2<Double>]
  /// Whether the points are joined by a line.
  public var isJoined = false
  /// A line of reference from its first to its second point; nil for none.
  public var reference: [SIMD2<Double>] = []

  /// A chart from its parts.
  public init(
    title: String, xTitle: String, yTitle: String, x: ClosedRange<Double>, y: ClosedRange<Double>,
    points: [SIMD2<Double>]
  ) {
    (self.title, self.xTitle, self.yTitle) = (title, xTitle, yTitle)
    (self.x, self.y, self.points) = (x, y, points)
  }

  private static let (width, height, margin) = (480.0, 360.0, 56.0)

  /// The chart as SVG.
  public var svg: String {
    let (w, h) = (Self.width, Self.height)
    return
      ([
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(Int(w))\" height=\"\(Int(h))\" "
          + "font-family=\"sans-serif\" font-size=\"12\">",
        "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>",
        text(w / 2, 22, title, anchor: "middle"), text(w / 2, h - 12, xTitle, anchor: "middle"),
        "<text transform=\"translate(16 \(number(h / 2))) rotate(-90)\" text-anchor=\"middle\">"
          + "\(escaped(yTitle))</text>",
      ] + axes + lines + dots + ["</svg>", ""]).joined(separator: "\n")
  }

  private var axes: [String] {
    let (left, right) = (Self.margin, Self.width - 20)
    let (top, bottom) = (36.0, Self.height - Self.margin)
    var parts = [
      "<path d=\"M\(number(left)) \(number(top)) V\(number(bottom)) H\(number(right))\" "
        + "fill=\"none\" stroke=\"black\"/>"
    ]
    for step in 0...4 {
      let share = Double(step) / 4
      let (px, py) = (left + share * (right - left), bottom - share * (bottom - top))
      parts.append(
        text(px, bottom + 18, label(x.lowerBound + share * span(x)), anchor: "middle"))
      parts.append(text(left - 6, py + 4, label(y.lowerBound + share * span(y)), anchor: "end"))
    }
    return parts
  }

  private var lines: [String] {
    var parts: [String] = []
    if reference.count > 1 { parts.append(path(reference, "#999999")) }
    if isJoined, points.count > 1 { parts.append(path(points, "#2266aa")) }
    return parts
  }

  private var dots: [String] {
    points.filter { $0.x.isFinite && $0.y.isFinite }.map { point in
      let p = place(point)
      return "<circle cx=\"\(number(p.x))\" cy=\"\(number(p.y))\" r=\"3\" fill=\"#2266aa\"/>"
    }
  }

  private func path(_ points: [SIMD2<Double>], _ colour: String) -> String {
    let places = points.map(place).map { "\(number($0.x)),\(number($0.y))" }
    return "<polyline points=\"\(places.joined(separator: " "))\" fill=\"none\" "
      + "stroke=\"\(colour)\"/>"
  }

  private func place(_ point: SIMD2<Double>) -> SIMD2<Double> {
    let (left, right) = (Self.margin, Self.width - 20)
    let (top, bottom) = (36.0, Self.height - Self.margin)
    let u = min(1, max(0, (point.x - x.lowerBound) / max(span(x), 1e-12)))
    let v = min(1, max(0, (point.y - y.lowerBound) / max(span(y), 1e-12)))
    return SIMD2(left + u * (right - left), bottom - v * (bottom - top))
  }

  private func span(_ range: ClosedRange<Double>) -> Double { range.upperBound - range.lowerBound }

  private func text(_ x: Double, _ y: Double, _ words: String, anchor: String) -> String {
    "<text x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\">\(escaped(words))</text>"
  }

  private func escaped(_ words: String) -> String {
    var result = ""
    for letter in words {
      switch letter {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.append(letter)
      }
    }
    return result
  }

  private func label(_ value: Double) -> String { number(value) }

  /// A number with at most two digits after the point.
  private func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    let hundredths = Int(value * 100 + (value < 0 ? -0.5 : 0.5))
    return hundredths % 100 == 0 ? "\(hundredths / 100)" : "\(Double(hundredths) / 100)"
  }
}

extension WMLVEvaluation {
  /// How often voxels of a probability are lesion indeed.
  public var calibrationChart: EvaluationChart {
    var chart = EvaluationChart(
      title: "Calibration of the probability of lesion", xTitle: "mean probability",
      yTitle: "share that is lesion", x: 0...1, y: 0...1, points: reliability.points)
    chart.isJoined = true
    chart.reference = [SIMD2(0, 0), SIMD2(1, 1)]
    return chart
  }

  /// The error of the volume by the true volume, both in ml.
  public var errorChart: EvaluationChart {
    let points = measured.map { SIMD2($0.x, $0.y - $0.x) }
    let farX = points.map(\.x).max() ?? 1
    let farY = max(0.5, points.map { abs($0.y) }.max() ?? 1)
    var chart = EvaluationChart(
      title: "Error of the lesion volume", xTitle: "true volume, ml",
      yTitle: "found minus true, ml", x: 0...max(1, farX), y: -farY...farY, points: points)
    chart.reference = [SIMD2(0, 0), SIMD2(max(1, farX), 0)]
    return chart
  }
}
