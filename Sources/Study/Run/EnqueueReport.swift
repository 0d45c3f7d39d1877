/// What came of putting a study's tasks into the queue.
public struct EnqueueReport: Sendable, Hashable {
  /// Tasks that are new.
  public var added = 0
  /// Tasks that were there already.
  public var existing = 0
  /// Tasks that get another chance, since what stopped them may have passed.
  public var retried = 0
  /// Files that were deleted, since no finished task of the study stands behind them.
  public var removedFiles = 0

  /// A report of nothing.
  public init() {}
}
