import Anatomy
import Defacing
import Faces
import Kernels
import Volumes

/// What is left of the face in an image to which a removal was carried over.
///
/// Not every image shows skin: where one does not, what it shows from the front is an eyeball or the
/// brain, which must stay. So only zones count in which the image shows the skin that the first image
/// shows, in the same place.
struct CarriedFaceGate {
  /// The shares and gates of the zones that the image shows; nil where it shows none.
  var residual: FaceGate?
  /// What was not judged, for a reader.
  var warning: String?

  /// How far apart the skin of two images of one head may lie, mm.
  static let sameSkinMM = 5.0
  /// The least share of a zone's skin that makes the zone visible.
  static let leastShown = 0.25

  /// Compares a defaced image with its original in several frames; what shows most counts.
  ///
  /// - Parameters:
  ///   - defaced: the volume after the removal.
  ///   - original: the volume before.
  ///   - altered: the voxels that were altered, where the method keeps a surface; else nil.
  ///   - registration: how the template lies in it, carried over from the first image.
  ///   - face: what the first image shows of the face.
  ///   - regions: the zones that must be gone.
  ///   - limits: how much of each may be left, per cent.
  ///   - parallel: how many threads.
  /// - Returns: the shares, their gates and what could not be judged.
  /// - Throws: an error when the defaced image cannot be looked at; nothing may be written then.
  static func measure(
    of defaced: Volume, original: Volume, altered: Mask?, registration: Registration,
    face: FaceRecord, regions: FaceRegions, limits: GateLimits.Pair, parallel: Parallel
  ) throws(DefacingError) -> CarriedFaceGate {
    var skin = altered.map { _ in AlteredSkin(zones: [:]) }
    var shares: [FaceZone: Double] = [:]
    var whole: Double?
    for frame in judgedFrames(of: original) {
      let seen = try observed(
        defaced, original, frame: frame, registration, face: face, altered, parallel: parallel)
      guard let seen else { continue }
      let left = seen.residual
      if let found = seen.skin { skin?.takeWorst(found) }
      for (zone, surface) in left.zones {
        shares[zone] = max(shares[zone] ?? 0, surface.within2MM)
      }
      if let part = left.face?.within2MM { whole = max(whole ?? 0, part) }
    }
    let wanted = regions.zones.filter { shares[$0] != nil }
    guard !wanted.isEmpty else { return CarriedFaceGate(warning: notJudged) }
    var gate = FaceGate(shares: shares, face: whole, regions: regions, limits: limits)
    if let skin { gate.gates = FaceGate.gates(of: skin, regions: regions, limits: limits) }
    return CarriedFaceGate(residual: gate)
  }

  private static let notJudged =
    "The image shows no skin of the face where the first image shows it, so that what is left of the "
    + "face could not be judged on it; the region of the face was removed all the same."

  /// The first, the middle and the last frame.
  private static func judgedFrames(of volume: Volume) -> [Int] {
    Array(Set([0, volume.frames / 2, volume.frames - 1])).sorted()
  }

  private static func observed(
    _ defaced: Volume, _ original: Volume, frame: Int, _ registration: Registration,
    face: FaceRecord, _ altered: Mask?, parallel: Parallel
  ) throws(DefacingError) -> (residual: ResidualFace, skin: AlteredSkin?)? {
    do {
      let (old, new) = (try original.image(frame: frame), try defaced.image(frame: frame))
      guard
        let before = try? FaceRecord.observing(old, registration: registration, parallel: parallel)
      else { return nil }
      var skin = before.restricted(toSkinOf: face, withinMM: sameSkinMM)
      let shown = skin.zones(showing: leastShown, of: face)
      for zone in FaceZone.allCases where !shown.contains(zone) { skin.coverage[zone] = 0 }
      let after = try FaceRecord.observing(
        new, registration: registration, skinThreshold: before.skinThreshold,
        airLevel: before.airLevel, parallel: parallel)
      let found = altered.map {
        AlteredSkin(
          before: old, after: new, altered: $0,
          templateToSubject: registration.templateToSubject, original: skin, defaced: after,
          parallel: parallel)
      }
      return (ResidualFace(original: skin, defaced: after), found)
    } catch {
      throw DefacingError(
        .faceOutsideView, "what is left of the face cannot be told after the removal",
        remedy: "Look at the image; leave it out of the session if it shows no head.")
    }
  }
}
