import Anatomy
import Kernels
import Volumes

extension FaceCheck {
  /// Checks what can still be rebuilt of a face: the one function behind `bauta face` and studies.
  ///
  /// With an original, its skin is looked for at the usual threshold and the defaced image's at all
  /// thresholds down to 0.05 of it, and what shows most counts. Without, the surface is compared with
  /// where whole heads have their skin and with the relief of the template's face.
  ///
  /// - Parameters:
  ///   - defaced: the image to check, one frame.
  ///   - original: the image before the removal, in the same world space; nil where there is none.
  ///   - registration: how the template lies in that space: of the original where there is one.
  ///   - template: the template's face; without it nothing is said of how alike it is.
  ///   - zones: the zones that the grade is about.
  ///   - known: what the original shows, where that is known already.
  ///   - seen: what the defaced image shows, where that is known already.
  ///   - parallel: how many threads; the result does not depend on it.
  /// - Returns: the check.
  /// - Throws: `registrationFailed` for an alignment that is not plausible, `inputUnsuitable` for an
  ///   image without anything above its air.
  public static func checking(
    _ defaced: Image, against original: Image? = nil, registration: Registration,
    template: TemplateFace? = nil, zones: [FaceZone] = FaceCheck.standardZones,
    known: HeadRecord? = nil, seen: HeadRecord? = nil, parallel: Parallel = .serial
  ) throws(FaceError) -> FaceCheck {
    var before = known
    if before == nil, let original {
      before = try HeadRecord.observing(original, registration: registration, parallel: parallel)
    }
    let after: HeadRecord
    if let seen {
      after = seen
    } else {
      after = try HeadRecord.observing(
        defaced, registration: registration, like: before, parallel: parallel)
    }
    let likenesses = template?.likenesses(of: after.front) ?? []
    var evidence = FaceZone.allCases.map { ZoneEvidence($0, before, after, likenesses) }
    if let original, let before {
      evidence.compare(original, defaced, before, after, registration, parallel)
    }
    var check = FaceCheck(
      evidence, judged: zones, hasOriginal: before != nil,
      templateNCC: likenesses.compactMap { $0 }.max())
    if let before { check.sum(before, after) }
    check.noseProminenceMM = after.front.maps.first.flatMap {
      FaceLandmarks($0, after.front.view).noseProminenceMM
    }
    return check
  }
}

extension ZoneEvidence {
  /// What two records show of a zone.
  fileprivate init(
    _ zone: FaceZone, _ before: HeadRecord?, _ after: HeadRecord, _ likenesses: [Double?]
  ) {
    self.init(
      zone: zone, fov: (before ?? after).fov(zone),
      surface: before.flatMap { $0.findings(zone, after: after) }, relief: nil,
      frontMM: after.frontMM(zone, likenesses: likenesses), hasOriginal: before != nil)
  }
}

extension [ZoneEvidence] {
  /// Adds what the images themselves tell, voxel by voxel.
  fileprivate mutating func compare(
    _ original: Image, _ defaced: Image, _ before: HeadRecord, _ after: HeadRecord,
    _ registration: Registration, _ parallel: Parallel
  ) {
    let relief = ReliefLikeness(original: before.front, defaced: after.front).zones
    let map = registration.templateToSubject
    var skin: [FaceZone: AlteredSkin.Zone] = [:]
    if original.grid.matches(defaced.grid) {
      skin =
        AlteredSkin(
          before: original, after: defaced, altered: original.differing(from: defaced),
          templateToSubject: map, original: before.front, defaced: after.front, parallel: parallel
        ).zones
    }
    for index in indices {
      let zone = self[index].zone
      (self[index].relief, self[index].skin) = (relief[zone], skin[zone])
      self[index].values = before.front.maps.first.flatMap {
        ValueFindings(
          original, defaced, templateToSubject: map, skin: $0, view: before.front.view,
          places: before.front.view.places(of: zone))
      }
    }
  }
}

extension Image {
  /// The voxels whose values differ from another image's on the same lattice.
  fileprivate func differing(from other: Image) -> Mask {
    Mask(grid: grid, voxels: zip(voxels, other.voxels).map { $0 == $1 ? 0 : 1 })
  }
}

extension FaceView {
  /// The columns of a zone.
  func places(of zone: FaceZone) -> [Int] {
    (0..<count).filter { zone.contains(x: x($0), z: z($0)) }
  }
}
