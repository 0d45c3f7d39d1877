import Foundation
import Study

/// Where the rater's verdicts go: his file, or a made one for tests.
///
/// All calls come from one background queue, never from the thread that draws.
public protocol RatingKeeper: Sendable {
  /// Keeps a rating; when it returns, the rating is safe.
  func append(_ rating: Rating) throws(StudyError)
  /// Takes the last rating back, of all or of the blinded ones; nil where nothing is left.
  func withdrawLast(at time: Date, onlyBlinded: Bool) throws(StudyError) -> RaterFile.Withdrawal?
}

extension RaterFile: RatingKeeper {}
