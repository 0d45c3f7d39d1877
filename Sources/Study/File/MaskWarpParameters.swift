import Defacing

extension ParameterSchema {
  static let maskWarp = ParameterSchema(
    owner: MaskWarp.name,
    entries: [
      path("mask-template", "The head on which the face mask was drawn."),
      path("face-mask", "The face mask, in the world mm of that head."),
      Entry(
        name: "polarity", summary: "Whether the mask's numbers name what goes or what stays.",
        fallback: "", kind: .optional(DrawnFaceMask.Polarity.allCases.map(\.rawValue))),
      length("protect", "Distance from the brain within which nothing goes.", "4mm", 0...30),
      ears, forehead, back, keep, regions, except, fill, fillSeed,
    ])

  /// A file, by its path: absolute, or relative to the study file.
  static func path(_ name: String, _ summary: String) -> Entry {
    Entry(name: name, summary: summary, fallback: "", kind: .path)
  }

  /// The parameters of these that name files, where they do.
  public func paths(in values: [String: String]) -> [String: String] {
    let names = Set(entries.filter(\.isPath).map(\.name))
    return values.filter { names.contains($0.key) && !$0.value.isEmpty }
  }
}
