import Foundation

/// Everything that one rater said, in order, as the bytes of the file hold it.
struct RaterLog: Equatable {
  /// The ratings that were not withdrawn, in order; several of one item may be among them.
  private(set) var ratings: [Rating] = []
  /// Lines before the last that hold nothing that can be understood.
  private(set) var brokenLines = 0
  /// Whether the last line was cut off.
  private(set) var isCutOff = false

  /// An empty log.
  init() {}

  /// The log of a file. A line that cannot be understood is counted and passed over.
  init(_ bytes: Data) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    for (place, line) in lines.enumerated() {
      switch RatingLine(Data(line)) {
      case .rating(let rating)?: ratings.append(rating)
      case .withdrawal(let id, _, _, _)?: ratings.removeAll { $0.id == id }
      case nil where place == lines.count - 1 && bytes.last != UInt8(ascii: "\n"): isCutOff = true
      case nil: brokenLines += 1
      }
    }
  }

  /// What the rater says now: the last rating of each item, in the order in which they were given.
  var current: [Rating] {
    var seen: Set<RatedItem> = []
    return ratings.reversed().filter { seen.insert($0.item).inserted }.reversed()
  }

  /// What a person should know of the file of a rater; empty where all is well.
  func notes(rater: String) -> [String] {
    let file = "the ratings of '\(rater)'"
    var notes: [String] = []
    if isCutOff {
      notes.append("\(file): the last line was cut off while it was written and is passed over")
    }
    if brokenLines > 0 {
      let lines = brokenLines == 1 ? "1 line" : "\(brokenLines) lines"
      notes.append("\(file): \(lines) cannot be understood and are passed over")
    }
    return notes
  }
}
