import Glibc

/// A new array of `count` elements, every one of which `fill` must set.
///
/// Large ones are laid on large pages where the system offers them: a volume of 64 MiB else takes
/// sixteen thousand page faults, which cost as much as a pass over it.
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

/// Bytes of a large page on x86-64.
private let largePage = 2 << 20

/// Advice about the whole large pages between two addresses; no result depends on it being taken.
private func adviseLargePages(_ start: UnsafeMutableRawPointer, _ byteCount: Int) {
  let first = (Int(bitPattern: start) + largePage - 1) / largePage * largePage
  let bytes = (Int(bitPattern: start) + byteCount - first) / largePage * largePage
  guard bytes > 0, let aligned = UnsafeMutableRawPointer(bitPattern: first) else { return }
  // an advice that is not taken changes nothing, so its result does not matter
  _ = madvise(aligned, bytes, MADV_HUGEPAGE)
}
