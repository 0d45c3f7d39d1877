import Defacing
import Faces

extension FaceGate {
  /// The gates over a face whose surface was altered and not removed: in every zone that was asked
  /// for, the skin must have been touched, and neither the detail of its values nor its relief may
  /// be that of the original. Fails where no zone can be judged; none where none was asked for.
  ///
  /// - Parameters:
  ///   - skin: what became of the skin.
  ///   - regions: the zones that had to be masked.
  ///   - limits: how much of the skin of each may be as it was, per cent.
  /// - Returns: three gates a zone.
  static func gates(
    of skin: AlteredSkin, regions: FaceRegions,
    limits: GateLimits.Pair = GateLimits.standard.faceLeft
  ) -> [Gate] {
    if regions.zones.isEmpty { return [] }
    let zones = regions.zones.flatMap { zone in
      skin.zones[zone].map { gates(zone.rawValue, $0, limits) } ?? []
    }
    return zones.isEmpty
      ? [
        Gate(
          name: "unaltered-whole", value: .nan, failAbove: limits.fail,
          sentence: "no zone of the face can be seen, so that its masking cannot be judged.")
      ] : zones
  }

  private static func gates(
    _ zone: String, _ found: AlteredSkin.Zone, _ limits: GateLimits.Pair
  ) -> [Gate] {
    [
      Gate(
        name: "unaltered-\(zone)", value: 100 * found.untouched,
        warnAbove: limits.warn, failAbove: limits.fail,
        sentence:
          "\(FigureText.percent(found.untouched, beside: limits)) of the skin of the zone '\(zone)' were not "
          + "altered; at most \(GateFigures.limit(limits.fail)) % may stay, "
          + "\(GateFigures.limit(limits.warn)) % without a warning."),
      Gate(
        name: "detail-\(zone)", value: found.detail, warnAbove: 0.3, failAbove: 0.5,
        sentence: "The fine detail of the zone '\(zone)' correlates by "
          + "\(GateFigures.text(found.detail, decimals: 2, apartFrom: [0.3, 0.5])) with the original; at most 0.5 it may, 0.3 without "
          + "a warning."),
      Gate(
        name: "relief-\(zone)", value: found.relief, warnAbove: 0.5, failAbove: 0.8,
        sentence: "The fine relief of the zone '\(zone)' correlates by "
          + "\(GateFigures.text(found.relief, decimals: 2, apartFrom: [0.5, 0.8])) with that of the original skin; at most 0.8 it may, "
          + "0.5 without a warning."),
    ]
  }
}
