import Volumes

/// Whether an alignment of two images can be believed, in a word and with its reasons.
public struct AlignmentVerdict: Sendable, Hashable, Codable {
  /// How far an alignment can be believed.
  public enum Grade: String, Sendable, Codable, CaseIterable {
    /// Likeness, sizes and skews leave no doubt.
    case good
    /// It may be right; look at it before it is used.
    case doubtful
    /// It is no answer.
    case implausible
  }

  /// How far it can be believed.
  public var grade: Grade
  /// What was expected and what was found, a sentence each; none where all is good.
  public var reasons: [String]

  /// A verdict from its parts.
  public init(_ grade: Grade, _ reasons: [String] = []) {
    (self.grade, self.reasons) = (grade, reasons)
  }

  /// The worst grade of several verdicts, with the reasons for it.
  init(worstOf verdicts: [AlignmentVerdict]) {
    let order = Grade.allCases
    let worst = verdicts.map { order.firstIndex(of: $0.grade) ?? 0 }.max() ?? 0
    self.init(order[worst], verdicts.filter { $0.grade == order[worst] }.flatMap(\.reasons))
  }
}

/// A number with the limits within which it is good and, further out, doubtful.
struct VerdictLimits: Sendable {
  var good: ClosedRange<Double>
  var doubtful: ClosedRange<Double>

  /// How a value is graded; one that is not a number is implausible.
  func grade(_ value: Double) -> AlignmentVerdict.Grade {
    good.contains(value) ? .good : doubtful.contains(value) ? .doubtful : .implausible
  }

  /// The verdict on a value; `sentence` is given the lower and the upper limit that it missed.
  func verdict(_ value: Double, _ sentence: (ClosedRange<Double>) -> String) -> AlignmentVerdict {
    switch grade(value) {
    case .good: AlignmentVerdict(.good)
    case .doubtful: AlignmentVerdict(.doubtful, [sentence(good)])
    case .implausible: AlignmentVerdict(.implausible, [sentence(doubtful)])
    }
  }
}
