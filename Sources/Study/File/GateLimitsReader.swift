import Yams

/// Reads the part `gates` of a study file.
struct GateLimitsReader {
  static let keys = [
    "brain-removed", "brain-in-place", "face-in-view", "face-left", "head-removed", "stretch",
  ]

  /// Removal methods that may be named.
  var methods: [String]

  /// The limits that a node asks for; every mistake is noted.
  func limits(_ node: Node?, reader: inout YAMLReader) -> GateLimits {
    var limits = GateLimits.standard
    guard let node else { return limits }
    let entries = reader.mapping(node, called: "gates", keys: Self.keys)
    if let entry = entries["brain-removed"] {
      limits.brainRemoved = pair(
        entry, called: "brain-removed", 0...5, or: limits.brainRemoved, &reader)
    }
    if let entry = entries["face-left"] {
      limits.faceLeft = pair(entry, called: "face-left", 0...100, or: limits.faceLeft, &reader)
    }
    if let entry = entries["face-in-view"] {
      limits.faceInView = pair(
        entry, called: "face-in-view", 0...100, isLower: true, or: limits.faceInView, &reader)
    }
    if let entry = entries["brain-in-place"] {
      limits.brainInPlace = pair(
        entry, called: "brain-in-place", 0...1, isLower: true, or: limits.brainInPlace, &reader)
    }
    if let entry = entries["stretch"],
      let range = range(entry, called: "stretch", 0.3...3, &reader)
    {
      limits.stretch = range
    }
    if let entry = entries["head-removed"] {
      for (method, node) in reader.mapping(entry, called: "head-removed", keys: methods) {
        let usual = limits.headRemoved(by: method)
        limits.headRemoved[method] = window(node, called: method, or: usual, &reader)
      }
    }
    return limits
  }

  /// `{ warn: 5, fail: 20 }`; what is not named keeps its default.
  private func pair(
    _ node: Node, called name: String, _ allowed: ClosedRange<Double>, isLower: Bool = false,
    or usual: GateLimits.Pair, _ reader: inout YAMLReader
  ) -> GateLimits.Pair {
    let before = reader.mistakes.count
    let entries = reader.mapping(node, called: name, keys: ["warn", "fail"])
    var pair = usual
    if let entry = entries["warn"] {
      pair.warn = number(entry, called: "warn", of: name, allowed, &reader) ?? pair.warn
    }
    if let entry = entries["fail"] {
      pair.fail = number(entry, called: "fail", of: name, allowed, &reader) ?? pair.fail
    }
    let isOrdered = isLower ? pair.warn >= pair.fail : pair.warn <= pair.fail
    if !isOrdered && reader.mistakes.count == before {
      reader.note(
        node,
        "'\(name)' fails at \(pair.fail)\(unit(allowed)) before it warns at "
          + "\(pair.warn)\(unit(allowed))",
        remedy: isLower ? "let warn be at least fail" : "let warn be at most fail")
    }
    return pair
  }

  private func window(
    _ node: Node, called name: String, or usual: GateLimits.Window, _ reader: inout YAMLReader
  ) -> GateLimits.Window {
    let before = reader.mistakes.count
    let entries = reader.mapping(node, called: name, keys: ["warn", "fail"])
    var window = usual
    if let entry = entries["fail"] {
      window.fail = range(entry, called: "fail", 0...100, &reader) ?? window.fail
      window.warn = window.warn.clamped(to: window.fail)
    }
    if let entry = entries["warn"] {
      window.warn = range(entry, called: "warn", 0...100, &reader) ?? window.warn
    }
    if window.warn.clamped(to: window.fail) != window.warn && reader.mistakes.count == before {
      reader.note(
        node, "the window 'warn' of \(name) reaches beyond its window 'fail'",
        remedy: "let 'fail' be the wider one")
    }
    return window
  }

  private func number(
    _ node: Node, called key: String, of name: String, _ allowed: ClosedRange<Double>,
    _ reader: inout YAMLReader
  ) -> Double? {
    if let value = node.float, allowed.contains(value) { return value }
    let found = node.scalar.map { "'\($0.string)'" } ?? "something else"
    reader.note(
      node,
      "'\(key)' of \(name) is \(found), not a number\(unit(allowed).isEmpty ? "" : " of per cent") "
        + "from \(text(allowed.lowerBound)) to \(text(allowed.upperBound))")
    return nil
  }

  private func range(
    _ node: Node, called name: String, _ allowed: ClosedRange<Double>, _ reader: inout YAMLReader
  ) -> ClosedRange<Double>? {
    let numbers = node.sequence?.compactMap(\.float) ?? []
    if numbers.count == 2, node.sequence?.count == 2, numbers.allSatisfy(allowed.contains),
      numbers[0] < numbers[1]
    {
      return numbers[0]...numbers[1]
    }
    let (low, high) = (text(allowed.lowerBound), text(allowed.upperBound))
    reader.note(
      node, "'\(name)' must be two numbers from \(low) to \(high), the lower first",
      remedy: "such as [\(name == "stretch" ? "0.7, 1.4" : "0.5, 50")]")
    return nil
  }

  /// Shares are written from 0 to 1, everything else in per cent.
  private func unit(_ allowed: ClosedRange<Double>) -> String {
    allowed.upperBound <= 1 ? "" : " %"
  }

  private func text(_ value: Double) -> String {
    value == value.rounded() ? "\(Int(value))" : "\(value)"
  }
}
