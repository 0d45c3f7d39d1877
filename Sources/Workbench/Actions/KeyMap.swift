import Study
import Terminal

/// Which keys do what: the table of actions with the keys that a user gave some of them.
public struct KeyMap: Sendable {
  /// Every action with the keys in force.
  public private(set) var actions = ActionTable.all
  /// What is wrong with the file of the user, one sentence each, with file and line.
  public private(set) var mistakes: [String] = []

  /// The keys as they come.
  public static let standard = KeyMap()

  private init() {}

  /// The keys of a file in place of the usual ones. What is not known is left out; two actions that
  /// want the same key in one view keep their usual keys.
  ///
  /// - Parameters:
  ///   - file: the file as read.
  ///   - name: what mistakes call it.
  public init(_ file: KeyFile, named name: String) {
    mistakes = file.warnings.map { Self.place(name, $0.line) + $0.message }
    var lines: [String: Int] = [:]
    for entry in file.entries {
      guard let keys = keys(of: entry, name) else { continue }
      lines[entry.action] = entry.line
      set(keys, of: entry.action)
    }
    settle(lines, name)
  }

  private static func place(_ name: String, _ line: Int) -> String {
    line > 0 ? "\(name):\(line): " : "\(name): "
  }

  private mutating func set(_ keys: [Key], of action: String) {
    guard let place = actions.firstIndex(where: { $0.name == action }) else { return }
    actions[place].keys = keys
  }

  /// The keys of an entry; nil after noting what is not known.
  private mutating func keys(of entry: KeyFile.Entry, _ name: String) -> [Key]? {
    let place = Self.place(name, entry.line)
    guard ActionTable.named(entry.action) != nil else {
      let known = ActionTable.all.map(\.name)
      mistakes.append(
        place
          + "unknown action '\(entry.action)' (\(Self.remedy(entry.action, known, "bauta keys")))")
      return nil
    }
    let strangers = entry.keys.filter { KeyName.key($0) == nil }
    for stranger in strangers {
      mistakes.append(
        place + "unknown key '\(stranger)' of \(entry.action) "
          + "(\(Self.remedy(stranger, KeyName.known, "single characters, ^A to ^Z, names such as PgDn")))"
      )
    }
    return strangers.isEmpty ? entry.keys.compactMap(KeyName.key) : nil
  }

  private static func remedy(_ word: String, _ known: [String], _ other: String) -> String {
    Suggestion.nearest(to: word, in: known).map { "did you mean '\($0)'?" } ?? "see \(other)"
  }

  /// Gives actions their usual keys back where they would conflict, until none do.
  private mutating func settle(_ lines: [String: Int], _ name: String) {
    var seen: Set<String> = []
    var left = lines
    while let conflict = ActionTable.conflicts(of: actions).first {
      let moved = [conflict.first, conflict.second].filter { left[$0] != nil }
      // The usual keys are free of conflicts, so one of both was moved.
      guard let line = moved.compactMap({ lines[$0] }).max() else { return }
      let words =
        "\(KeyName.of(conflict.key)) would do both \(conflict.first) and \(conflict.second) "
        + "in the view \(conflict.view.title); the usual keys stay"
      if seen.insert(words).inserted { mistakes.append(Self.place(name, line) + words) }
      for action in moved {
        left[action] = nil
        set(ActionTable.named(action)?.keys ?? [], of: action)
      }
    }
  }
}
