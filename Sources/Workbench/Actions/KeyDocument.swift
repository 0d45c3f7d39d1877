import Foundation

/// The list of keys as a document.
public enum KeyDocument {
  /// The same as lines of plain text, for a terminal.
  ///
  /// - Parameter actions: the actions with the keys in force.
  /// - Returns: one line for each action.
  public static func lines(of actions: [Action]) -> [String] {
    let rows = actions.map { action in
      (
        action.keys.map(KeyName.of).joined(separator: " "), action.name,
        action.views.isEmpty ? "everywhere" : action.views.map(\.title).joined(separator: ", "),
        action.help
      )
    }
    let widths = (
      rows.map(\.0.count).max() ?? 0, rows.map(\.1.count).max() ?? 0, rows.map(\.2.count).max() ?? 0
    )
    func cell(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    return rows.map {
      "\(cell($0.0, widths.0))  \(cell($0.1, widths.1))  \(cell($0.2, widths.2))  \($0.3)"
    }
  }

  /// `docs/keys.md`.
  public static var markdown: String {
    var lines = [
      "# Keys", "",
      "Generated from the table of actions; `?` in the workbench and `bauta keys` show the same.",
      "`$XDG_CONFIG_HOME/bauta/keys.yaml` gives actions other keys, one line for each: the name of the",
      "action, a colon, a key or a list of keys, as in `subject.rerun: x` or `subject.next: [j, Down]`.",
      "Keys are written as in this table. `bauta keys check` finds unknown names and conflicts.",
      "",
      "| keys | action | where | what it does |", "| --- | --- | --- | --- |",
    ]
    for action in ActionTable.all {
      let keys = action.keys.map {
        "`\(KeyName.of($0).replacingOccurrences(of: "|", with: "\\|"))`"
      }
      let place =
        action.views.isEmpty ? "everywhere" : action.views.map(\.title).joined(separator: ", ")
      lines.append(
        "| \(keys.joined(separator: " ")) | \(action.name) | \(place) | \(action.help) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
