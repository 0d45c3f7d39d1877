import Study

/// How much is rated, and what comes next.
extension WorkbenchState {
  /// Goes to the first picture without a verdict of the rater.
  mutating func startWhereItStopped() {
    guard let first = unratedPlaces.first else { return say(allRatedWords) }
    (cohort, subject, variant) = (first.x, first.y, first.z)
    clampCursors()
  }

  /// Counts what the rater has rated.
  mutating func countRated() {
    judging.counts = (snapshot?.cohorts ?? []).map { cohort in
      var count = JudgingSettings.Count()
      for variant in cohort.subjects.lazy.flatMap(\.variants) where variant.hasPicture {
        count.all += 1
        if !isUnrated(variant) { count.rated += 1 }
      }
      return count
    }
  }

  /// As in `12 of 36 rated`, of the shown cohort; nil before anything is rated, unless blinded.
  var ratedWords: String? {
    // Of a study that is being opened only the first subjects are known.
    guard judging.counts.indices.contains(cohort), snapshot?.isPartial != true else { return nil }
    let count = judging.counts[cohort]
    return count.rated > 0 || isBlinded ? "\(count.rated) of \(count.all) rated" : nil
  }

  /// Shows the next picture without a verdict of the rater: of the subject, then of those after it, then
  /// of the other cohorts; round to the first after the last.
  mutating func goToUnrated(forward: Bool) {
    let here = SIMD3(cohort, subject, variant)
    let open = unratedPlaces
    let after =
      forward
      ? open.first { Self.isBefore(here, $0) } ?? open.first
      : open.last { Self.isBefore($0, here) } ?? open.last
    guard let place = after, place != here else {
      return open.isEmpty ? say(allRatedWords) : say("no other picture is unrated")
    }
    (cohort, subject, variant) = (place.x, place.y, place.z)
    clampCursors()
  }

  private var allRatedWords: String {
    let all = judging.counts.reduce(0) { $0 + $1.all }
    return all == 0 ? "there is no picture to judge yet" : "all \(all) pictures are rated"
  }

  private static func isBefore(_ one: SIMD3<Int>, _ other: SIMD3<Int>) -> Bool {
    (one.x, one.y, one.z) < (other.x, other.y, other.z)
  }

  /// Where pictures without a verdict are, in order.
  private var unratedPlaces: [SIMD3<Int>] {
    var places: [SIMD3<Int>] = []
    for (first, cohort) in (snapshot?.cohorts ?? []).enumerated() {
      for (second, subject) in cohort.subjects.enumerated() {
        for (third, variant) in subject.variants.enumerated() where isUnrated(variant) {
          places.append(SIMD3(first, second, third))
        }
      }
    }
    return places
  }
}
