/// The keys that sentences name, as they are in force.
extension WorkbenchState {
  /// The first key of an action; its name for the command line where it has none.
  func key(_ action: String) -> String {
    let keys = actions.first { $0.name == action }?.keys ?? []
    return keys.first.map(KeyName.of) ?? ":\(action)"
  }
}
