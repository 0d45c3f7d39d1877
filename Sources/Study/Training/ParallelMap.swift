import Volumes

extension Parallel {
  /// The results of `count` pieces of work in their order, whatever the number of threads.
  func map<Result: Sendable>(_ count: Int, _ body: (Int) -> Result) -> [Result] {
    var results = [Result?](repeating: nil, count: count)
    results.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let out = buffer
      forEach(count) { out[$0] = body($0) }
    }
    return results.compactMap { $0 }
  }
}
