/// The name that a misspelled one most likely means, or nil when none is near.
func nearest(to name: String, among names: [String]) -> String? {
  let target = Array(name.lowercased())
  let ranked = names.map { (name: $0, distance: editDistance(target, Array($0.lowercased()))) }
  guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
  return best.distance <= max(1, target.count / 3) ? best.name : nil
}

/// Number of insertions, deletions and replacements between two words (Levenshtein).
private func editDistance(_ first: [Character], _ second: [Character]) -> Int {
  var previous = Array(0...second.count)
  for (i, a) in first.enumerated() {
    var current = [i + 1]
    for (j, b) in second.enumerated() {
      current.append(min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a == b ? 0 : 1)))
    }
    previous = current
  }
  return previous[second.count]
}
