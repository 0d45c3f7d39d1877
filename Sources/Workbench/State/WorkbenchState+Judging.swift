import Foundation
import Study

/// Judging: what is rated, by whom, and what comes next.
extension WorkbenchState {
  /// Whether subjects and methods are hidden.
  public var isBlinded: Bool { judging.blinding != nil }

  /// What a variant of the shown study stands for; nil for the full image and for controls.
  func ratedItem(cohort: Int, subject: Int, variant: Int) -> RatedItem? {
    guard let cohorts = snapshot?.cohorts, cohorts.indices.contains(cohort),
      cohorts[cohort].subjects.indices.contains(subject)
    else { return nil }
    let status = cohorts[cohort].subjects[subject]
    guard status.variants.indices.contains(variant), status.variants[variant].picture != nil else {
      return nil
    }
    if let items = judging.blinding?.items {
      return items.indices.contains(subject) ? items[subject] : nil
    }
    return RatedItem(status.subject, method: status.variants[variant].name)
  }

  /// What the cursor is on.
  var shownItem: RatedItem? { ratedItem(cohort: cohort, subject: subject, variant: variant) }

  /// What the rater says of a variant, outdated or not.
  func ownRating(of variant: VariantStatus) -> StandingRating? {
    variant.ratings.first { $0.rating.rater == judging.rater }
  }

  /// Whether a picture waits for the rater's verdict.
  func isUnrated(_ variant: VariantStatus) -> Bool {
    variant.picture != nil && variant.hasPicture && ownRating(of: variant)?.isOutdated != false
  }

  /// Why nothing can be judged now; nil when a verdict is welcome.
  var judgingObstacle: String? {
    if let planObstacle { return planObstacle }
    guard let variant = shownVariant else { return "there is no subject" }
    if variant.picture == nil {
      return "only what a method made is judged; \(key("method.next")) shows the next"
    }
    if !variant.hasPicture { return "there is no picture to judge yet" }
    if judging.isWriting { return "the last verdict is still being written" }
    if view == .face, reidentification.isShown {
      return "no picture is shown; \(key("reidentification.show")) shows the heads"
    }
    if judging.isReading { return "the picture is still being read" }
    return nil
  }

  /// Takes the study as it is now, without names where they are hidden.
  mutating func takeJudged(_ snapshot: StudySnapshot) {
    let isFirst = !snapshot.isPartial && self.snapshot?.isPartial != false
    if var blinding = judging.blinding {
      let item = shownItem
      let blinded = blinding.blinded(snapshot, rater: judging.rater)
      judging.blinding = blinding
      let place = item.flatMap { blinding.items.firstIndex(of: $0) }
      subject = place ?? subject
      take(blinded)
    } else {
      take(snapshot)
    }
    countRated()
    if isFirst && judging.beginsUnrated { startWhereItStopped() }
    if isFirst, let note = snapshot.ratings.notes.first { say(note, isError: true) }
  }
}

// MARK: - Verdicts

extension WorkbenchState {
  /// Asks for a verdict on what is shown to be kept; it stands on the screen when it is safe.
  mutating func judge(_ verdict: RaterVerdict, _ requests: inout [Request]) {
    guard let variant = shownVariant else { return }
    let note = shownItem.flatMap { judging.drafts[$0] } ?? ownNote(of: variant)
    rate(verdict, note: note, movesOn: true).map { requests.append($0) }
  }

  private func ownNote(of variant: VariantStatus) -> String {
    ownRating(of: variant).flatMap { $0.isOutdated ? nil : $0.rating.note } ?? ""
  }

  private mutating func rate(_ verdict: RaterVerdict, note: String, movesOn: Bool) -> Request? {
    guard let item = shownItem, let picture = shownVariant?.picture else { return nil }
    judging.isWriting = true
    let rating = Rating(
      item: item, picture: picture, verdict: verdict, note: note, rater: judging.rater,
      time: Date(timeIntervalSince1970: now), isBlinded: isBlinded,
      seed: judging.blinding?.seed)
    return .rate(rating, movesOn: movesOn)
  }

