extension FaceCheck {
  /// The check with what a search of the whole cohort found: an altered face by which the person was
  /// found first, more often than by chance in the cohort, is still there.
  ///
  /// - Parameters:
  ///   - search: the search, of which this image was a probe.
  ///   - person: the name of the person in it.
  /// - Returns: the check; grade C where the person was found, else as it was.
  public func knowing(_ search: ReidentificationResult, person: String) -> FaceCheck {
    guard search.isAboveChance == true, search.found.contains(person) else { return self }
    return knowing(finding: search.finding)
  }

  /// The check of a face by which the person was found again.
  ///
  /// - Parameter finding: how, as a sentence.
  /// - Returns: the check; a face that counted as removed or altered counts as still there.
  public func knowing(finding: String?) -> FaceCheck {
    guard let finding, grade.worsened(byFinding: true) != grade else { return self }
    var result = self
    result.grade = grade.worsened(byFinding: true)
    result.reasons.insert(finding, at: 0)
    return result
  }
}

extension FaceGrade {
  /// The grade of a face by which the person was found again, or not: what was found is still there;
  /// what cannot be assessed stays so.
  public func worsened(byFinding isFound: Bool) -> FaceGrade {
    isFound && (self == .altered || self == .removed) ? .present : self
  }
}

extension ReidentificationResult {
  /// How those who were found were found, as a sentence that names nobody; nil without probes.
  public var finding: String? {
    best.map { best in
      "The person is found first among \(galleryCount) by \(best.matcher.name); so are "
        + "\(best.rank1) of \(probes.count) in this cohort, p \(p < 0.01 ? "< 0.01" : hundredths(p))."
    }
  }
}
