import Volumes

/// A new array of `count` elements, every one of which `fill` must set.
///
/// Large ones are laid on large pages where the system offers them.
func freshArray<T: BitwiseCopyable>(
  _ count: Int, of type: T.Type, _ fill: (UnsafeMutablePointer<T>) -> Void
) -> [T] {
  guard count > 0 else { return [] }
  return [T](unsafeUninitializedCapacity: count) { buffer, used in
    guard let start = buffer.baseAddress else { return }
    adviseLargePages(UnsafeMutableRawPointer(start), count * MemoryLayout<T>.stride)
    fill(start)
    used = count
  }
}
