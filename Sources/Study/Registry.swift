import Anatomy
import Defacing
import Outcomes

/// The methods, controls and outcomes of this version, as a study sees them.
public enum StudyRegistry {
  /// Names that a study file may use.
  public static var names: StudyFile.KnownNames {
    StudyFile.KnownNames(
      methods: Defacers.all.map { type(of: $0).name },
      controls: Controls.all.map { type(of: $0).name },
      outcomes: OutcomeMeasures.all.map { $0.name })
  }

  /// What task identities are hashed from.
  public static var versions: MethodVersions {
    var methods: [String: Int] = [:]
    for method in Defacers.all { methods[type(of: method).name] = type(of: method).version }
    for control in Controls.all { methods[type(of: control).name] = type(of: control).version }
    var outcomes: [String: Int] = [:]
    var contrasts: [String: OutcomeContrasts] = [:]
    for outcome in OutcomeMeasures.all {
      outcomes[outcome.name] = outcome.version
      contrasts[outcome.name] = OutcomeContrasts(
        needed: outcome.contrasts, optional: outcome.optionalContrasts)
    }
    return MethodVersions(
      reference: Frame.version, methods: methods, outcomes: outcomes, contrasts: contrasts)
  }
}
