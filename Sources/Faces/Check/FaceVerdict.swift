extension FaceCheck {
  /// The check from what was found in each zone.
  init(
    _ evidence: [ZoneEvidence], judged: [FaceZone], hasOriginal: Bool, templateNCC: Double?
  ) {
    zones = [:]
    for found in evidence {
      let judgement = found.judgement
      zones[found.zone] = Zone(
        grade: judgement.grade, reason: judgement.reason, fov: found.fov, surface: found.surface,
        values: found.values, detail: found.skin?.detail, relief: found.relief,
        frontMM: found.frontMM)
    }
    self.judged = FaceZone.allCases.filter { judged.contains($0) }
    (self.templateNCC, self.hasOriginal) = (templateNCC, hasOriginal)
    (grade, profiles, reasons) = (.notAssessable, [:], [])
    decide()
  }

  /// Adds the numbers of all zones together that were asked for and can be assessed, and of the
  /// profiles.
  mutating func sum(_ before: HeadRecord, _ after: HeadRecord) {
    let shown = judged.filter { zones[$0]?.grade != .notAssessable }
    let places = shown.flatMap { before.front.view.places(of: $0) }
    face = before.findings(at: Array(Set(places)).sorted(), after: after)
    landmarks = before.front.landmarks(in: after.front)
    for side in HeadSide.allCases { profiles[side] = before.profile(side, after: after) }
  }

  /// The grade of the worst zone that was asked for; a face-like relief is never a removed face.
  private mutating func decide() {
    grade = FaceGrade.worst(judged.compactMap { zones[$0]?.grade })
    reasons = judged.compactMap(sentence).sorted { $0.rank < $1.rank }.map(\.text)
    guard let ncc = templateNCC, ncc > FaceLimits.faceNCC else { return }
    let likeness =
      "The relief around eyes and nose correlates by \(hundredths(ncc)) with the template's face; "
      + "of faces that are gone by"
      + " \(hundredths(FaceLimits.faceNCC)) at most."
    if grade == .removed {
      grade = hasOriginal ? .altered : .present
      reasons.insert(likeness, at: 0)
    } else if grade != .notAssessable {
      reasons.append(likeness)
    }
  }

  private func sentence(_ zone: FaceZone) -> (rank: Int, text: String)? {
    guard let found = zones[zone] else { return nil }
    let order: [FaceGrade] = [.present, .altered, .removed, .notAssessable]
    let name = "\(zone.rawValue) (\(found.grade.rawValue))"
    let rank = 10 * (order.firstIndex(of: found.grade) ?? 0) + (judged.firstIndex(of: zone) ?? 0)
    return (rank, "\(name): \(found.reason).")
  }
}
