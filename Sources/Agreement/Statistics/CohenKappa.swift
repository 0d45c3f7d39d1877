/// Cohen's κ of two raters, plain or weighted, with the asymptotic standard errors of Fleiss, Cohen &
/// Everitt (1969, Psychol Bull 72:323).
///
/// Weighted by squared distances of ordered categories it is, for many subjects, the intraclass
/// correlation for absolute agreement of the categories' numbers (Fleiss & Cohen 1973).
public struct CohenKappa: Sendable, Hashable {
  /// How disagreement of two categories counts.
  public enum Weighting: Sendable, Hashable {
    /// Every disagreement alike: κ of Cohen (1960).
    case none
    /// By the square of the distance of ordered categories (Cohen 1968).
    case quadratic

    /// The agreement that a pair of categories stands for, from 0 to 1.
    func agreement(_ first: Int, _ second: Int, of count: Int) -> Double {
      if first == second { return 1 }
      guard self == .quadratic, count > 1 else { return 0 }
      let share = Double(first - second) / Double(count - 1)
      return 1 - share * share
    }
  }

  /// Subjects that both raters judged.
  public let subjects: Int
  /// Share of agreement, weighted.
  public let observed: Double
  /// The same as expected by chance from how often each rater uses each category.
  public let expected: Double
  /// κ; NaN where both raters use one and the same category only, or without subjects.
  public let value: Double
  /// Standard error of κ; NaN where κ is.
  public let standardError: Double
  /// Standard error where κ is zero in truth, for the test of that.
  public let nullStandardError: Double
  /// Confidence interval of κ, or nil where it is undefined.
  public let interval: Interval?
  /// Reasons for care.
  public let doubts: [Doubt]

  /// κ of two raters.
  ///
  /// - Parameters:
  ///   - first: the category of each subject by one rater, from 0.
  ///   - second: the same by the other.
  ///   - categories: number of categories.
  ///   - weighting: how disagreement counts.
  ///   - confidence: coverage of the interval.
  /// - Throws: an error where the lists differ in length or a category is none.
  public init(
    _ first: [Int], _ second: [Int], categories: Int, weighting: Weighting = .none,
    confidence: Double = 0.95
  ) throws(AgreementError) {
    guard first.count == second.count else {
      throw .unequalLengths(what: "ratings", expected: first.count, found: second.count)
    }
    let range = 0..<max(0, categories)
    if let place = zip(first, second).enumerated().first(where: {
      !range.contains($1.0) || !range.contains($1.1)
    })?.offset {
      throw .notFinite(what: "ratings", index: place)
    }
    var counts = Array(repeating: Array(repeating: 0, count: range.count), count: range.count)
    for (row, column) in zip(first, second) { counts[row][column] += 1 }
    self.init(counts: counts, weighting: weighting, confidence: confidence)
  }

  /// κ of a square table of counts: rows are one rater's categories, columns the other's.
  init(counts: [[Int]], weighting: Weighting = .none, confidence: Double = 0.95) {
    let table = KappaTable(counts: counts, weighting: weighting)
    (subjects, observed, expected) = (table.subjects, table.observed, table.expected)
    let isDefined = table.subjects > 0 && 1 - table.expected > 1e-12
    value = isDefined ? (observed - expected) / (1 - expected) : .nan
    standardError = isDefined ? table.variance.squareRoot() : .nan
    nullStandardError = isDefined ? table.nullVariance.squareRoot() : .nan
    let half = Normal.upperQuantile((1 - confidence) / 2) * standardError
    interval =
      isDefined
      ? Interval(centre: value, halfWidth: half).mapped { min(1, max(-1, $0)) } : nil
    doubts = Self.doubts(table, isDefined: isDefined)
  }

  private static func doubts(_ table: KappaTable, isDefined: Bool) -> [Doubt] {
    if table.subjects == 0 { return [.noSubjects] }
    if !isDefined { return [.noVariance] }
    return (table.isIdentical ? [.identical] : []) + (table.subjects < 10 ? [.fewerThanTen] : [])
  }
}

/// Shares of a table of two raters with what they weigh.
private struct KappaTable {
  let subjects: Int
  let shares: [[Double]]
  let weights: [[Double]]
  let rows: [Double]
  let columns: [Double]
  let observed: Double
  let expected: Double
  private let range: Range<Int>

  init(counts: [[Int]], weighting: CohenKappa.Weighting) {
    let range = counts.indices
    let total = counts.joined().reduce(0, +)
    let scale = total > 0 ? 1 / Double(total) : 0
    let shares = counts.map { $0.map { Double($0) * scale } }
    let weights = range.map { row in
      range.map { weighting.agreement(row, $0, of: range.count) }
    }
    let rows = shares.map { $0.reduce(0, +) }
    let columns = range.map { column in shares.reduce(0) { $0 + $1[column] } }
    var (observed, expected) = (0.0, 0.0)
    for row in range {
      for column in range {
        observed += weights[row][column] * shares[row][column]
        expected += weights[row][column] * rows[row] * columns[column]
      }
    }
    (subjects, self.range, self.shares, self.weights) = (total, range, shares, weights)
    (self.rows, self.columns, self.observed, self.expected) = (rows, columns, observed, expected)
  }

  /// Whether both raters say the same of every subject.
  var isIdentical: Bool {
    range.allSatisfy { row in range.allSatisfy { $0 == row || shares[row][$0] == 0 } }
  }

  /// Mean weight of a category of each rater against what the other one uses.
  private var meanWeights: (rows: [Double], columns: [Double]) {
    (
      range.map { row in range.reduce(0) { $0 + columns[$1] * weights[row][$1] } },
      range.map { column in range.reduce(0) { $0 + rows[$1] * weights[$1][column] } }
    )
  }

  /// Variance of κ, equation 14 of the paper.
  var variance: Double {
    let means = meanWeights
    var sum = 0.0
    for row in range {
      for column in range {
        let term =
          weights[row][column] * (1 - expected)
          - (means.rows[row] + means.columns[column]) * (1 - observed)
        sum += shares[row][column] * term * term
      }
    }
    let centre = observed * expected - 2 * expected + observed
    let rest = 1 - expected
    return max(0, sum - centre * centre) / (Double(subjects) * rest * rest * rest * rest)
  }

  /// Variance of κ where it is zero in truth.
  var nullVariance: Double {
    let means = meanWeights
    var sum = 0.0
    for row in range {
      for column in range {
        let term = weights[row][column] - (means.rows[row] + means.columns[column])
        sum += rows[row] * columns[column] * term * term
      }
    }
    let rest = 1 - expected
    return max(0, sum - expected * expected) / (Double(subjects) * rest * rest)
  }
}
