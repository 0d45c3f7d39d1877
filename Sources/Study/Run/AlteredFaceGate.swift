import Defacing
import Faces

extension FaceGate {
  /// The gates over a face whose surface was altered and not removed: in every zone that was asked
  /// for, the skin must have been touched, and neither the detail of its values nor its relief may
  /// be that of the original. Fails where no zone can be judged.
  ///
  /// - Parameters:
  ///   - skin: what became of the skin.
  ///   - regions: the zones that had to be masked.
  /// - Returns: three gates a zone.
  static func gates(of skin: AlteredSkin, regions: FaceRegions) -> [Gate] {
    let zones = regions.zones.flatMap { zone in
      skin.zones[zone].map { gates(zone.rawValue, $0) } ?? []
    }
    return zones.isEmpty
      ? [
        Gate(
          name: "unaltered-whole", value: .nan, failAbove: failAbove,
          sentence: "no zone of the face can be seen, so that its masking cannot be judged.")
      ] : zones
  }

  private static func gates(_ zone: String, _ found: AlteredSkin.Zone) -> [Gate] {
    [
      Gate(
        name: "unaltered-\(zone)", value: 100 * found.untouched, warnAbove: 5,
        failAbove: failAbove,
        sentence:
          "\(FigureText.percent(found.untouched)) of the skin of the zone '\(zone)' were not "
          + "altered; at most \(Int(failAbove)) % may stay, 5 % without a warning."),
      Gate(
        name: "detail-\(zone)", value: found.detail, warnAbove: 0.3, failAbove: 0.5,
        sentence: "The fine detail of the zone '\(zone)' correlates by "
          + "\(FigureText.hundredths(found.detail)) with the original; at most 0.5 it may, 0.3 without "
          + "a warning."),
      Gate(
        name: "relief-\(zone)", value: found.relief, warnAbove: 0.5, failAbove: 0.8,
        sentence: "The fine relief of the zone '\(zone)' correlates by "
          + "\(FigureText.hundredths(found.relief)) with that of the original skin; at most 0.8 it may, "
          + "0.5 without a warning."),
    ]
  }
}

extension FigureText {
  /// A correlation with two decimals.
  static func hundredths(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "?" }
    let whole = Int(abs(value) * 100 + 0.5)
    let digits = whole % 100
    return "\(value < 0 && whole > 0 ? "-" : "")\(whole / 100).\(digits < 10 ? "0" : "")\(digits)"
  }
}
