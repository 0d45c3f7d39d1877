import Foundation

/// Joins negative numbers to the options before them: `--seed -1` is `--seed=-1`.
///
/// The parser takes a word that begins with a minus for an option, and would say that the value is
/// missing instead of what is wrong with it.
enum NegativeValues {
  /// The arguments with the negative numbers joined to the options of the command.
  ///
  /// - Parameters:
  ///   - arguments: without the name of the program.
  ///   - toolInfo: what the parser says of all commands, in JSON.
  /// - Returns: the same words in the same order, fewer of them where some were joined.
  static func joined(_ arguments: [String], toolInfo: @autoclosure () -> String) -> [String] {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    let words = Array(arguments[..<end])
    guard zip(words, words.dropFirst()).contains(where: { isLong($0) && isNegative($1) }) else {
      return arguments
    }
    let options = EnvironmentOptions.longOptions(of: arguments, toolInfo: toolInfo())
    var result: [String] = []
    for word in words {
      if let last = result.last, isNegative(word), options.contains(last) {
        result[result.count - 1] = "\(last)=\(word)"
      } else {
        result.append(word)
      }
    }
    return result + arguments[end...]
  }

  private static func isLong(_ word: String) -> Bool {
    word.hasPrefix("--") && !word.contains("=")
  }

  private static func isNegative(_ word: String) -> Bool {
    let rest = word.dropFirst()
    guard word.hasPrefix("-"), let first = rest.first else { return false }
    return (first.isNumber || first == ".") && Double(rest) != nil
  }
}
