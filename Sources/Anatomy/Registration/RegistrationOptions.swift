/// How freely an alignment may move: the usual names count the free numbers.
public enum DegreesOfFreedom: Int, Sendable, CaseIterable, Codable {
  /// Turn and shift.
  case rigid = 6
  /// Turn, shift and one common scale.
  case similarity = 7
  /// Turn, shift and a scale along each axis of the fixed image.
  case scaled = 9
  /// Turn, shift, scales and skews.
  case affine = 12
}

/// What decides how well two images match.
public enum RegistrationCost: String, Sendable, CaseIterable, Codable {
  /// Mutual information of the two intensities (Mattes et al. 2003): any pair of contrasts.
  case mutualInformation = "mutual-information"
  /// How well the moving intensities follow the fixed ones within small blocks, as in local
  /// correlation (Saad et al. 2009): insensitive to bias fields, the most exact. Coarse steps still
  /// use mutual information.
  case localCorrelation = "local-correlation"
}
