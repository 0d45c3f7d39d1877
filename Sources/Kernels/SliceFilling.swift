/// Slices that stand across the rows of a buffer are gathered so many at a time, since memory is read
/// by lines of several voxels.
private let gathered = 16

/// Fills the holes of slices that hold one voxel of each of the rows.
///
/// - Parameters:
///   - voxels: rows of `width` bytes, one after the other.
///   - width: voxels of a row, and slices.
///   - rows: how many rows.
///   - columns: how many of them lie side by side in a slice.
func fillSlicesAcrossRows(
  _ voxels: UnsafeMutablePointer<UInt8>, _ width: Int, rows: Int, columns: Int
) {
  guard columns > 0 else { return }
  let slice = SliceOfRows(width: columns, count: rows / columns, stride: columns)
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: gathered * rows) { planes in
    guard let planes = planes.baseAddress else { return }
    for first in stride(from: 0, to: width, by: gathered) {
      let count = min(gathered, width - first)
      gather(voxels + first, width, rows, count, into: planes)
      for plane in 0..<count { slice.fill(planes + plane * rows) }
      scatter(planes, rows, count, into: voxels + first, width)
    }
  }
}

@inline(never)
private func gather(
  _ voxels: UnsafePointer<UInt8>, _ width: Int, _ rows: Int, _ count: Int,
  into planes: UnsafeMutablePointer<UInt8>
) {
  for row in 0..<rows {
    for plane in 0..<count { planes[plane &* rows &+ row] = voxels[row &* width &+ plane] }
  }
}

@inline(never)
private func scatter(
  _ planes: UnsafePointer<UInt8>, _ rows: Int, _ count: Int,
  into voxels: UnsafeMutablePointer<UInt8>, _ width: Int
) {
  for row in 0..<rows {
    for plane in 0..<count { voxels[row &* width &+ plane] = planes[plane &* rows &+ row] }
  }
}

/// A slice whose rows are contiguous: `count` of them, `width` long, `stride` apart.
struct SliceOfRows {
  let width: Int
  let count: Int
  let stride: Int

  /// A run of outside pixels: its ends, and the run that stands for its part, or one nearer to it.
  private struct Gap {
    var first: Int32
    var end: Int32
    var row: Int32
    var parent: Int32
    /// Whether it, or what it stands for, reaches the border.
    var isOpen: Bool
  }

  /// Fills what cannot be reached from the sides of the slice by sides of outside pixels.
  func fill(_ start: UnsafeMutablePointer<UInt8>) {
    var gaps: [Gap] = []
    var above = 0..<0
    for row in 0..<count {
      let first = gaps.count
      append(start + row * stride, row, to: &gaps)
      gaps.withUnsafeMutableBufferPointer { join($0, above, first..<$0.count) }
      above = first..<gaps.count
    }
    gaps.withUnsafeMutableBufferPointer { gaps in
      for index in gaps.indices where !gaps[root(gaps, index)].isOpen {
        let gap = gaps[index]
        (start + Int(gap.row) * stride + Int(gap.first))
          .update(repeating: 1, count: Int(gap.end - gap.first))
      }
    }
  }

  private func append(_ bytes: UnsafePointer<UInt8>, _ row: Int, to gaps: inout [Gap]) {
    let isSide = row == 0 || row == count - 1
    var x = firstOutside(bytes, 0, width)
    while x < width {
      let end = firstInside(bytes, x, width)
      gaps.append(
        Gap(
          first: Int32(x), end: Int32(end), row: Int32(row), parent: Int32(gaps.count),
          isOpen: isSide || x == 0 || end == width))
      x = firstOutside(bytes, end, width)
    }
  }

  /// Joins the gaps of one row with those of the row before that they touch.
  private func join(
    _ gaps: UnsafeMutableBufferPointer<Gap>, _ above: Range<Int>, _ own: Range<Int>
  ) {
    var (i, j) = (above.lowerBound, own.lowerBound)
    while i < above.upperBound, j < own.upperBound {
      if gaps[i].first < gaps[j].end, gaps[j].first < gaps[i].end {
        let (a, b) = (root(gaps, i), root(gaps, j))
        gaps[a].isOpen = gaps[a].isOpen || gaps[b].isOpen
        gaps[b].parent = Int32(a)
      }
      if gaps[i].end < gaps[j].end { i += 1 } else { j += 1 }
    }
  }

  private func root(_ gaps: UnsafeMutableBufferPointer<Gap>, _ index: Int) -> Int {
    var place = index
    while Int(gaps[place].parent) != place {
      gaps[place].parent = gaps[Int(gaps[place].parent)].parent
      place = Int(gaps[place].parent)
    }
    return place
  }
}
