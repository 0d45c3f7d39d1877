import Foundation

/// The values of a result as they travel: a flat JSON object of numbers.
public enum StudyValues {
  /// The JSON text of values; a number that is not finite becomes null.
  public static func encode(_ values: [String: Double]) -> String {
    let fields = values.sorted { $0.key < $1.key }.map { key, value in
      "\"\(key)\":\(value.isFinite ? "\(value)" : "null")"
    }
    return "{" + fields.joined(separator: ",") + "}"
  }

  /// The text of the file that keeps values beside the images: with the parameters of the outcome.
  ///
  /// Where some differ from those of the study, the study's stand beside them.
  static func file(
    _ values: [String: Double], parameters: [String: String], changed: [ParameterDifference] = []
  ) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func text(_ values: [String: String]) -> String {
      (try? encoder.encode(values)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
    let numbers = encode(values)
    guard !parameters.isEmpty, !values.isEmpty else { return numbers + "\n" }
    let study = Dictionary(changed.map { ($0.name, $0.study) }, uniquingKeysWith: { $1 })
    let differing = study.isEmpty ? "" : ",\"study_parameters\":\(text(study))"
    return numbers.dropLast() + ",\"parameters\":\(text(parameters))\(differing)}\n"
  }

  /// The numbers of a JSON object; null and everything that is no number is left out.
  public static func decode(_ text: String) -> [String: Double] {
    let decoded = try? JSONDecoder().decode([String: Double?].self, from: Data(text.utf8))
    return (decoded ?? [:]).compactMapValues { $0 }
  }
}
