import Dispatch
import Foundation
import Study
import Synchronization

/// Writes ratings in the background, in their order, and keeps the answers until the drawing thread
/// takes them. No reading of the study stands before a rating in this queue.
final class RatingAsker: Sendable {
  /// What came back.
  enum Answer: Sendable {
    case rated(Rating, movesOn: Bool)
    case withdrawn(RaterFile.Withdrawal?)
    case trouble(String)
  }

  private struct Content {
    var answers: [Answer] = []
    var pending = 0
    var count = 0
  }

  private let keeper: (any RatingKeeper)?
  private let content = Mutex(Content())
  private let queue = DispatchQueue(label: "bauta.ratings", qos: .userInitiated)

  init(_ keeper: (any RatingKeeper)?) { self.keeper = keeper }

  /// Whether an answer is on its way or waits to be taken.
  var isBusy: Bool { content.withLock { $0.pending > 0 || !$0.answers.isEmpty } }

  /// How many lines were written.
  var written: Int { content.withLock { $0.count } }

  /// The answers so far, the oldest first.
  func answers() -> [Answer] {
    content.withLock { content in
      defer { content.answers = [] }
      return content.answers
    }
  }

  /// Keeps a rating.
  func rate(_ rating: Rating, movesOn: Bool) {
    run { keeper throws(StudyError) in
      try keeper.append(rating)
      return .rated(rating, movesOn: movesOn)
    }
  }

  /// Takes the last one back.
  func undo(at seconds: Double, onlyBlinded: Bool) {
    run { keeper throws(StudyError) in
      .withdrawn(
        try keeper.withdrawLast(
          at: Date(timeIntervalSince1970: seconds), onlyBlinded: onlyBlinded))
    }
  }

  /// Waits until everything is written.
  func finish() { queue.sync {} }

  private func run(
    _ body: @escaping @Sendable (any RatingKeeper) throws(StudyError) -> Answer
  ) {
    content.withLock { $0.pending += 1 }
    queue.async {
      let answer = self.answer(body)
      self.content.withLock { content in
        if case .trouble = answer {} else { content.count += 1 }
        content.answers.append(answer)
        content.pending -= 1
      }
    }
  }

  private func answer(
    _ body: (any RatingKeeper) throws(StudyError) -> Answer
  ) -> Answer {
    guard let keeper else { return .trouble("ratings are not kept here") }
    do {
      return try body(keeper)
    } catch {
      return .trouble(error.message)
    }
  }
}
