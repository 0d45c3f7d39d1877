import Agreement
import Study

/// One table over all cohorts: how much each removal disturbs each outcome.
///
/// Cohorts are measured in different amounts, so differences are told in per cent of the mean of the full
/// images: the mean, and its standard deviation, which is what a single subject has to expect.
struct OverviewTable {
  private let cohorts: [(status: CohortStatus, table: AgreementTable)]
  private let variants: [String]

  /// - Parameter snapshot: the study.
  init(_ snapshot: StudySnapshot) {
    cohorts = snapshot.cohorts.compactMap { cohort in cohort.agreement.map { (cohort, $0) } }
    variants = snapshot.methods + snapshot.controls
  }

  /// Whether there is anything to compare: two cohorts or more with a result.
  var isWorthShowing: Bool { cohorts.count > 1 }

  /// What the cells say.
  static let note =
    "In per cent of the mean of the full images: mean difference ± SD; ICC(A,1); failures."

  /// The lines of the table; as many cohorts beside each other as fit a width.
  func lines(width: Int) -> [String] {
    let methods = AgreementColumns.Column(heading: "method", cells: variants)
    var blocks: [[AgreementColumns.Column]] = []
    var room = 0
    for column in cohorts.map(column) {
      if blocks.isEmpty || column.width + 2 > room {
        blocks.append([methods])
        room = width - methods.width
      }
      blocks[blocks.count - 1].append(column)
      room -= column.width + 2
    }
    return Array(blocks.map(rows).joined(separator: [""]))
  }

  private func rows(_ columns: [AgreementColumns.Column]) -> [String] {
    ([nil] + variants.indices.map(Optional.some)).map { row in
      let text = columns.map { Self.padded($0, row) }.joined(separator: "  ")
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
  }

  private func column(
    _ cohort: (status: CohortStatus, table: AgreementTable)
  ) -> AgreementColumns.Column {
    AgreementColumns.Column(
      heading: "\(cohort.status.name) \(cohort.status.outcome.uppercased())",
      cells: variants.map { name in
        cohort.table.methods.first { $0.method == name }.map(Self.cell) ?? "n/a"
      })
  }

  private static func cell(_ method: MethodAgreement) -> String {
    let failures = "\(method.failures.count)/\(method.failures.total)"
    guard let mean = method.meanReference, mean > 0, let difference = method.meanDifference,
      let spread = method.sdDifference
    else { return "n/a; n/a; \(failures)" }
    let icc = method.agreementICC.map { Signed.plain($0, decimals: 3) } ?? "n/a"
    return "\(Signed.text(100 * difference / mean, decimals: 2))"
      + " ± \(Signed.plain(100 * spread / mean, decimals: 2)) %; \(icc); \(failures)"
  }

  private static func padded(_ column: AgreementColumns.Column, _ row: Int?) -> String {
    let text = row.map { column.cells[$0] } ?? column.heading
    return text + String(repeating: " ", count: max(0, column.width - text.count))
  }
}
