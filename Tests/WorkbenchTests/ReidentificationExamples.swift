import Faces
import Foundation
import Study
import Terminal

@testable import Workbench

extension Example {
  /// The second page of the face view.
  static let reidentification = [
    Example(name: "reidentification", state: searched()),
    Example(
      name: "reidentification-wide", state: searched(), size: Size(columns: 160, rows: 50),
      utf8: true),
    Example(
      name: "reidentification-searching", state: searched { $0.reidentification.found = nil }),
  ]

  private static func searched(
    change: (inout WorkbenchState) -> Void = { _ in }
  ) -> WorkbenchState {
    var state = WorkbenchState()
    state.now = 1_100
    let snapshot = MadeStudy.snapshot(subjects: 40)
    state.take(snapshot)
    state.view = .face
    state.reidentification.isShown = true
    let tables = zip(snapshot.methods, [2, 31]).compactMap { method, first in
      result(first: first).map {
        StudyReidentification.Table(
          cohort: snapshot.cohorts[0].name, method: method, result: $0, missing: 0)
      }
    }
    state.reidentification.found = ReidentificationSettings.Found(
      asked: ReidentificationSettings.Asked(snapshot.cohorts[0], snapshot), tables: tables)
    change(&state)
    return state
  }

  /// Forty people of whom so many are found first, and one more with each further candidate.
  private static func result(first: Int) -> ReidentificationResult? {
    let within = (0..<20).map { min(40, first + $0) }
    let best = """
      {"matcher": {"attack": "trimmed", "feature": "depth"}, "rank1": \(first),
       "rank5": \(first + 4), "auc": 0.8, "foundWithin": \(within)}
      """
    let share = Double(first) / 40
    let text = """
      {"probes": \((0..<40).map { "p\($0)" }), "galleryCount": 40,
       "origin": "perturbed-originals", "attempts": [\(best)], "best": \(best), "rank1": \(share),
       "rank1Lower": \(share * 0.6), "rank1Upper": \(min(1, share * 1.2 + 0.1)), "chance": 0.025,
       "p": \(first > 10 ? 0.001 : 0.4), "isAboveChance": \(first > 10), "found": [],
       "hasSameDefacing": false}
      """
    return try? JSONDecoder().decode(ReidentificationResult.self, from: Data(text.utf8))
  }
}
