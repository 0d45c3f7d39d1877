/// What came of a task that succeeded.
public struct TaskResult: Sendable, Codable, Hashable {
  /// Values as JSON text; their shape is the caller's.
  public var values: String
  /// Files written, relative to the study folder.
  public var artefacts: [String]
  /// Sentences that a person should read although the task succeeded.
  public var warnings: [String]
  /// Digests of inputs and outputs by their relative path.
  public var hashes: [String: String]

  /// A result; everything has an empty default.
  public init(
    values: String = "{}", artefacts: [String] = [], warnings: [String] = [],
    hashes: [String: String] = [:]
  ) {
    self.values = values
    self.artefacts = artefacts
    self.warnings = warnings
    self.hashes = hashes
  }

  /// Everything that is left out is empty.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    values = try container.decodeIfPresent(String.self, forKey: .values) ?? "{}"
    artefacts = try container.decodeIfPresent([String].self, forKey: .artefacts) ?? []
    warnings = try container.decodeIfPresent([String].self, forKey: .warnings) ?? []
    hashes = try container.decodeIfPresent([String: String].self, forKey: .hashes) ?? [:]
  }
}
