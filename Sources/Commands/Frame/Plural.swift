/// A number with its noun: `1 task`, `2 tasks`.
enum Plural {
  static func of(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
