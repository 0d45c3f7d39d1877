import Volumes

/// The runs of inside voxels along x, row after row, and the part each belongs to.
struct MaskRuns {
  /// A run: its ends in x, and the run that stands for its part, or one nearer to it.
  struct Run {
    var first: Int32
    var last: Int32
    var parent: Int32
  }

  private(set) var runs: [Run] = []
  /// How many pairs of runs were looked at to join them: the work that the shape of a mask decides.
  private(set) var comparisons = 0
  /// Index of the first run of each row, and the number of runs at the end.
  private var rowStart: [Int32] = [0]
  private let nx: Int
  private let ny: Int
  private let nz: Int

  init(of mask: Mask) {
    (nx, ny, nz) = (mask.grid.nx, mask.grid.ny, mask.grid.nz)
    rowStart.reserveCapacity(ny * nz + 1)
    runs.reserveCapacity(ny * nz)
    mask.voxels.withUnsafeBufferPointer { voxels in
      guard let bytes = voxels.baseAddress else { return }
      for row in 0..<(ny * nz) {
        append(bytes + row * nx)
        rowStart.append(Int32(runs.count))
      }
    }
  }

  private mutating func append(_ row: UnsafePointer<UInt8>) {
    var x = firstInside(row, 0, nx)
    while x < nx {
      let end = firstOutside(row, x + 1, nx)
      let run = Run(first: Int32(x), last: Int32(end - 1), parent: Int32(runs.count))
      runs.append(run)
      x = firstInside(row, end, nx)
    }
  }

  /// Joins the runs of neighbouring rows that touch.
  mutating func join(_ connectivity: Connectivity) {
    let beside: Int32 = connectivity == .faces ? 0 : 1
    let across: Int32 = connectivity == .corners ? 1 : 0
    let (ny, nz) = (ny, nz)
    var comparisons = 0
    rowStart.withUnsafeBufferPointer { starts in
      runs.withUnsafeMutableBufferPointer { runs in
        guard let runs = runs.baseAddress, let starts = starts.baseAddress else { return }
        for row in 0..<(ny * nz) where starts[row] < starts[row + 1] {
          let (y, z) = (row % ny, row / ny)
          if y > 0 { comparisons += joinRows(runs, starts, row, row - 1, beside) }
          guard z > 0 else { continue }
          comparisons += joinRows(runs, starts, row, row - ny, beside)
          guard connectivity != .faces else { continue }
          if y > 0 { comparisons += joinRows(runs, starts, row, row - ny - 1, across) }
          if y + 1 < ny { comparisons += joinRows(runs, starts, row, row - ny + 1, across) }
        }
      }
    }
    self.comparisons = comparisons
  }

  /// The parts, the largest first.
  mutating func components(on grid: Grid) -> Components {
    let order = numberParts()
    let labels = freshArray(grid.voxelCount, of: Int32.self) { labels in
      runs.withUnsafeBufferPointer { runs in
        for row in 0..<(ny * nz) {
          let own = Int(rowStart[row])..<Int(rowStart[row + 1])
          write(UnsafeBufferPointer(rebasing: runs[own]), labels + row * nx, nx)
        }
      }
    }
    return Components(grid: grid, labels: labels, sizes: order)
  }

  /// Puts the number of its part into every run's `parent` and returns the sizes of the parts.
  private mutating func numberParts() -> [Int] {
    var parts: [(size: Int, first: Int32)] = []
    // a root comes before its other runs, so that its part is numbered when they are met
    for index in runs.indices {
      let parent = runs[index].parent
      if Int(parent) == index {
        runs[index].parent = Int32(parts.count)
        parts.append((0, Int32(index)))
      } else {
        runs[index].parent = runs[Int(parent)].parent
      }
      parts[Int(runs[index].parent)].size += Int(runs[index].last - runs[index].first) + 1
    }
    let order = parts.indices.sorted {
      (parts[$0].size, parts[$1].first) > (parts[$1].size, parts[$0].first)
    }
    var number = [Int32](repeating: 0, count: parts.count)
    for (place, part) in order.enumerated() { number[part] = Int32(place + 1) }
    for index in runs.indices { runs[index].parent = number[Int(runs[index].parent)] }
    return order.map { parts[$0].size }
  }
}

