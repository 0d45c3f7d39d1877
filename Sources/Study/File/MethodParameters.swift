import Defacing
import Outcomes

/// Which parameters a method, control or outcome takes in a study file, and what each may be.
public struct ParameterSchema: Sendable {
  /// One parameter.
  public struct Entry: Sendable, Equatable {
    /// The name users write.
    public var name: String
    /// What it does, as one sentence.
    public var summary: String
    /// The value taken when nothing is written.
    public var fallback: String
    /// What it may be.
    public var kind: ParameterKind

    /// What may be written, in words.
    public var expected: String { kind.expected }
    /// The values there are, where they are words.
    public var words: [String] { kind.words }
    /// Whether the value is the path of a file, whose contents count.
    public var isPath: Bool { kind == .path }
    /// Whether a text is such a value.
    public func accepts(_ text: String) -> Bool { kind.accepts(text) }
  }

  /// Name of the method, control or outcome.
  public var owner: String
  /// Its parameters.
  public var entries: [Entry]

  /// The schemas of everything a study can name.
  public static let all: [ParameterSchema] = [
    quickshear, facemasking, defacing, plane, maskWarp, reface, noise, nbv, gbv,
  ]

  /// The schema of a method, control or outcome.
  public static func of(_ owner: String) -> ParameterSchema? { all.first { $0.owner == owner } }

  /// Mistakes of the given values: unknown names and values that do not fit.
  public func mistakes(in values: [String: String], line: Int? = nil) -> [Mistake] {
    values.sorted { $0.key < $1.key }.compactMap { name, value in
      guard let entry = entries.first(where: { $0.name == name }) else {
        if Self.switches.contains(name) {
          return Mistake(line: line, Self.inability(of: owner, name))
        }
        return Mistake(
          line: line, "unknown parameter '\(name)' of \(owner)",
          remedy: Suggestion.remedy(for: name, in: entries.map(\.name)))
      }
      return entry.mistake(of: value, owner: owner, line: line)
    }
  }

  /// The given values with the fallbacks of all others; what is empty is left out.
  public func completed(_ values: [String: String]) -> [String: String] {
    let all = entries.map { ($0.name, values[$0.name] ?? $0.fallback) }
    return Dictionary(uniqueKeysWithValues: all.filter { !$0.1.isEmpty })
  }
}

extension ParameterSchema.Entry {
  /// What is wrong with a value; nil where nothing is.
  public func mistake(of value: String, owner: String, line: Int? = nil) -> Mistake? {
    if accepts(value) { return nil }
    return Mistake(
      line: line, "'\(name)' of \(owner) is '\(value)', not \(expected)",
      remedy: kind.remedy(for: value))
  }
}

extension ParameterSchema {
  static let quickshear = ParameterSchema(
    owner: "quickshear",
    entries: [
      Entry(
        name: "buffer", summary: "Distance kept between the brain and the cut.", fallback: "10mm",
        kind: .length(0.1...100, voxels: 0...200)),
      Entry(
        name: "mode", summary: "The published algorithm to the voxel, or the mended one.",
        fallback: "robust", kind: .word(["robust", "parity"])),
      regions, except, fill, fillSeed,
    ])

  static let facemasking = ParameterSchema(
    owner: "facemasking",
    entries: [
      Entry(
        name: "filter", summary: "How the values of the layer are made.",
        fallback: LayerFilter.Kind.normfilter.rawValue,
        kind: .word(LayerFilter.Kind.allCases.map(\.rawValue))),
      length("depth", "How far the layer reaches to either side of the skin.", "8mm", 2...30),
      length("mesh", "Distance of the rays that find the skin.", "15mm", 4...40),
      length("jitter", "How far each side of the layer is moved at random.", "4mm", 0...30),
      ears, forehead, keep, regions, except,
      seed("Start of the random movements."),
    ])

  static func length(
    _ name: String, _ summary: String, _ fallback: String, _ range: ClosedRange<Double>
  ) -> Entry {
    Entry(name: name, summary: summary, fallback: fallback, kind: .length(range))
  }

  static let defacing = ParameterSchema(
    owner: "defacing",
    entries: [
      length("protect", "Distance from the brain within which nothing goes.", "7mm", 0...30),
      Entry(
        name: "ring",
        summary: "What becomes of voxels as bright as brain, in a ring beyond that distance.",
        fallback: AtlasDefacing.Ring.solid.rawValue,
        kind: .word(AtlasDefacing.Ring.allCases.map(\.rawValue))),
      path("brain-gca", "A classifier atlas of the brain, in place of the own prior."),
      path("face-gca", "A classifier atlas of the face, in place of the own prior."),
      ears, forehead, back, keep, regions, except, fill, fillSeed,
    ])

  static let fillSeed = seed("Start of the random numbers that fill with noise.")

  private static func seed(_ summary: String) -> Entry {
    Entry(
      name: "seed", summary: summary + " Taken from the image unless given.",
      fallback: VariantMaker.seedOfImage, kind: .seed(words: [VariantMaker.seedOfImage]))
  }

  /// Which zones must be gone; every method takes it.
  static let regions = Entry(
    name: "regions", summary: "Zones of the face that must be gone, or nothing is written.",
    fallback: FaceRegions.standard.text, kind: .zones(mayBeNone: false))

  /// What removed voxels become; every method that removes takes it.
  static let fill = Entry(
    name: "fill",
    summary: "What removed voxels become: zero, the smallest value, or noise of the air.",
    fallback: Fill.zero.rawValue, kind: .word(Fill.allCases.map(\.rawValue)))

  static let noise = ParameterSchema(
    owner: "noise",
    entries: [
      Entry(
        name: "seed", summary: "Start of the random numbers.", fallback: "7",
        kind: .seed(words: [])),
      Entry(
        name: "fraction", summary: "Share of the head's voxels that change.", fallback: "0.05",
        kind: .share),
    ])

  static let gbv = ParameterSchema(
    owner: "gbv",
    entries: [
      Entry(
        name: "headline", summary: "Which volume is the outcome: TV, TV+ or CETV.",
        fallback: GBV().headline.rawValue,
        kind: .word(GBV.Headline.allCases.map(\.rawValue)))
    ])

  static let nbv = ParameterSchema(
    owner: "nbv",
    entries: [
      Entry(
        name: "preset", summary: "How the brain is looked for.",
        fallback: NBVPreset.standard.rawValue,
        kind: .word(NBVPreset.allCases.map(\.rawValue)))
    ])
}
