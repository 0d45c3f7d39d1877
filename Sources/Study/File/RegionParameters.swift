import Defacing
import Faces

/// Parameters that say which parts of the head go and which stay.
extension ParameterSchema {
  /// Parameters that only some methods take, since others cannot do what they ask for.
  static let switches: Set<String> = ["ears", "forehead", "back", "keep"]

  static let ears = yesOrNo("ears", "Whether the ears go as well.")
  static let forehead = yesOrNo("forehead", "Whether the skin of the forehead goes as well.")
  static let back = yesOrNo(
    "back", "Whether what lies behind the head goes: a nose that wrapped round.")

  private static func yesOrNo(_ name: String, _ summary: String) -> Entry {
    Entry(name: name, summary: summary, fallback: "false", kind: .flag)
  }

  /// What stays although it is face.
  static let keep = Entry(
    name: "keep", summary: "What stays: the nose, for landmarks, which are written down.",
    fallback: "", kind: .optional(["nose"]))

  /// Zones that are not asked for; every method takes it.
  static let except = Entry(
    name: "except", summary: "Zones of those that need not be gone.", fallback: "",
    kind: .zones(mayBeNone: true))
}
