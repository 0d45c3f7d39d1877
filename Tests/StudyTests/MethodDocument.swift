import Defacing
import Foundation

@testable import Study

/// The page of a method in `docs/methods`: what its documentation comment and its parameters say, and
/// what people wrote below.
struct MethodDocument {
  var method: any Defacer

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let border = "<!-- Written by hand from here on. -->"

  private var name: String { type(of: method).name }
  private var typeName: String { String(describing: type(of: method)) }

  /// Where the page is.
  var url: URL { Self.root.appendingPathComponent("docs/methods/\(name).md") }

  /// The page as it should be, with the hand-written part of the page as it is.
  func text(keeping page: String) throws -> String {
    var parts = [
      "<!-- Generated from the documentation comment of \(typeName) and the table of parameters:",
      "     BAUTA_UPDATE_DOCS=1 ./scripts/test --filter MethodDocumentTests -->",
      "# \(Self.title(of: page) ?? typeName)", "",
      "`bauta deface HEAD -o OUT --method \(name)`; in a study `methods: [\(name)]`. "
        + "Version \(type(of: method).version).", "",
      try comment(),
    ]
    if let schema = ParameterSchema.of(name) { parts += ["", Self.table(schema)] }
    return parts.joined(separator: "\n") + "\n\n\(Self.border)\n\n" + Self.handWritten(of: page)
  }

  private static func table(_ schema: ParameterSchema) -> String {
    let rows = schema.entries.map { entry in
      "| `\(entry.name)` | `\(entry.fallback)` | \(entry.expected) | \(entry.summary) |"
    }
    return
      ([
        "## Parameters", "", "| parameter | default | may be | meaning |",
        "| --- | --- | --- | --- |",
      ]
      + rows).joined(separator: "\n")
  }

  // MARK: - The page as it is

  private static func title(of page: String) -> String? {
    page.split(separator: "\n").first { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) }
  }

  /// What stands below the border; of a page without one its sections but for the parameters.
  private static func handWritten(of page: String) -> String {
    if let border = page.range(of: border) {
      return page[border.upperBound...].drop { $0.isNewline } + ""
    }
    let sections = page.components(separatedBy: "\n## ").dropFirst().filter {
      !$0.hasPrefix("Parameters\n")
    }
    return sections.map { "## " + $0.trimmingCharacters(in: .newlines) }
      .joined(separator: "\n\n") + (sections.isEmpty ? "" : "\n")
  }

  // MARK: - The comment

  /// The lines of the comment above the type, without what marks them as one.
  private func comment() throws -> String {
    let sources = Self.root.appendingPathComponent("Sources/Defacing").path
    let names = FileManager.default.enumerator(atPath: sources)?.allObjects as? [String] ?? []
    for file in names.sorted() where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: "\(sources)/\(file)", encoding: .utf8)
      let lines = text.components(separatedBy: "\n")
      let start = "public struct \(typeName):"
      guard let place = lines.firstIndex(where: { $0.hasPrefix(start) }) else { continue }
      let comment = lines[..<place].reversed().prefix { $0.hasPrefix("///") }.reversed()
      return comment.map { $0.dropFirst($0.hasPrefix("/// ") ? 4 : 3) + "" }
        .joined(separator: "\n")
    }
    return ""
  }
}
