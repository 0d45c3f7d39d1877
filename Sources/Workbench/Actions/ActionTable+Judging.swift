import Study
import Terminal

extension ActionTable {
  private static func verdict(
    _ verdict: RaterVerdict, _ key: Character, _ label: String, _ help: String, bar: Bool = false
  ) -> Action {
    Action(
      "judging.\(verdict.rawValue)", [.character(key)], label, help, views: [.slices, .face],
      changesStudy: true, isInBar: bar, obstacle: { $0.judgingObstacle }
    ) { state, requests in state.judge(verdict, &requests) }
  }

  private static let places: [ViewKind] = [.slices, .face, .matrix]

  /// What a rater says of a picture.
  static let judging: [Action] = [
    verdict(.pass, "p", "pass", "Says that the picture is fit for use.", bar: true),
    verdict(.fail, "f", "fail", "Says that it is not; its result is left out.", bar: true),
    verdict(.unsure, "u", "unsure", "Says that you cannot decide; its result stays."),
    verdict(
      .overstripped, ">", "over", "Says that too much was removed; its result is left out."),
    verdict(
      .understripped, "<", "under", "Says that too little was removed; its result is left out."),
    Action(
      "judging.note", [.character("#")], "note",
      "Adds a note to your verdict, or to the one to come.",
      views: [.slices, .face], changesStudy: true, obstacle: { $0.judgingObstacle }
    ) { state, _ in state.askNote() },
    Action(
      "judging.undo", [.character("z")], "undo",
      "Takes your last verdict back and goes there; again and again, also those of earlier days.",
      views: places, changesStudy: true,
      obstacle: { $0.judging.isWriting ? "the last verdict is still being written" : nil }
    ) { state, requests in
      state.judging.isWriting = true
      requests.append(.undoRating)
    },
    Action(
      "judging.next", [.character(".")], "unrated",
      "Goes to the next picture that you have not rated.",
      views: places
    ) { state, _ in state.goToUnrated(forward: true) },
    Action(
      "judging.previous", [.character(",")], "", "Goes to the one before that you have not rated.",
      views: places
    ) { state, _ in state.goToUnrated(forward: false) },
    Action(
      "judging.goOn", [.character("A")], "",
      "After a verdict: goes on to the next unrated picture, or stays.", views: [.slices, .face]
    ) { state, _ in
      state.judging.goesOn.toggle()
      state.say(state.judging.goesOn ? "a verdict goes on to the next" : "a verdict stays here")
    },
  ]

  /// What may be done while subjects and methods are hidden: by noun, or by whole name. Everything else
  /// is closed, so that a new action has to be let in.
  private static let openWhileBlinded: Set<String> = [
    "subject.next", "subject.previous", "subject.pageDown", "subject.pageUp", "subject.halfDown",
    "subject.halfUp", "subject.first", "subject.last", "subject.search", "subject.searchNext",
    "subject.searchPrevious", "view.slices", "view.face", "panel.close", "image.next", "plane",
    "slice", "overlay", "picture", "head", "zones", "judging", "help", "command", "theme",
    "updates", "screen", "program",
  ]

  /// Why an action is closed; nil where it may be done.
  static func blindObstacle(_ name: String) -> String? {
    let noun = String(name.prefix { $0 != "." })
    guard !openWhileBlinded.contains(name), !openWhileBlinded.contains(noun) else { return nil }
    return "closed while blinded: it could tell who or what this is"
  }
}
