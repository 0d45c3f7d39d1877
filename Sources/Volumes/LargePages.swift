import Glibc

/// Asks the system for large pages below memory that is about to be written.
///
/// A volume of 64 MiB else takes sixteen thousand page faults, which cost as much as a pass over it.
/// No result depends on the advice being taken.
///
/// - Parameters:
///   - start: where the memory begins.
///   - byteCount: how much there is; only whole large pages in it are meant.
public func adviseLargePages(_ start: UnsafeMutableRawPointer, _ byteCount: Int) {
  let first = (Int(bitPattern: start) + largePage - 1) / largePage * largePage
  let bytes = (Int(bitPattern: start) + byteCount - first) / largePage * largePage
  guard bytes > 0, let aligned = UnsafeMutableRawPointer(bitPattern: first) else { return }
  // An advice that is not taken changes nothing, so its result does not matter.
  _ = madvise(aligned, bytes, MADV_HUGEPAGE)
}

/// Bytes of a large page on x86-64.
private let largePage = 2 << 20