/// The first index from `x` on, below `end`, of a byte that is not zero; else `end`.
@inline(__always)
func firstInside(_ row: UnsafePointer<UInt8>, _ x: Int, _ end: Int) -> Int {
  var x = x
  while x &+ 8 <= end {
    let word = UnsafeRawPointer(row + x).loadUnaligned(as: UInt64.self)
    if word != 0 { return x &+ word.trailingZeroBitCount / 8 }
    x &+= 8
  }
  while x < end && row[x] == 0 { x &+= 1 }
  return x
}

/// The first index from `x` on, below `end`, of a byte that is zero; else `end`.
@inline(__always)
func firstOutside(_ row: UnsafePointer<UInt8>, _ x: Int, _ end: Int) -> Int {
  let (ones, tops): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
  var x = x
  while x &+ 8 <= end {
    let word = UnsafeRawPointer(row + x).loadUnaligned(as: UInt64.self)
    // the lowest bit set marks the first zero byte
    let zeros = (word &- ones) & ~word & tops
    if zeros != 0 { return x &+ zeros.trailingZeroBitCount / 8 }
    x &+= 8
  }
  while x < end && row[x] != 0 { x &+= 1 }
  return x
}

/// Joins the runs of two rows that overlap, or would if longer by `slack` at their ends; returns
/// how many pairs it looked at.
@inline(never)
private func joinRows(
  _ runs: UnsafeMutablePointer<MaskRuns.Run>, _ rowStart: UnsafePointer<Int32>, _ a: Int, _ b: Int,
  _ slack: Int32
) -> Int {
  var (i, j) = (Int(rowStart[a]), Int(rowStart[b]))
  let (endI, endJ) = (Int(rowStart[a &+ 1]), Int(rowStart[b &+ 1]))
  while i < endI && j < endJ {
    if runs[i].first <= runs[j].last &+ slack && runs[j].first <= runs[i].last &+ slack {
      unite(runs, i, j)
    }
    if runs[i].last < runs[j].last { i &+= 1 } else { j &+= 1 }
  }
  return i &+ j &- Int(rowStart[a]) &- Int(rowStart[b])
}

@inline(__always)
private func root(_ runs: UnsafeMutablePointer<MaskRuns.Run>, _ run: Int) -> Int {
  var run = run
  while Int(runs[run].parent) != run {
    runs[run].parent = runs[Int(runs[run].parent)].parent
    run = Int(runs[run].parent)
  }
  return run
}

/// The earlier run becomes the root, so that a root is the first run of its part.
@inline(__always)
private func unite(_ runs: UnsafeMutablePointer<MaskRuns.Run>, _ a: Int, _ b: Int) {
  let (rootA, rootB) = (root(runs, a), root(runs, b))
  if rootA < rootB {
    runs[rootB].parent = Int32(truncatingIfNeeded: rootA)
  } else {
    runs[rootA].parent = Int32(truncatingIfNeeded: rootB)
  }
}

/// The labels of a row: the number of its part for each run, nothing between them.
@inline(never)
private func write(
  _ runs: UnsafeBufferPointer<MaskRuns.Run>, _ labels: UnsafeMutablePointer<Int32>, _ count: Int
) {
  var x = 0
  for run in runs {
    let end = Int(run.last) &+ 1
    while x < Int(run.first) {
      labels[x] = 0
      x &+= 1
    }
    while x < end {
      labels[x] = run.parent
      x &+= 1
    }
  }
  while x < count {
    labels[x] = 0
    x &+= 1
  }
}
