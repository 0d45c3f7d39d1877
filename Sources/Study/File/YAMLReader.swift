import Yams

/// Reads a YAML tree while collecting every mistake, each with its line.
struct YAMLReader {
  /// What was found wrong so far.
  var mistakes: [Mistake] = []

  /// The root of a document, or nil after noting why there is none.
  mutating func root(of text: String) -> Node? {
    do {
      if let node = try Yams.compose(yaml: text) { return node }
      mistakes.append(Mistake("the file is empty", remedy: "write one with 'bauta init'"))
    } catch let error as YamlError {
      mistakes.append(Self.mistake(for: error))
    } catch {
      mistakes.append(Mistake("the file is not YAML"))
    }
    return nil
  }

  private static func mistake(for error: YamlError) -> Mistake {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return Mistake(line: mark.line, "not YAML: \(problem)", remedy: "check indents and quotes")
    case .duplicatedKeysInMapping(let duplicates, let context):
      return Mistake(
        line: context.mark.line, "'\(duplicates.joined(separator: "', '"))' stands more than once",
        remedy: "keep one")
    default: return Mistake("the file is not YAML")
    }
  }

  /// Whether a node is a mapping; noted where it is not.
  mutating func isMapping(_ node: Node, called name: String) -> Bool {
    if node.mapping == nil { note(node, "'\(name)' must be a list of 'key: value' lines") }
    return node.mapping != nil
  }

  /// The entries of a mapping by key, after noting every key that is not known.
  mutating func mapping(_ node: Node, called name: String, keys: [String]?) -> [String: Node] {
    guard isMapping(node, called: name), let mapping = node.mapping else { return [:] }
    var entries: [String: Node] = [:]
    for (key, value) in mapping {
      let word = key.string ?? ""
      if let keys, !keys.contains(word) {
        note(
          key, "unknown key '\(word)' in \(name)", remedy: Suggestion.remedy(for: word, in: keys))
      } else {
        entries[word] = value
      }
    }
    return entries
  }

  /// A text, or nil after noting that it is none.
  mutating func text(_ node: Node?, called name: String) -> String? {
    guard let node else { return nil }
    if let value = node.scalar?.string, !value.isEmpty { return value }
    note(node, "'\(name)' must be one word or sentence")
    return nil
  }

  /// A list of texts; one text counts as a list of one.
  mutating func texts(_ node: Node?, called name: String) -> [String] {
    guard let node else { return [] }
    if let sequence = node.sequence {
      return sequence.compactMap { text($0, called: name) }
    }
    if let value = node.scalar?.string, !value.isEmpty { return [value] }
    note(node, "'\(name)' must be one word or a list of words")
    return []
  }

  /// Notes a mistake at the line of a node.
  mutating func note(_ node: Node?, _ message: String, remedy: String? = nil) {
    mistakes.append(Mistake(line: node?.mark?.line, message, remedy: remedy))
  }
}
