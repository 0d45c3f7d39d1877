/// An evaluation of GBV as a drawing in SVG: on the left how often voxels of each probability are
/// abnormal, on the right the error of each volume against its truth.
public struct GBVEvaluationPlot: Sendable {
  private let evaluation: GBVEvaluation
  private static let side = 300.0
  private static let margin = 60.0

  /// A drawing of an evaluation.
  public init(_ evaluation: GBVEvaluation) { self.evaluation = evaluation }

  /// The drawing.
  public var svg: String {
    let (width, height) = (2 * Self.side + 4 * Self.margin, Self.side + 2 * Self.margin)
    let head =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(number(width)) \(number(height))\" "
      + "font-family=\"sans-serif\" font-size=\"12\">\n"
      + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
    return head + calibration + errors + "</svg>\n"
  }

  private var calibration: String {
    let left = Self.margin
    var text = frame(
      at: left, title: "Calibration", across: "probability of being abnormal",
      up: "share that is abnormal")
    text += line(left, 0, left + Self.side, 1, "#999")
    for share in stride(from: 0.0, through: 1, by: 0.25) {
      text += label(left + share * Self.side, 0, "\(share)", below: true)
      text += label(left, share, "\(share)", below: false)
    }
    for step in evaluation.calibration {
      text += dot(left + step.expected * Self.side, step.observed, "#c0392b", 4)
    }
    return text
  }

  private static let colours = ["#2c7fb8", "#31a354", "#d95f0e"]

  /// Errors from -50 to 50 per cent over volumes from 0 to the largest.
  private var errors: String {
    let left = Self.side + 3 * Self.margin
    var text = frame(
      at: left, title: "Error of each volume", across: "true volume, ml", up: "error, %")
    let largest = max(
      1, GBVEvaluation.names.flatMap { evaluation.pairs(of: $0).map { $0[0] } }.max() ?? 1)
    text += line(left, 0.5, left + Self.side, 0.5, "#999")
    for percent in [-50.0, -25, 0, 25, 50] {
      text += label(left, 0.5 + percent / 100, number(percent), below: false)
    }
    for share in [0, 0.5, 1.0] {
      text += label(left + share * Self.side, 0, number(share * largest), below: true)
    }
    for (place, name) in GBVEvaluation.names.enumerated() {
      let colour = Self.colours[place % Self.colours.count]
      for pair in evaluation.pairs(of: name) where pair[0] > 0 {
        let error = min(0.5, max(-0.5, pair[1] / pair[0] - 1))
        text += dot(left + pair[0] / largest * Self.side, 0.5 + error, colour, 3)
      }
      let y = number(Self.margin + 14 * Double(place + 1))
      text += "<text x=\"\(number(left + Self.side - 8))\" y=\"\(y)\" fill=\"\(colour)\" "
      text += "text-anchor=\"end\">\(name)</text>\n"
    }
    return text
  }

  private func frame(at left: Double, title: String, across: String, up: String) -> String {
    let (side, top) = (Self.side, Self.margin)
    let middle = number(left + side / 2)
    let turned = "\(number(left - 42)) \(number(top + side / 2))"
    return
      "<rect x=\"\(number(left))\" y=\"\(number(top))\" width=\"\(number(side))\" "
      + "height=\"\(number(side))\" fill=\"none\" stroke=\"black\"/>\n"
      + "<text x=\"\(middle)\" y=\"\(number(top - 14))\" text-anchor=\"middle\">\(title)</text>\n"
      + "<text x=\"\(middle)\" y=\"\(number(top + side + 40))\" text-anchor=\"middle\">\(across)</text>\n"
      + "<text transform=\"translate(\(turned)) rotate(-90)\" text-anchor=\"middle\">\(up)</text>\n"
  }

  /// Heights are shares of the frame.
  private func y(_ share: Double) -> Double { Self.margin + (1 - share) * Self.side }

  private func dot(_ x: Double, _ share: Double, _ colour: String, _ radius: Int) -> String {
    "<circle cx=\"\(number(x))\" cy=\"\(number(y(share)))\" r=\"\(radius)\" fill=\"\(colour)\" "
      + "fill-opacity=\"0.7\"/>\n"
  }

  private func line(_ x: Double, _ a: Double, _ to: Double, _ b: Double, _ colour: String) -> String
  {
    "<line x1=\"\(number(x))\" y1=\"\(number(y(a)))\" x2=\"\(number(to))\" y2=\"\(number(y(b)))\" "
      + "stroke=\"\(colour)\" stroke-dasharray=\"4 3\"/>\n"
  }

  private func label(_ x: Double, _ share: Double, _ text: String, below: Bool) -> String {
    below
      ? "<text x=\"\(number(x))\" y=\"\(number(y(share) + 18))\" text-anchor=\"middle\">\(text)</text>\n"
      : "<text x=\"\(number(x - 6))\" y=\"\(number(y(share) + 4))\" text-anchor=\"end\">\(text)</text>\n"
  }

  /// One decimal at most.
  private func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    let tenths = Int((abs(value) * 10 + 0.5))
    let sign = value < 0 && tenths > 0 ? "-" : ""
    return sign + (tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)")
  }
}
