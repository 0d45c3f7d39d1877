import Kernels
import Testing
import Volumes

@Suite struct DistanceTests {
  @Test(arguments: Fields.voxelsMM, [0.004, 0.05, 0.6])
  func equalsBruteForce(_ voxelMM: Vector3, _ share: Double) {
    let grid = Fields.grid(19, 11, 9, voxelMM)
    let mask = Fields.mask(grid, share: share, seed: 5)
    let signed = mask.signedDistanceMM(parallel: Parallel(threads: 3))
    let plain = mask.distanceMM()
    Fields.forEachVoxel(grid) { x, y, z in
      var nearest = Double.infinity
      Fields.forEachVoxel(grid) { a, b, c in
        guard mask[a, b, c] != mask[x, y, z] else { return }
        nearest = min(
          nearest, length(Vector3(Double(a - x), Double(b - y), Double(c - z)) * voxelMM))
      }
      let inside = mask[x, y, z]
      #expect(abs(Double(signed[x, y, z]) - (inside ? -nearest : nearest)) < 1e-4)
      #expect(abs(Double(plain[x, y, z]) - (inside ? 0 : nearest)) < 1e-4)
    }
  }

  @Test func emptyIsInfinitelyFar() {
    let empty = Mask(grid: Fields.grid(4, 3, 2))
    #expect(empty.distanceMM().voxels.allSatisfy { $0 == .infinity })
    let full = Mask(grid: empty.grid, filled: true)
    #expect(full.signedDistanceMM().voxels.allSatisfy { $0 == -.infinity })
  }
}

@Suite struct MorphologyTests {
  @Test(arguments: Fields.voxelsMM, [0.9, 2.0, 3.3])
  func equalsBruteForce(_ voxelMM: Vector3, _ radiusMM: Double) {
    let grid = Fields.grid(13, 12, 8, voxelMM)
    let mask = Fields.mask(grid, share: 0.02, seed: 9)
    let holes = mask.inverted
    let (grown, shrunk) = (mask.dilated(byMM: radiusMM), holes.eroded(byMM: radiusMM))
    Fields.forEachVoxel(grid) { x, y, z in
      var touched = false
      Fields.forEachVoxel(grid) { a, b, c in
        let d = length(Vector3(Double(a - x), Double(b - y), Double(c - z)) * voxelMM)
        if mask[a, b, c] && d <= radiusMM + 1e-9 { touched = true }
      }
      #expect(grown[x, y, z] == touched)
      #expect(shrunk[x, y, z] == !touched)
    }
  }

  /// Balls of any size take the voxels that the distance transform has within their radius, for any
  /// number of threads.
  @Test(arguments: Fields.voxelsMM, [1.0, 5.0, 14.0, 60.0])
  func equalsTheDistanceTransform(_ voxelMM: Vector3, _ radiusMM: Double) {
    let grid = Fields.grid(37, 41, 29, voxelMM)
    let mask = Fields.mask(grid, share: 0.0005, seed: 3).dilated(byMM: 3)
    let grown = mask.dilated(byMM: radiusMM, parallel: Parallel(threads: 3))
    let far = mask.distanceMM().voxels.map { Double($0) > radiusMM + 1e-3 }
    #expect(zip(grown.voxels, far).allSatisfy { ($0 == 0) == $1 })
    let shrunk = mask.inverted.eroded(byMM: radiusMM)
    #expect(zip(shrunk.voxels, grown.voxels).allSatisfy { $0 != $1 })
    #expect(differing(grown, mask.dilated(byMM: radiusMM)) == 0)
  }

  @Test func openingShrinksAndClosingGrows() {
    let mask = Fields.mask(Fields.grid(20, 20, 10, Fields.voxelsMM[2]), share: 0.5, seed: 4)
      .dilated(byMM: 1)
    let (opened, closed) = (mask.opened(byMM: 2), mask.closed(byMM: 2))
    #expect(opened.subtracting(mask).count == 0)
    #expect(mask.subtracting(closed).count == 0)
    #expect(differing(opened.opened(byMM: 2), opened) == 0)
    #expect(differing(closed.closed(byMM: 2), closed) == 0)
  }

  @Test func theEdgeOfTheFieldOfViewDoesNotShrink() {
    let full = Mask(grid: Fields.grid(6, 6, 6), filled: true)
    #expect(full.eroded(byMM: 3) == full)
    #expect(Mask(grid: full.grid).dilated(byMM: 3).count == 0)
  }
}

@Suite struct ComponentsTests {
  @Test(arguments: Connectivity.allCases, [0.1, 0.25, 0.5])
  func equalsFloodFill(_ connectivity: Connectivity, _ share: Double) {
    let grid = Fields.grid(14, 11, 9)
    let mask = Fields.mask(grid, share: share, seed: 2)
    let found = mask.components(connectivity)
    let flooded = flood(mask, connectivity)
    #expect(found.sizes == flooded.sizes)
    #expect(zip(found.labels, flooded.labels).allSatisfy { $0 == $1 })
  }

  @Test func largestOfTwoEqualOnesIsTheFirst() {
    var mask = Mask(grid: Fields.grid(8, 3, 3))
    for x in [1, 2, 5, 6] { mask[x, 1, 1] = true }
    let largest = mask.largestComponent()
    #expect(largest[1, 1, 1] && largest[2, 1, 1] && largest.count == 2)
    #expect(Mask(grid: mask.grid).largestComponent().count == 0)
    #expect(mask.components().mask(ofAtLeast: 3).count == 0)
    #expect(mask.components().mask(ofAtLeast: 2) == mask)
  }

