import CMemory

extension Program {
  /// Keeps the memory of a program that works on one image after another small; called before there are
  /// threads.
  public static func shareOneHeap() { bauta_share_one_heap() }
}
