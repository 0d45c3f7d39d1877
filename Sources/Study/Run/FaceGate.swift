import Anatomy
import Defacing
import Faces
import Kernels
import Volumes

/// What is left of the face after a removal: shares by zone, and the gate over them.
struct FaceGate {
  /// The share of each zone's skin that still lies within 2 mm of the original; zones that the
  /// field of view does not show are missing.
  var shares: [FaceZone: Double]
  /// The same share of the whole face from the brow down; nil where less than half of it is in view.
  var face: Double?
  /// The checks.
  var gates: [Gate]

  /// Compares a defaced image with its original.
  ///
  /// - Parameters:
  ///   - defaced: the image after the removal.
  ///   - frame: what is known of the original.
  ///   - known: what the original shows of the face, where that is known already.
  ///   - place: the frame of the series that is looked at, from 0.
  ///   - altered: the voxels that were altered, where the method keeps a surface; nil where the
  ///     surface must be gone.
  ///   - regions: the zones that must be gone.
  ///   - limits: how much of each may be left, per cent.
  ///   - parallel: how many threads.
  /// - Returns: the shares and their gates.
  /// - Throws: an error when the face cannot be looked at; nothing may be written then.
  static func measure(
    of defaced: Volume, frame: Frame, original known: FaceRecord? = nil, at place: Int = 0,
    altered: Mask? = nil,
    regions: FaceRegions = .standard,
    limits: GateLimits.Pair = GateLimits.standard.faceLeft, parallel: Parallel
  ) throws(DefacingError) -> FaceGate {
    let residual: ResidualFace
    var skin: AlteredSkin?
    do {
      let original =
        try known
        ?? FaceRecord.observing(
          frame.image, registration: frame.registration, parallel: parallel)
      let image = try defaced.image(frame: place)
      let after = try FaceRecord.observing(
        image, registration: frame.registration, skinThreshold: original.skinThreshold,
        airLevel: original.airLevel, parallel: parallel)
      residual = ResidualFace(original: original, defaced: after)
      skin = altered.map {
        AlteredSkin(
          before: frame.image, after: image, altered: $0,
          templateToSubject: frame.registration.templateToSubject, original: original,
          defaced: after, parallel: parallel)
      }
    } catch {
      throw DefacingError(
        .faceOutsideView, "what is left of the face cannot be told: \(Self.sentence(error))",
        remedy: "Check the orientation and the field of view of the image.")
    }
    var gate = FaceGate(
      shares: residual.zones.mapValues(\.within2MM), face: residual.face?.within2MM,
      regions: regions, limits: limits)
    if let skin { gate.gates = Self.gates(of: skin, regions: regions, limits: limits) }
    let judged = skin.map { Set($0.zones.keys) } ?? Set(gate.shares.keys)
    gate.gates += Self.unseen(regions, judged: judged, limits: limits)
    return gate
  }

  /// A failed gate for each zone that was asked for by name and cannot be judged.
  ///
  /// The usual zones are asked of every image, and those outside of its field of view are passed over;
  /// who names zones is promised that they are gone.
  static func unseen(
    _ regions: FaceRegions, judged: Set<FaceZone>,
    limits: GateLimits.Pair = GateLimits.standard.faceLeft
  ) -> [Gate] {
    guard !judged.isEmpty else { return [] }
    return regions.zones.filter { regions.named.contains($0) && !judged.contains($0) }.map { zone in
      let place = zone == .ears ? "is not seen from the front" : "is outside of the field of view"
      return Gate(
        name: "face-left-\(zone.rawValue)", value: .nan, failAbove: limits.fail,
        sentence: "the zone '\(zone.rawValue)' was asked for and \(place), so that nothing can be "
          + "said of it; leave it out of the regions.")
    }
  }

  /// The gates over measured shares, 0 to 1; where no zone could be judged a gate fails. None where no
  /// zone was asked for, as when the ears alone must go.
  init(
    shares: [FaceZone: Double], face: Double?, regions: FaceRegions = .standard,
    limits: GateLimits.Pair = GateLimits.standard.faceLeft
  ) {
    (self.shares, self.face) = (shares, face)
    let zones = regions.zones.compactMap { zone in
      shares[zone].map { Self.gate(zone.rawValue, of: "the zone '\(zone.rawValue)'", $0, limits) }
    }
    let whole =
      regions.coverFace ? face.map { [Self.gate("whole", of: "the face", $0, limits)] } : nil
    if regions.zones.isEmpty {
      gates = []
      return
    }
    gates =
      zones.isEmpty ? [Self.gate("whole", of: "the face", .nan, limits)] : (whole ?? []) + zones
  }

  private static func gate(
    _ name: String, of part: String, _ share: Double, _ limits: GateLimits.Pair
  ) -> Gate {
    let found =
      share.isNaN
      ? "what is left of \(part) cannot be seen"
      : "\(FigureText.percent(share, beside: limits)) of the skin of \(part) is still where it was"
    return Gate(
      name: "face-left-\(name)", value: 100 * share, warnAbove: limits.warn,
      failAbove: limits.fail,
      sentence: "\(found); at most \(GateFigures.limit(limits.fail)) % may be, "
        + "\(GateFigures.limit(limits.warn)) % without a warning.")
  }

  private static func sentence(_ error: any Error) -> String {
    switch error {
    case let error as FaceError: error.message
    case let error as VolumeError: error.message
    default: "\(error)"
    }
  }
}

/// Numbers in sentences.
enum FigureText {
  /// A share of 0 to 1 in whole per cent.
  static func percent(_ share: Double) -> String {
    share.isFinite ? "\(Int(100 * share + 0.5)) %" : "an unknown share"
  }

  /// A share of 0 to 1 in per cent, with the decimals that tell it from the limits beside it.
  static func percent(_ share: Double, beside limits: GateLimits.Pair) -> String {
    guard share.isFinite else { return "an unknown share" }
    return GateFigures.text(100 * share, apartFrom: [limits.warn, limits.fail]) + " %"
  }
}