  /// Asks for the note of what is shown, beginning with the one that is there.
  mutating func askNote() {
    guard let variant = shownVariant, let item = shownItem else { return }
    panel = .prompt(.note, judging.drafts[item] ?? ownNote(of: variant))
  }

  /// Keeps a note: with the verdict that is there, or for the one to come.
  mutating func finishNote(_ text: String) -> Request? {
    guard let item = shownItem, let variant = shownVariant else { return nil }
    if let own = ownRating(of: variant), !own.isOutdated {
      guard own.rating.note != text else { return nil }
      return rate(own.rating.verdict, note: text, movesOn: false)
    }
    judging.drafts[item] = text.isEmpty ? nil : text
    let verdicts = RaterVerdict.allCases.map { key("judging.\($0.rawValue)") }
    say(text.isEmpty ? "no note" : "kept for the verdict: \(verdicts.joined(separator: " "))")
    return nil
  }
}

// MARK: - Answers

extension WorkbenchState {
  /// A rating is safe on the disk.
  mutating func take(_ rating: Rating, movesOn: Bool) {
    judging.isWriting = false
    judging.drafts[rating.item] = nil
    _ = putRating(rating, of: rating.item)
    countRated()
    // Short, and alike from one to the next: each verdict sends it.
    say(
      "\(rating.verdict.word)\(rating.note.isEmpty ? "" : " with a note"); \(key("judging.undo")) takes it back"
    )
    if movesOn && judging.goesOn { goToUnrated(forward: true) }
  }

  /// The last rating is withdrawn, or there was none; the cursor goes there.
  mutating func take(_ withdrawal: RaterFile.Withdrawal?) {
    judging.isWriting = false
    guard let withdrawal else { return say("nothing of \(judging.rater) is left to take back") }
    let item = withdrawal.taken.item
    let name = putRating(withdrawal.now, of: item)
    countRated()
    if let place = place(of: item) { (cohort, subject, variant) = place }
    clampCursors()
    let before = withdrawal.now.map { "; \($0.verdict.word) stands again" } ?? ""
    say("taken back: \(withdrawal.taken.verdict.word): \(name)\(before)")
  }

  /// A rating could not be kept.
  mutating func takeJudgingTrouble(_ text: String) {
    judging.isWriting = false
    say(text, isError: true)
  }

  /// Lays the rater's rating beside its variant, or takes it away; gives the name on the screen.
  private mutating func putRating(_ rating: Rating?, of item: RatedItem) -> String {
    guard let (cohort, subject, index) = place(of: item),
      var variant = snapshot?.cohorts[cohort].subjects[subject].variants[index]
    else { return "a picture that is not here" }
    variant.ratings.removeAll { $0.rating.rater == judging.rater }
    if let rating, !isBlinded || rating.isBlinded {
      let isOutdated = rating.picture != variant.picture
      variant.ratings.append(StandingRating(rating, isOutdated: isOutdated))
    }
    snapshot?.cohorts[cohort].subjects[subject].variants[index] = variant
    let stem = snapshot?.cohorts[cohort].subjects[subject].subject.stem ?? ""
    return isBlinded ? stem : "\(stem) \(variant.name)"
  }

  /// Where an item is on the screen.
  private func place(of item: RatedItem) -> (cohort: Int, subject: Int, variant: Int)? {
    if let items = judging.blinding?.items {
      return items.firstIndex(of: item).map { (0, $0, 1) }
    }
    guard let cohorts = snapshot?.cohorts,
      let cohort = cohorts.firstIndex(where: { $0.name == item.cohort }),
      let subject = cohorts[cohort].subjects.firstIndex(where: {
        $0.subject.label == item.subject && $0.subject.session == item.session
      }),
      let variant = cohorts[cohort].subjects[subject].variants.firstIndex(where: {
        $0.name == item.method
      })
    else { return nil }
    return (cohort, subject, variant)
  }
}
