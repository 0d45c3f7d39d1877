import Agreement
import Study

/// How far a harmless change moves the result: what is not larger says nothing about a method.
struct NoiseFloor: Equatable {
  /// Name of the control.
  var control: String
  /// The largest difference that the control is expected to make, in ml.
  var largestML: Double

  /// The floor of a cohort: of each control the outer limit of agreement, or with fewer than three
  /// complete subjects the largest difference found; of these the largest. Nil without a control or
  /// before anything of it was measured.
  init?(_ cohort: CohortStatus, controls: [String]) {
    let floors = controls.compactMap { name in
      Self.largest(name, cohort).map { NoiseFloor(control: name, largestML: $0) }
    }
    guard let best = floors.max(by: { $0.largestML < $1.largestML }) else { return nil }
    self = best
  }

  init(control: String, largestML: Double) {
    (self.control, self.largestML) = (control, largestML)
  }

  private static func largest(_ control: String, _ cohort: CohortStatus) -> Double? {
    if let row = cohort.agreement?.methods.first(where: { $0.method == control }),
      row.complete >= 3, let lower = row.lowerLimit, let upper = row.upperLimit
    {
      return max(abs(lower), abs(upper))
    }
    return cohort.subjects.compactMap { subject in
      subject.difference(of: control, key: cohort.valueKey).map { abs($0) }
    }.max()
  }

  /// `within the floor of noise (0.9 ml)` or `beyond …`.
  func verdict(_ differences: [Double]) -> String {
    let isWithin = differences.allSatisfy { abs($0) <= largestML }
    return "\(isWithin ? "within" : "beyond") the floor of \(control) "
      + "(\(Signed.plain(largestML, decimals: 1)) ml)"
  }
}

extension SubjectStatus {
  /// What a variant changes of the value, in its unit; nil unless both were measured.
  func difference(of variant: String, key: String) -> Double? {
    guard let full = value(of: "full", key: key), let value = value(of: variant, key: key) else {
      return nil
    }
    return value - full
  }
}

/// What a difference means, in words.
enum Verdict {
  /// Of one subject: `quickshear -0.2 ml, within the floor of noise (0.9 ml)`.
  static func ofSubject(
    _ subject: SubjectStatus, variant: String, cohort: CohortStatus, controls: [String]
  ) -> String? {
    guard let difference = subject.difference(of: variant, key: cohort.valueKey) else { return nil }
    let words = "\(variant) \(Signed.text(difference, decimals: 1)) ml"
    if controls.contains(variant) { return "\(words), a control: such differences are the floor" }
    guard let floor = NoiseFloor(cohort, controls: controls) else { return nil }
    return "\(words), \(floor.verdict([difference]))"
  }

  /// Of a method in a cohort, by its limits of agreement.
  static func ofMethod(_ row: MethodAgreement, cohort: CohortStatus, controls: [String]) -> String?
  {
    guard let mean = row.meanDifference, !controls.contains(row.method),
      let floor = NoiseFloor(cohort, controls: controls)
    else { return nil }
    guard row.complete >= 3, let lower = row.lowerLimit, let upper = row.upperLimit else {
      return "\(row.method): mean \(Signed.text(mean, decimals: 1)) ml, \(floor.verdict([mean]))"
    }
    let limits = [lower, upper].map { Signed.text($0, decimals: 1) }
    return "\(row.method): limits \(limits[0]) to \(limits[1]) ml, "
      + floor.verdict([lower, upper])
  }
}
