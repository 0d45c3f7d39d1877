/// The views of the workbench, in the order of their digits.
public enum ViewKind: Int, Sendable, CaseIterable {
  case slices = 1
  case face, agreement, queue, matrix, report, log
}
