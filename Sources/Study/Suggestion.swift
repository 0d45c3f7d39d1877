/// The nearest of the known names to one that is not known, for "did you mean".
public enum Suggestion {
  /// The known name at the smallest edit distance, if that is below 4 and below the word's length.
  public static func nearest(to word: String, in known: [String]) -> String? {
    let scored = known.map {
      (name: $0, distance: editDistance(word.lowercased(), $0.lowercased()))
    }
    guard let best = scored.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else {
      return nil
    }
    return best.distance < min(4, max(2, word.count)) ? best.name : nil
  }

  /// The remedy for an unknown name: the nearest one, else all of them.
  public static func remedy(for word: String, in known: [String]) -> String {
    nearest(to: word, in: known).map { "did you mean '\($0)'?" }
      ?? "known are \(known.joined(separator: ", "))"
  }

  /// Number of insertions, deletions and replacements that turn `a` into `b` (Levenshtein 1966).
  static func editDistance(_ a: String, _ b: String) -> Int {
    let (left, right) = (Array(a), Array(b))
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, other) in right.enumerated() {
        let replaced = diagonal + (letter == other ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
      }
    }
    return row[right.count]
  }
}
