import Defacing
import Faces

/// Which parts of a head go and which stay, from all parameters that speak of it: `regions`, the
/// switches `ears`, `forehead` and `back`, `except` and `keep`.
struct AskedRegions {
  /// The zones that are judged.
  var face: FaceRegions
  /// What the method removes beyond the usual face, and whether the nose stays.
  var extra: ExtraRegions
  private let isForeheadSwitched: Bool

  init(_ parameters: [String: String]) {
    let base = parameters["regions"].flatMap { FaceRegions($0) } ?? .standard
    let except = Self.zones(parameters["except"])
    let keep = Self.zones(parameters["keep"])
    isForeheadSwitched = parameters["forehead"] == "true" && !except.contains(.forehead)
    face = base.adding(isForeheadSwitched ? [.forehead] : []).without(except + keep)
    extra = ExtraRegions(
      ears: (parameters["ears"] == "true" || base.zones.contains(.ears)) && !except.contains(.ears),
      forehead: face.zones.contains(.forehead), back: parameters["back"] == "true",
      keepsNose: keep.contains(.nose))
    // The ears are not seen from the front; they have a gate of their own.
    face = face.without([.ears])
  }

  /// The zones that a check of the face grades: the usual ones of such a check unless others were asked
  /// for.
  var checkedZones: [FaceZone] {
    let zones = face == .standard ? FaceCheck.standardZones : face.zones
    return zones + (extra.ears ? [.ears] : [])
  }

  /// The parts that had to go, as they stand in a sidecar.
  var text: String {
    (face.zones + (extra.ears ? [.ears] : [])).map(\.rawValue).joined(separator: ",")
  }

  /// Whether nothing but the usual face is asked for.
  var areUsual: Bool { face == .standard && !extra.ears && !extra.back }

  /// What this method cannot remove although it was asked to, or that nothing is left to be asked for,
  /// as a sentence; nil where it can do all.
  /// A forehead that is only named as a zone is left to the gate.
  func cannot(_ method: String) -> String? {
    if face.zones.isEmpty, !extra.ears {
      return "no part of the face is left that \(method) would have to remove"
    }
    let able = Set(ParameterSchema.of(method)?.entries.map(\.name) ?? [])
    let asked = [
      ("ears", extra.ears), ("forehead", isForeheadSwitched), ("back", extra.back),
      ("keep", extra.keepsNose),
    ]
    guard let part = asked.first(where: { $0.1 && !able.contains($0.0) })?.0 else { return nil }
    return ParameterSchema.inability(of: method, part)
  }

  private static func zones(_ text: String?) -> [FaceZone] {
    text.flatMap { FaceRegions($0) }?.zones ?? []
  }
}

extension ParameterSchema {
  /// Why a method does not take a switch that others take.
  static func inability(of method: String, _ part: String) -> String {
    let what =
      switch part {
      case "back": "what lies behind the head"
      case "keep": "a cut that leaves the nose"
      default: "the \(part)"
      }
    let why =
      ["quickshear", "plane"].contains(method) ? "cuts along one plane and cannot" : "cannot"
    let verb = part == "keep" ? "make" : "remove"
    let others = all.filter { $0.entries.contains { $0.name == part } }.map(\.owner)
    return "\(method) \(why) \(verb) \(what); \(others.joined(separator: ", ")) can"
  }
}
