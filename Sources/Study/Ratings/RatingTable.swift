import Foundation

/// The ratings that stand as a table, one line for each.
public struct RatingTable: Sendable {
  /// One line.
  public struct Row: Sendable, Equatable {
    /// The rating.
    public var rating: Rating
    /// Whether it no longer counts: the picture is another one now, or the study has none.
    public var isOutdated: Bool
  }

  /// The lines, by cohort, subject and method in the order of the study, then by rater; what the study
  /// no longer has stands last.
  public let rows: [Row]

  /// The table of a study.
  ///
  /// - Parameters:
  ///   - snapshot: the study.
  ///   - rater: whose ratings alone; nil for everybody's.
  public init(_ snapshot: StudySnapshot, rater: String? = nil) {
    let standing = snapshot.cohorts.flatMap(\.subjects).flatMap(\.variants).flatMap(\.ratings)
    let known = Set(standing.map(\.rating.id))
    let gone = snapshot.ratings.ratings.filter { !known.contains($0.id) }
    let rows =
      standing.map { Row(rating: $0.rating, isOutdated: $0.isOutdated) }
      + gone.map { Row(rating: $0, isOutdated: true) }
    self.rows = rows.filter { rater == nil || $0.rating.rater == rater }
  }

  /// The names of the columns.
  public static let columns = [
    "participant_id", "session_id", "cohort", "method", "rater", "verdict", "note", "time",
    "blinded", "outdated",
  ]

  /// The table as tab-separated text with a header, as BIDS wants it.
  public var tsv: String {
    let lines = [Self.columns] + rows.map(Self.cells)
    return lines.map { $0.joined(separator: "\t") + "\n" }.joined()
  }

  private static func cells(_ row: Row) -> [String] {
    let rating = row.rating
    return [
      rating.item.subject, rating.item.session ?? "n/a", rating.item.cohort, rating.item.method,
      rating.rater, rating.verdict.word, rating.note.isEmpty ? "n/a" : rating.note,
      rating.timeText, "\(rating.isBlinded)", "\(row.isOutdated)",
    ]
  }
}

extension Rating {
  /// The time in UTC, such as `2026-11-27T18:50:03Z`.
  public var timeText: String { time.formatted(.iso8601) }
}
