import Volumes

/// Which voxels count as neighbours.
public enum Connectivity: Int, Sendable, Codable, CaseIterable {
  /// Those that share a face.
  case faces = 6
  /// Those that share a face or an edge.
  case edges = 18
  /// Those that share a face, an edge or a corner.
  case corners = 26
}

/// The connected parts of a mask, the largest first.
public struct Components: Sendable {
  /// Where the voxels are.
  public var grid: Grid
  /// For each voxel 0 outside, else the number of its part: 1 is the largest; of two equal ones
  /// that whose first voxel in memory comes first.
  public var labels: [Int32]
  /// Number of voxels of each part: `sizes[0]` belongs to label 1.
  public var sizes: [Int]

  /// Components from their parts.
  public init(grid: Grid, labels: [Int32], sizes: [Int]) {
    (self.grid, self.labels, self.sizes) = (grid, labels, sizes)
  }

  /// Number of parts.
  public var count: Int { sizes.count }

  /// The voxels of one part; `label` counts from 1. A label that does not exist gives an empty mask.
  public func mask(_ label: Int) -> Mask {
    let wanted = Int32(clamping: label)
    return Mask(grid: grid, voxels: labels.map { $0 == wanted && wanted > 0 ? 1 : 0 })
  }

  /// The voxels of all parts of at least `voxels` voxels.
  public func mask(ofAtLeast voxels: Int) -> Mask {
    let last = Int32(clamping: sizes.prefix { $0 >= voxels }.count)
    return Mask(grid: grid, voxels: labels.map { $0 > 0 && $0 <= last ? 1 : 0 })
  }
}

extension Mask {
  /// The connected parts of the mask.
  ///
  /// Runs of voxels along x are joined by union–find; labels do not depend on the order of work.
  public func components(_ connectivity: Connectivity = .faces) -> Components {
    var runs = Runs(of: self)
    runs.join(connectivity)
    return runs.components(on: grid)
  }

  /// The largest connected part; of two equal ones the first in memory. Empty stays empty.
  public func largestComponent(_ connectivity: Connectivity = .faces) -> Mask {
    components(connectivity).mask(1)
  }
}

/// The runs of inside voxels along x, row after row, and the part each belongs to.
private struct Runs {
  /// First x of each run.
  var first: [Int32] = []
  /// Last x of each run.
  var last: [Int32] = []
  /// Run that stands for the part, or one nearer to it.
  var parent: [Int32] = []
  /// Index of the first run of each row, and the number of runs at the end.
  var rowStart: [Int32] = [0]
  let ny: Int
  let nz: Int
  let nx: Int

  init(of mask: Mask) {
    (nx, ny, nz) = (mask.grid.nx, mask.grid.ny, mask.grid.nz)
    rowStart.reserveCapacity(ny * nz + 1)
    mask.voxels.withUnsafeBufferPointer { bytes in
      for row in 0..<(ny * nz) {
        append(bytes, row)
        rowStart.append(Int32(first.count))
      }
    }
    parent = (0..<Int32(first.count)).map { $0 }
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, _ row: Int) {
    let start = row * nx
    var x = 0
    while x < nx {
      while x < nx && bytes[start + x] == 0 { x += 1 }
      guard x < nx else { return }
      let from = x
      while x < nx && bytes[start + x] != 0 { x += 1 }
      first.append(Int32(from))
      last.append(Int32(x - 1))
    }
  }

  mutating func join(_ connectivity: Connectivity) {
    let beside: Int32 = connectivity == .faces ? 0 : 1
    let across: Int32 = connectivity == .corners ? 1 : 0
    for z in 0..<nz {
      for y in 0..<ny {
        let row = y + ny * z
        if y > 0 { joinRows(row, row - 1, beside) }
        guard z > 0 else { continue }
        joinRows(row, row - ny, beside)
        guard connectivity != .faces else { continue }
        if y > 0 { joinRows(row, row - ny - 1, across) }
        if y + 1 < ny { joinRows(row, row - ny + 1, across) }
      }
    }
  }

  /// Joins the runs of two rows that overlap, or would if longer by `slack` at their ends.
  mutating func joinRows(_ a: Int, _ b: Int, _ slack: Int32) {
    var i = Int(rowStart[a])
    var j = Int(rowStart[b])
    let (endI, endJ) = (Int(rowStart[a + 1]), Int(rowStart[b + 1]))
    while i < endI && j < endJ {
      if first[i] <= last[j] + slack && first[j] <= last[i] + slack { unite(i, j) }
      if last[i] < last[j] { i += 1 } else { j += 1 }
    }
  }

  mutating func root(_ run: Int) -> Int {
    var run = run
    while Int(parent[run]) != run {
      parent[run] = parent[Int(parent[run])]
      run = Int(parent[run])
    }
    return run
  }

  /// The earlier run becomes the root, so that a root is the first run of its part.
  mutating func unite(_ a: Int, _ b: Int) {
    let (rootA, rootB) = (root(a), root(b))
    if rootA < rootB { parent[rootB] = Int32(rootA) } else { parent[rootA] = Int32(rootB) }
  }

  mutating func components(on grid: Grid) -> Components {
    var sizes = [Int](repeating: 0, count: first.count)
    for run in first.indices { sizes[root(run)] += Int(last[run] - first[run]) + 1 }
    let order = sizes.indices.filter { sizes[$0] > 0 }
      .sorted { (sizes[$0], $1) > (sizes[$1], $0) }
    var number = [Int32](repeating: 0, count: first.count)
    for (index, run) in order.enumerated() { number[run] = Int32(index + 1) }
    var labels = [Int32](repeating: 0, count: grid.voxelCount)
    for row in 0..<(ny * nz) {
      for run in Int(rowStart[row])..<Int(rowStart[row + 1]) {
        let label = number[root(run)]
        for x in Int(first[run])...Int(last[run]) { labels[row * nx + x] = label }
      }
    }
    return Components(grid: grid, labels: labels, sizes: order.map { sizes[$0] })
  }
}
