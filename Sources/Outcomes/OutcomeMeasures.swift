/// All outcome measures of this version.
public enum OutcomeMeasures {
  /// The measures, in the order in which they are listed to users.
  public static let all: [any OutcomeMeasure.Type] = [
    NBV.self, WMLV.self, WMLVLGA.self, GBV.self,
  ]

  /// The measure of a name, or nil where there is none.
  ///
  /// - Parameters:
  ///   - name: the name that users type.
  ///   - brainML: least and greatest plausible brain volume in ml for measures of the brain;
  ///     anything but two ascending numbers stands for the usual window.
  ///   - parameters: other settings by name, such as the `preset` of NBV or the `headline` and
  ///     `reduced` (true or false) of GBV; a value that is not known stands for the usual one.
  /// - Returns: the measure with its usual settings apart from these.
  public static func named(
    _ name: String, brainML: [Double] = [], parameters: [String: String] = [:]
  ) -> (any OutcomeMeasure)? {
    switch name {
    case NBV.name:
      var measure = NBV()
      if brainML.count == 2, brainML[0] <= brainML[1] {
        measure.plausibleBrainML = brainML[0]...brainML[1]
      }
      if let preset = parameters["preset"].flatMap(NBVPreset.init) { measure.preset = preset }
      return measure
    case WMLV.name: return WMLV()
    case WMLVLGA.name: return WMLVLGA()
    case GBV.name:
      var measure = GBV()
      if let headline = parameters["headline"].flatMap(GBV.Headline.init) {
        measure.headline = headline
      }
      if let reduced = parameters["reduced"].flatMap(Bool.init) { measure.isReduced = reduced }
      return measure
    default: return nil
    }
  }
}
