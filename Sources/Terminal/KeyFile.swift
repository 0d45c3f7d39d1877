import Yams

/// Keys as a file of the user gives them: YAML with the names of actions and one key or a list of keys
/// for each. Never fails; what is not understood is a warning.
public struct KeyFile: Sendable {
  /// The keys of one action.
  public struct Entry: Sendable, Equatable {
    /// The name as written.
    public var action: String
    /// The keys as written.
    public var keys: [String]
    /// The line, counted from 1.
    public var line: Int

    /// An entry from its parts.
    public init(action: String, keys: [String], line: Int) {
      (self.action, self.keys, self.line) = (action, keys, line)
    }
  }

  /// Something that is wrong.
  public struct Warning: Sendable, Equatable {
    /// The line, counted from 1; 0 where no line is at fault.
    public var line: Int
    /// What is wrong.
    public var message: String

    /// A warning from its parts.
    public init(line: Int, message: String) { (self.line, self.message) = (line, message) }
  }

  /// The entries in their order.
  public private(set) var entries: [Entry] = []
  /// What could not be read.
  public private(set) var warnings: [Warning] = []

  /// Reads a text.
  public init(_ text: String) {
    do {
      guard let root = try Yams.compose(yaml: text) else { return }
      guard let mapping = root.mapping else {
        warn("expected lines such as 'subject.rerun: x'", root)
        return
      }
      for (key, value) in mapping { read(key, value) }
    } catch {
      warnings.append(Warning(line: Self.line(error), message: Self.words(error)))
    }
  }

  private mutating func read(_ key: Node, _ value: Node) {
    // A key such as 1 or y is a number or a word of YAML, and yet the key of that name.
    let keys = (value.sequence.map(Array.init) ?? [value]).compactMap { $0.scalar?.string }
    let name = key.scalar?.string ?? ""
    guard !name.isEmpty, !keys.isEmpty, keys.allSatisfy({ !$0.isEmpty }) else {
      return warn("'\(name)' must have a key, or a list of keys", key)
    }
    entries.append(Entry(action: name, keys: keys, line: key.mark?.line ?? 0))
  }

  private mutating func warn(_ message: String, _ node: Node) {
    warnings.append(Warning(line: node.mark?.line ?? 0, message: message))
  }

  private static func line(_ error: any Error) -> Int {
    switch error as? YamlError {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      mark.line
    case .duplicatedKeysInMapping(_, let context): context.mark.line
    default: 0
    }
  }

  private static func words(_ error: any Error) -> String {
    if case .duplicatedKeysInMapping(let names, _) = error as? YamlError {
      return "'\(names.joined(separator: "', '"))' stands more than once; keep one"
    }
    return "cannot be read as YAML; quote keys such as '[' and '#'"
  }
}
