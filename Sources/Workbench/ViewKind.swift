/// The views of the workbench, in the order of their digits.
public enum ViewKind: Int, Sendable, CaseIterable {
  case slices = 1
  case face, agreement, queue, matrix, report, log

  /// The name on the tab.
  public var title: String {
    switch self {
    case .slices: "Slices"
    case .face: "Face"
    case .agreement: "Agreement"
    case .queue: "Queue"
    case .matrix: "Matrix"
    case .report: "Report"
    case .log: "Log"
    }
  }
}
