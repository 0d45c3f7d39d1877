import Jobs

extension VariantState {
  /// The state that a chain of tasks means for one variant.
  ///
  /// - Parameters:
  ///   - chain: the tasks in the order of their work, the measurement last.
  ///   - own: identities of those that belong to the variant; a failure of any other blocks it.
  init(chain: [TaskSummary], own: Set<String>) {
    if chain.last?.state == .done {
      self = .done
    } else if let failed = chain.first(where: { $0.state == .failed }) {
      let kind = failed.failureKind.flatMap(FailureKind.init(rawValue:)) ?? .crashed
      self = own.contains(failed.id) ? .failed(step: failed.kind, kind: kind) : .blocked
    } else if chain.contains(where: { $0.state == .cancelled }) {
      self = .cancelled
    } else if let busy = chain.first(where: { $0.state == .leased }) {
      self = .running(step: busy.kind, fraction: busy.progress)
    } else if chain.contains(where: { $0.state == .queued || $0.state == .done }) {
      self = .queued
    } else {
      self = .waiting
    }
  }
}
