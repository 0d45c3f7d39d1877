import Foundation
import Jobs
import Study

/// Tells on stderr what the engine does.
struct RunProgress {
  var study: OpenStudy
  var console: Console

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
    case .recovered(let tasks): "\(tasks) task(s) of an engine that is gone went back to the queue"
    case .failed(let lease, let failure, let willRetry):
      "\(name(lease)): \(failure.kind): \(failure.message)\(willRetry ? " Trying again." : "")"
    case .done(let lease, _) where lease.spec.kind == "measure": "\(name(lease)): done"
    case .trouble(let error): "\(error.message)"
    default: nil
    }
  }

  private func name(_ lease: Lease) -> String {
    let labels = lease.spec.labels
    return [labels.cohort, labels.subject, labels.method, lease.spec.kind].compactMap { $0 }
      .joined(separator: " ")
  }

  private func update(_ bar: ProgressBar) {
    guard let tasks = try? study.store.summaries(), !tasks.isEmpty else { return }
    let finished = tasks.reduce(0.0) { sum, task in
      switch task.state {
      case .done, .failed, .cancelled: sum + 1
      case .leased: sum + task.progress
      case .waiting, .queued: sum
      }
    }
    let done = tasks.count { $0.state == .done }
    let failed = tasks.count { $0.state == .failed }
    let text = "\(done) of \(tasks.count) tasks" + (failed > 0 ? ", \(failed) failed" : "")
    let fraction = finished / Double(tasks.count)
    let remaining = fraction > 0.02 ? bar.elapsedSeconds * (1 - fraction) / fraction : nil
    bar.update(fraction: fraction, text: text, remaining: remaining)
  }
}
