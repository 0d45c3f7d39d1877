import Terminal

extension ActionTable {
  private static func head(
    _ name: String, _ keys: [Key], _ label: String = "", _ help: String, bar: Bool = false,
    _ change: @escaping @Sendable (inout WorkbenchState) -> Void
  ) -> Action {
    Action(name, keys, label, help, views: [.face], isInBar: bar) { state, _ in change(&state) }
  }

  /// Heads of the face view.
  static let turning: [Action] = [
    head(
      "head.left", [.character("h"), .left], "turn", "Turns both heads to the left of the screen.",
      bar: true
    ) { $0.face.turn(yaw: -1) },
    head(
      "head.right", [.character("l"), .right], "", "Turns both heads to the right of the screen."
    ) {
      $0.face.turn(yaw: 1)
    },
    head("head.up", [.character("K")], "", "Turns both faces up.") { $0.face.turn(pitch: 1) },
    head("head.down", [.character("J")], "", "Turns both faces down.") {
      $0.face.turn(pitch: -1)
    },
    head("head.front", [.character("0")], "front", "Turns both faces to the observer.", bar: true) {
      $0.face.face()
    },
    Action(
      "reidentification.show", [.character("t")], "cohort",
      "Shows whether people of the cohort are found again by their faces, or the heads.",
      views: [.face], isInBar: true,
      obstacle: { $0.holdsStudy ? nil : "plain images have no cohort" }
    ) { state, _ in state.reidentification.isShown.toggle() },
    head(
      "zones.tint", [.character("o")], "zones", "Tints the zones by what is left of them, or not.",
      bar: true
    ) {
      $0.face.tintsZones.toggle()
      $0.say($0.face.tintsZones ? "zones: x there, o altered, . gone" : "zones are not tinted")
    },
  ]
}
