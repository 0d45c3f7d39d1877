import Agreement
import Outcomes

/// What a measure of white-matter lesions found, as JSON.
struct LesionReport: Encodable {
  @OrNull var wmlv_ml: Double?
  @OrNull var lesion_count: Int?
  @OrNull var periventricular_ml: Double?
  @OrNull var juxtacortical_ml: Double?
  @OrNull var infratentorial_ml: Double?
  @OrNull var deep_ml: Double?
  @OrNull var mask_ml: Double?
  var lesions: [FoundLesion] = []
  var degraded = false
  var warnings: [String] = []
  @OrNull var failure: FailureReport?

  /// A report of the measure of a name.
  init(_ measurement: Measurement, of name: String) {
    let values = measurement.values
    (wmlv_ml, mask_ml) = (values["\(name)_ml"], values["mask_ml"])
    lesion_count = measurement.lesions.count
    (periventricular_ml, deep_ml) = (values["periventricular_ml"], values["deep_ml"])
    juxtacortical_ml = values["juxtacortical_ml"]
    infratentorial_ml = values["infratentorial_ml"]
    (degraded, warnings) = (measurement.degraded, measurement.warnings)
    lesions = measurement.lesions
  }

  init(_ failure: CommandFailure) { self.failure = FailureReport(failure) }

  /// The values as lines of plain text.
  var lines: [String] {
    let values: [(String, Double?)] = [
      ("wmlv_ml", wmlv_ml), ("periventricular_ml", periventricular_ml),
      ("juxtacortical_ml", juxtacortical_ml), ("infratentorial_ml", infratentorial_ml),
      ("deep_ml", deep_ml), ("mask_ml", mask_ml),
    ]
    var lines = values.compactMap { name, value in value.map { "\(name) \(FixedText.of($0, 3))" } }
    if let lesion_count { lines.insert("lesion_count \(lesion_count)", at: min(1, lines.count)) }
    return lines
  }
}
