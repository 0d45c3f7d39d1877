import Foundation

/// The part of the JSON Schema of study files that speaks of parameters, from the table of parameters.
public enum ParameterJSONSchema {
  /// The value of `properties.parameters`, its lines indented as in `docs/study.schema.json`.
  public static var text: String {
    let owners = ParameterSchema.all.map(owner).joined(separator: ",\n")
    return """
      {
            "type": "object",
            "additionalProperties": false,
            "properties": {
      \(owners)
            }
          }
      """
  }

  private static func owner(_ schema: ParameterSchema) -> String {
    let needed = schema.entries.filter(\.isNeeded).map { quoted($0.name) }
    let required = needed.isEmpty ? "" : " \"required\": [\(needed.joined(separator: ", "))],"
    let entries = schema.entries.map { "            \(quoted($0.name)): \(entry($0))" }
    return """
              \(quoted(schema.owner)): {
                "type": "object", "additionalProperties": false,\(required)
                "properties": {
      \(entries.joined(separator: ",\n"))
                }
              }
      """
  }

  private static func entry(_ entry: ParameterSchema.Entry) -> String {
    let fallback = entry.fallback.isEmpty ? "" : ", \"default\": \(value(entry))"
    return "{ \(constraint(of: entry.kind))\(fallback), "
      + "\"description\": \(quoted(entry.summary)) }"
  }

  private static func constraint(of kind: ParameterKind) -> String {
    switch kind {
    case .length(_, let voxels):
      pattern(voxels == nil ? "^[0-9.]+ ?mm$" : "^[0-9.]+ ?(mm|vox|voxels)$")
    case .angle: pattern("^[0-9.]+ ?(deg|degrees|°)$")
    case .share: "\"type\": \"number\", \"exclusiveMinimum\": 0, \"maximum\": 1"
    case .seed(let words):
      words.isEmpty
        ? "\"type\": \"integer\", \"minimum\": 0"
        : "\"oneOf\": [{ \"enum\": \(list(words)) }, { \"type\": \"integer\", \"minimum\": 0 }]"
    case .word(let words), .optional(let words): "\"enum\": \(list(words))"
    case .flag: "\"enum\": [true, false, \"true\", \"false\"]"
    case .zones: pattern("^\(zone)( ?, ?\(zone))*$")
    case .path: "\"type\": \"string\""
    }
  }

  private static let zone = "(\(FaceRegions.known.joined(separator: "|")))"

  private static func pattern(_ text: String) -> String {
    "\"type\": \"string\", \"pattern\": \(quoted(text))"
  }

  private static func value(_ entry: ParameterSchema.Entry) -> String {
    switch entry.kind {
    case .flag, .share: entry.fallback
    case .seed(let words): words.contains(entry.fallback) ? quoted(entry.fallback) : entry.fallback
    default: quoted(entry.fallback)
    }
  }

  private static func list(_ words: [String]) -> String {
    "[\(words.map(quoted).joined(separator: ", "))]"
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.replacingOccurrences(of: "\\", with: "\\\\")
      .replacingOccurrences(of: "\"", with: "\\\"")
    return "\"\(escaped)\""
  }
}

extension ParameterSchema.Entry {
  /// Whether the owner can do nothing without it.
  var isNeeded: Bool {
    fallback.isEmpty && ["mask-template", "face-mask", "polarity"].contains(name)
  }
}
