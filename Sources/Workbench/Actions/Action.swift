import Study
import Terminal

/// Something a person can do, with everything that keys, help and documents say of it.
public struct Action: Sendable {
  /// `noun.verb`, the name in key files, tests and the command line.
  public var name: String
  /// The keys that do it.
  public var keys: [Key]
  /// One or two words for the key bar.
  public var label: String
  /// What it does, as one sentence.
  public var help: String
  /// Where it works; empty for everywhere.
  public var views: [ViewKind]
  /// Whether it changes the study, so that looking only forbids it.
  public var changesStudy: Bool
  /// Whether the key bar shows it.
  public var isInBar: Bool
  /// Why it does nothing now; nil when it works.
  public var obstacle: @Sendable (WorkbenchState) -> String?
  /// Does it.
  public var perform: @Sendable (inout WorkbenchState, inout [Request]) -> Void

  /// An action.
  public init(
    _ name: String, _ keys: [Key], _ label: String, _ help: String, views: [ViewKind] = [],
    changesStudy: Bool = false, isInBar: Bool = false,
    obstacle: @escaping @Sendable (WorkbenchState) -> String? = { _ in nil },
    perform: @escaping @Sendable (inout WorkbenchState, inout [Request]) -> Void
  ) {
    (self.name, self.keys, self.label, self.help) = (name, keys, label, help)
    (self.views, self.changesStudy, self.isInBar) = (views, changesStudy, isInBar)
    (self.obstacle, self.perform) = (obstacle, perform)
  }

  /// Whether it works in a view.
  public func applies(in view: ViewKind) -> Bool { views.isEmpty || views.contains(view) }

  /// Why it does nothing now, looking-only included; nil when it works.
  public func reasonDisabled(_ state: WorkbenchState) -> String? {
    if state.isBlinded, let closed = ActionTable.blindObstacle(name) { return closed }
    if changesStudy && !state.holdsStudy {
      return "these are plain images, there is nothing to run"
    }
    if changesStudy && state.isReadOnly { return "the study was opened to look only" }
    // What is remembered of a study is for looking at.
    if state.snapshot?.isPartial == true, changesStudy || name.hasPrefix("judging.") {
      return PlanNotice.opening
    }
    return obstacle(state)
  }
}

/// What an action asks of the world outside the state.
public enum Request: Sendable, Equatable {
  case rerunTasks([String])
  case retryTasks([String])
  case cancelTasks([String])
  case setPaused(Bool)
  case raisePriority(subject: String)
  case showLog(task: String)
  case changeParameters(ParameterWish)
  case saveScreen(file: String?, isDetailed: Bool)
  case copy(String)
  case nextTheme
  case nextEncoding
  case redraw
  case suspend
  case refresh
  case rate(Rating, movesOn: Bool)
  case undoRating

  /// Whether it makes sense only while the plan on the screen is that of the study.
  var needsPlan: Bool {
    switch self {
    case .rerunTasks, .retryTasks, .changeParameters: true
    default: false
    }
  }
}
