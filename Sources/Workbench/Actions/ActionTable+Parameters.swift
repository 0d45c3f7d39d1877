import Terminal

extension ActionTable {
  /// Reruns with other parameters.
  static let parameters: [Action] = [
    Action(
      "subject.parameters", [.character("e")], "parameters",
      "Shows the parameters of the step that failed, or of the shown method, with meaning and range; "
        + "runs it with other ones of this subject, after a question.",
      views: [.slices, .face, .agreement, .queue, .matrix], changesStudy: true,
      obstacle: { $0.planObstacle ?? ($0.shownSubject == nil ? "there is no subject" : nil) }
    ) { state, _ in state.openParameters() }
  ]

  /// The report and the journal.
  static let reporting: [Action] = [
    Action(
      "text.find", [.character("/")], "search",
      "Searches the report, or shows the lines of the log that hold some words.",
      views: [.report, .log], isInBar: true
    ) { state, _ in state.panel = .prompt(.find, "") },
    Action(
      "report.next", [.character("n")], "", "Goes to the next line of the report that matches.",
      views: [.report]
    ) { state, _ in state.findInReport(forward: true) },
    Action(
      "report.previous", [.character("N")], "", "Goes to the match before.", views: [.report]
    ) { state, _ in state.findInReport(forward: false) },
    Action(
      "log.open", [.enter], "open", "Shows the log of the task under the cursor.", views: [.log],
      isInBar: true, obstacle: { $0.journal.shown == nil ? "there is no line" : nil }
    ) { state, requests in
      if let task = state.journal.shown?.task { requests.append(.showLog(task: task)) }
    },
  ]
}
