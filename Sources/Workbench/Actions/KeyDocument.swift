import Foundation

/// The list of keys as a document.
public enum KeyDocument {
  /// `docs/keys.md`.
  public static var markdown: String {
    var lines = [
      "# Keys", "",
      "Generated from the table of actions; `?` in the workbench shows the same.", "",
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
