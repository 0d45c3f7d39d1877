import Foundation
import Jobs
import Study

/// Tells on stderr what the engine does.
struct RunProgress {
  let study: OpenStudy
  let console: Console
  private let names: SubjectNames

  init(study: OpenStudy, console: Console) {
    (self.study, self.console) = (study, console)
    names = SubjectNames(study.graph, isDetailed: console.detail)
  }

  func watch(_ events: AsyncStream<EngineEvent>) async {
    let bar = ProgressBar(console: console)
    for await event in events {
      if let line = line(for: event) { bar.line(line) }
      update(bar)
    }
    bar.close()
  }

  private func line(for event: EngineEvent) -> String? {
    switch event {
    case .recovered(let tasks):
      "\(Plural.of(tasks, "task")) of an engine that is gone went back to the queue"
    case .failed(let lease, let failure, let willRetry):
      "\(name(lease)): \(failure.kind): \(failure.message)\(willRetry ? " Trying again." : "")"
    case .done(let lease, _) where lease.spec.kind == "measure": "\(name(lease)): done"
    case .trouble(let error): "\(error.message)"
    default: nil
    }
  }

  private func name(_ lease: Lease) -> String {
    names.name(lease.spec.labels, step: lease.spec.kind)
  }

  private func update(_ bar: ProgressBar) {
    guard let tasks = try? study.store.summaries(), !tasks.isEmpty else { return }
    let done = tasks.count { $0.state == .done }
    let failed = tasks.count { $0.state == .failed }
    let running = tasks.count { $0.state == .leased }
    let text = "\(done) of \(tasks.count) tasks" + (failed > 0 ? ", \(failed) failed" : "")
    let remaining = try? study.store.remainingTime(
      slots: max(1, running), usual: Work.usualSeconds)
    bar.update(fraction: Self.fraction(of: tasks), text: text, remaining: remaining?.seconds)
  }

  /// The share of the work that is done; kinds count by the seconds that they usually take.
  static func fraction(of tasks: [TaskSummary]) -> Double {
    var (finished, all) = (0.0, 0.0)
    for task in tasks {
      let seconds = Work.usualSeconds[task.kind] ?? 1
      all += seconds
      switch task.state {
      case .done, .failed, .cancelled: finished += seconds
      case .leased: finished += seconds * task.progress
      case .waiting, .queued: break
      }
    }
    return all > 0 ? finished / all : 0
  }
}
