import Foundation

/// One line of a rater's file: a rating, or the withdrawal of an earlier one.
enum RatingLine: Equatable {
  case rating(Rating)
  case withdrawal(of: String, id: String, rater: String, time: Date)

  /// The line as it stands in the file; everything that only a rating has may be missing.
  private struct Stored: Codable {
    var id: String
    var rater: String
    var time: Date
    var withdraws: String?
    var cohort: String?
    var subject: String?
    var session: String?
    var method: String?
    var picture: String?
    var verdict: RaterVerdict?
    var note: String?
    var blinded: Bool?
    var seed: UInt64?
  }

  /// The line without its end.
  func text() -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return (try? encoder.encode(stored)).map { String(decoding: $0, as: UTF8.self) }
  }

  private var stored: Stored {
    switch self {
    case .withdrawal(let other, let id, let rater, let time):
      Stored(id: id, rater: rater, time: time, withdraws: other)
    case .rating(let rating):
      Stored(
        id: rating.id, rater: rating.rater, time: rating.time, cohort: rating.item.cohort,
        subject: rating.item.subject, session: rating.item.session, method: rating.item.method,
        picture: rating.picture, verdict: rating.verdict,
        note: rating.note.isEmpty ? nil : rating.note, blinded: rating.isBlinded,
        seed: rating.seed)
    }
  }

  /// The line that bytes hold; nil where they hold none.
  init?(_ bytes: Data) {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    guard let stored = try? decoder.decode(Stored.self, from: bytes) else { return nil }
    if let other = stored.withdraws {
      self = .withdrawal(of: other, id: stored.id, rater: stored.rater, time: stored.time)
      return
    }
    guard let cohort = stored.cohort, let subject = stored.subject, let method = stored.method,
      let picture = stored.picture, let verdict = stored.verdict
    else { return nil }
    let item = RatedItem(
      cohort: cohort, subject: subject, session: stored.session, method: method)
    self = .rating(
      Rating(
        id: stored.id, item: item, picture: picture, verdict: verdict, note: stored.note ?? "",
        rater: stored.rater, time: stored.time, isBlinded: stored.blinded ?? false,
        seed: stored.seed))
  }
}
