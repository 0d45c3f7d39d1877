import Anatomy
import Volumes

/// What was measured in one zone of a face.
struct ZoneEvidence {
  var zone: FaceZone
  var fov: Double
  var surface: SurfaceFindings?
  var values: ValueFindings?
  /// What became of the skin; nil where the images cannot be compared voxel by voxel.
  var skin: AlteredSkin.Zone?
  var relief: Double?
  var frontMM: Double?
  var hasOriginal: Bool

  /// The grade with its reason.
  var judgement: (grade: FaceGrade, reason: String) {
    guard fov >= FaceLimits.leastFOV else {
      return (.notAssessable, "the field of view shows \(percent(fov)) of it")
    }
    guard hasOriginal else { return judgedAlone }
    guard let surface else { return (.notAssessable, "the original shows too little skin there") }
    if let reason = presence(surface) { return (.present, reason) }
    return isGone(surface) ? (.removed, gone(surface)) : (.altered, altered(surface))
  }

  /// Why the zone counts as still there; nil where it does not.
  private func presence(_ surface: SurfaceFindings) -> String? {
    if let untouched = skin?.untouched, untouched > FaceLimits.presentUntouched {
      return "\(percent(untouched)) of its skin were not altered"
    }
    if surface.rfs2 > FaceLimits.presentRFS2 {
      let dimmed =
        surface.relativeThreshold < 1
        ? ", seen at \(surface.relativeThreshold) of the usual threshold: it was dimmed" : ""
      return "\(percent(surface.rfs2)) of its skin lie within 2 mm of where they lay\(dimmed)"
    }
    if surface.parallel > FaceLimits.presentParallel,
      abs(surface.medianDepthMM) < FaceLimits.shellMM
    {
      return
        "a surface lies \(offset(surface)) the skin and follows it: \(percent(surface.parallel)) of it "
        + "at that distance, to within 2 mm"
    }
    if let detail = skin?.detail, detail > FaceLimits.presentDetail {
      return "the fine detail of its values correlates by \(hundredths(detail)) with the original"
    }
    if let relief, relief > FaceLimits.presentRelief, !isGone(surface) {
      return "its fine relief correlates by \(hundredths(relief)) with that of the original skin"
    }
    return nil
  }

  private func isGone(_ surface: SurfaceFindings) -> Bool {
    surface.rfs2 <= FaceLimits.removedRFS2 && surface.medianDepthMM >= FaceLimits.removedDepthMM
      && surface.inFront <= FaceLimits.removedInFront
  }

  private func gone(_ surface: SurfaceFindings) -> String {
    "\(percent(surface.rfs2)) of its skin are where they were; what is there now lies "
      + "\(whole(surface.medianDepthMM)) mm deeper"
  }

  private func altered(_ surface: SurfaceFindings) -> String {
    "a surface \(offset(surface)) the skin, \(percent(surface.rfs2)) of it within "
      + "2 mm; between different people up to two thirds are"
  }

  private func offset(_ surface: SurfaceFindings) -> String {
    let depth = surface.medianDepthMM
    return "\(tenths(abs(depth))) mm \(depth < 0 ? "in front of" : "behind")"
  }

  /// Without an original: whether there is a surface where faces have their skin.
  private var judgedAlone: (grade: FaceGrade, reason: String) {
    guard let limit = FaceLimits.leastFrontMM(zone) else {
      return (.notAssessable, "without an original nothing can be said of it")
    }
    guard let frontMM else { return (.removed, "there is no surface where faces have their skin") }
    let place = "its surface lies \(whole(frontMM)) mm before the template's origin"
    return frontMM >= limit
      ? (.present, "\(place); in whole heads \(whole(limit)) mm or more")
      : (.removed, "\(place); in whole heads at least \(whole(limit)) mm")
  }
}

/// A share of 0 to 1 in whole per cent.
func percent(_ share: Double) -> String { "\(whole(100 * share)) %" }

/// A number to the nearest whole one.
func whole(_ value: Double) -> String { fixed(value, 0) }

/// A number with one decimal.
func tenths(_ value: Double) -> String { fixed(value, 1) }

/// A number with two decimals.
func hundredths(_ value: Double) -> String { fixed(value, 2) }

/// A number with some decimals, `?` where it is not finite or too large to tell.
private func fixed(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite, abs(value) < 1e6 else { return "?" }
  let unit = [1, 10, 100][min(max(decimals, 0), 2)]
  let parts = Int(abs(value) * Double(unit) + 0.5)
  let sign = value < 0 && parts > 0 ? "−" : ""
  guard decimals > 0 else { return "\(sign)\(parts)" }
  let rest = "\(parts % unit)"
  return "\(sign)\(parts / unit)." + String(repeating: "0", count: decimals - rest.count) + rest
}
