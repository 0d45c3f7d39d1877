extension FaceCheck {
  /// The check with what a search of the whole cohort found: an altered face by which the person was
  /// found first, more often than by chance in the cohort, is still there.
  ///
  /// - Parameters:
  ///   - search: the search, of which this image was a probe.
  ///   - person: the name of the person in it.
  /// - Returns: the check; grade C where the person was found, else as it was.
  public func knowing(_ search: ReidentificationResult, person: String) -> FaceCheck {
    guard search.isAboveChance == true, search.found.contains(person), let best = search.best,
      grade == .altered || grade == .removed
    else { return self }
    var result = self
    result.grade = .present
    result.reasons.insert(
      "The person is found first among \(search.galleryCount) by \(best.matcher.name); so are "
        + "\(best.rank1) of \(search.probes.count) in this cohort, p \(hundredths(search.p)).",
      at: 0)
    return result
  }
}