  private func flood(_ mask: Mask, _ connectivity: Connectivity) -> Components {
    let grid = mask.grid
    let reach = [Connectivity.faces: 1, .edges: 2, .corners: 3][connectivity] ?? 0
    var parts: [[Int]] = []
    var seen = [Bool](repeating: false, count: grid.voxelCount)
    for start in mask.voxels.indices where mask.voxels[start] != 0 && !seen[start] {
      var part = [start]
      seen[start] = true
      var next = 0
      while next < part.count {
        let p = part[next]
        next += 1
        let (x, y, z) = (p % grid.nx, p / grid.nx % grid.ny, p / grid.nx / grid.ny)
        for d in 0..<27 {
          let (dx, dy, dz) = (d % 3 - 1, d / 3 % 3 - 1, d / 9 - 1)
          guard abs(dx) + abs(dy) + abs(dz) <= reach, grid.contains(x + dx, y + dy, z + dz) else {
            continue
          }
          let q = grid.offset(x + dx, y + dy, z + dz)
          if mask.voxels[q] != 0 && !seen[q] {
            seen[q] = true
            part.append(q)
          }
        }
      }
      parts.append(part)
    }
    parts.sort { ($0.count, $1.min() ?? 0) > ($1.count, $0.min() ?? 0) }
    var labels = [Int32](repeating: 0, count: grid.voxelCount)
    for (index, part) in parts.enumerated() { for p in part { labels[p] = Int32(index + 1) } }
    return Components(grid: grid, labels: labels, sizes: parts.map(\.count))
  }
}

@Suite struct HoleFillingTests {
  @Test func closedHolesFillAndOpenOnesDoNot() {
    let grid = Fields.grid(15, 15, 15)
    let shell = Fields.ball(grid, centreMM: grid.centreMM, radiusMM: 6)
      .subtracting(Fields.ball(grid, centreMM: grid.centreMM, radiusMM: 3))
    #expect(shell.holesFilled() == Fields.ball(grid, centreMM: grid.centreMM, radiusMM: 6))
    var open = shell
    for z in 0...7 { open[7, 7, z] = false }
    #expect(open.holesFilled() == open)
    let slices = open.holesFilled(inSlicesAcross: 2)
    #expect(slices[7, 7, 7] && slices[8, 7, 8])
  }

  /// Holes of slices are those pixels that spreading from the sides of the slice, step by step, never
  /// reaches.
  @Test(arguments: [0, 1, 2], [0.3, 0.45, 0.7])
  func slicesAreFilledAsBySpreading(_ axis: Int, _ share: Double) {
    let grid = Fields.grid(37, 23, 19)
    let mask = Fields.mask(grid, share: share, seed: 8)
    let filled = mask.holesFilled(inSlicesAcross: axis)
    var reached = Mask(grid: grid)
    var isGrowing = true
    func isOpen(_ p: [Int]) -> Bool {
      if mask[p[0], p[1], p[2]] { return false }
      return (0..<3).contains { side in
        side != axis
          && [-1, 1].contains { step in
            var q = p
            q[side] += step
            return !(0..<grid.dims[side]).contains(q[side]) || reached[q[0], q[1], q[2]]
          }
      }
    }
    while isGrowing {
      isGrowing = false
      Fields.forEachVoxel(grid) { x, y, z in
        if !reached[x, y, z], isOpen([x, y, z]) {
          reached[x, y, z] = true
          isGrowing = true
        }
      }
    }
    #expect(filled == reached.inverted)
  }

  @Test(arguments: [0, 1, 2])
  func slicesAreFilledOneByOne(_ axis: Int) {
    let grid = Fields.grid(7, 7, 7)
    var ring = Mask(grid: grid)
    for u in 2...4 {
      for v in 2...4 where u != 3 || v != 3 {
        let p = axis == 0 ? (3, u, v) : axis == 1 ? (u, 3, v) : (u, v, 3)
        ring[p.0, p.1, p.2] = true
      }
    }
    #expect(ring.holesFilled() == ring)
    let filled = ring.holesFilled(inSlicesAcross: axis)
    #expect(filled[3, 3, 3] && filled.count == 9)
    #expect(ring.holesFilled(inSlicesAcross: (axis + 1) % 3) == ring)
  }
}

@Suite struct OrderStatisticsTests {
  @Test(arguments: [1, 2, 3, 10, 1001])
  func everyRankIsThatOfTheSortedValues(_ count: Int) {
    let draw = CounterRandom(seed: 6)
    // Rounded, so that many are equal.
    let values = (0..<count).map { Float((4 * draw.normal(index: UInt64($0))).rounded()) }
    let sorted = values.sorted()
    var (floats, doubles) = (values, values.map { Double($0) })
    for rank in stride(from: 0, to: count, by: max(1, count / 20)) {
      #expect(floats.orderStatistic(rank) == sorted[rank])
      #expect(doubles.orderStatistic(rank) == Double(sorted[rank]))
    }
    #expect(floats.sorted() == sorted, "none is lost")
  }

  @Test func ranksBeyondTheValuesAreDrawnIn() {
    var values: [Float] = [3, 1, 2]
    #expect(values.orderStatistic(-1) == 1 && values.orderStatistic(9) == 3)
    var none: [Float] = []
    #expect(none.orderStatistic(0) == 0)
  }
}
